"""The search page: a form, what was understood, facets, hits. All of its state stands in the address."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any, NamedTuple

from plone import api

from hoso import query
from hoso.access import may_view
from hoso.record.i18n import _
from hoso.record.lookup import by_uid
from hoso.search.contract import MAX_START, Answer
from hoso.search.errors import PagingTooDeep, SearchError
from hoso.search.site import find
from hoso.ui.frame import Problem, Screen
from hoso.ui.frame.paging import PageLink, page_links, paging
from hoso.ui.search.results import ResultRow, result_row
from hoso.ui.search.state import FACETS, PAGE_SIZE, SORTS, SearchState


class Choice(NamedTuple):
    """A link that sets or removes something."""

    label: str
    url: str
    count: int
    chosen: bool


class Facet(NamedTuple):
    """A facet with its values."""

    label: str
    values: list[Choice]


class SearchScreen(Screen):
    """``@@hoso-search`` of the site."""

    section = "search"
    help = "search"
    paging = paging
    answer: Answer | None = None
    engine_down: str = ""

    def prepare(self) -> None:
        self.state = SearchState.from_form(self.request.form)
        if self.state.within and self.container is None:
            raise Problem(
                _("There is no such dossier, or your account may not see it."),
                status=404,
                link=self.url(self.state.everywhere()),
                label=_("Search everywhere"),
            )
        try:
            self.answer = find(
                api.portal.get(),
                self.state.text,
                within=self.state.within,
                filters=self.state.chosen(),
                sort=self.state.sort,
                start=self.state.start,
                size=PAGE_SIZE,
            )
        except PagingTooDeep as error:
            raise Problem(str(error), link=self.url(self.state.at(1)), label=_("First page of the results")) from error
        except SearchError as error:
            self.engine_down = str(error)
            self.request.response.setStatus(503)

    @property
    def title(self) -> str:
        text = self.state.text if "state" in vars(self) else ""
        label = api.portal.translate(_("Search"))
        return f"{text} – {label}" if text else label

    @property
    def query(self) -> str:
        return self.state.text if "state" in vars(self) else ""

    @property
    def address(self) -> str:
        """The address of the search page without parameters."""
        return f"{self.portal_url}/@@hoso-search"

    def url(self, state: SearchState) -> str:
        """The address of a search."""
        return f"{self.address}?{state.query_string}"

    @cached_property
    def parsed(self) -> query.Query:
        """The query as understood."""
        return query.parse(self.state.text)

    @property
    def understood(self) -> str:
        """How the query was understood; nothing when nothing was asked."""
        return self.parsed.understood() if self.parsed else ""

    @property
    def notices(self) -> list[str]:
        """What the answer says about itself."""
        return [notice.text for notice in self.answer.notices] if self.answer else []

    @cached_property
    def rows(self) -> list[ResultRow]:
        """The hits of this page."""
        return [
            result_row(position, hit, self.request.physicalPathToURL, self.parsed)
            for position, hit in enumerate(self.answer.hits, self.state.start + 1)
        ]

    @cached_property
    def facets(self) -> list[Facet]:
        """The facets that tell hits apart, each value as a link."""
        chosen = set(self.state.filters)
        facets = []
        for name, label in FACETS.items():
            counted = self.answer.facets.get(name, [])
            values = [
                Choice(
                    c.label,
                    self.url(self.state.toggled(name, c.value)),
                    c.count,
                    (name, c.value) in chosen,
                )
                for c in counted
            ]
            if values:
                facets.append(Facet(label, values))
        return facets

    @cached_property
    def chips(self) -> list[Choice]:
        """The filters that are set, each as a link that removes it."""
        labels = {(name, count.value): count.label for name, counts in self.answer.facets.items() for count in counts}
        return [
            Choice(
                labels.get((name, value), value),
                self.url(self.state.toggled(name, value)),
                0,
                True,
            )
            for name, value in self.state.filters
        ]

    @cached_property
    def container(self) -> Any:
        """What the search is bound to, where this person may see it."""
        found = by_uid(self.state.within) if self.state.within else None
        return found if found is not None and may_view(None, found) else None

    @property
    def sorts(self) -> list[Choice]:
        """The orders to choose from."""
        return [
            Choice(label, self.url(self.state.sorted(name)), 0, name == self.state.sort)
            for name, label in SORTS.items()
        ]

    @cached_property
    def pages(self) -> list[PageLink]:
        """Links to the pages of the results, as far as paging reaches."""
        last = -(-min(self.answer.total, MAX_START) // PAGE_SIZE)
        return page_links(self.state.page, last, self._page_url)

    @property
    def _page_url(self) -> Callable[[int], str]:
        return lambda number: self.url(self.state.at(number))

    @property
    def range(self) -> str:
        """Which hits this page shows, as ``1–20 / 1.284``."""
        count = self.wording.count
        return f"{count(self.rows[0].position)}–{count(self.rows[-1].position)} / {count(self.answer.total)}"

    @property
    def nothing(self) -> str:
        """Why there are no hits to show."""
        if self.answer.total:
            return _("This page of the results is empty. Go back to the first page.")
        if self.parsed:
            return _("No document matches “${query}”.", mapping={"query": self.state.text})
        return _("There is no document to show.")
