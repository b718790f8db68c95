"""The search page: a form, what was understood, facets, hits. All of its state stands in the address."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any, NamedTuple
from urllib.parse import urlencode

from plone import api

from hoso import query
from hoso.access import may_view
from hoso.record.i18n import _
from hoso.record.lookup import by_uid
from hoso.record.numbers import same_number, with_number
from hoso.search.contract import MAX_START, PAGE_HITS, Answer, FacetCount, Hit
from hoso.search.errors import PagingTooDeep, SearchError
from hoso.search.site import LITTLE, RELAXED, engine, find, meant, value_name
from hoso.ui.frame import Problem, Screen, parameters
from hoso.ui.frame.paging import PageLink, page_links, paging
from hoso.ui.search.results import ResultRow, result_row, strip_of
from hoso.ui.search.state import LABELS, PAGE_SIZE, SORTS, SearchState

# Values of a facet before the others are folded, facets that stand open; pages from which a document is long; filters
# that are tried without.
_VALUES, _OPEN, _LONG, _DROPPED = 7, 5, 10, 5


class Choice(NamedTuple):
    """A link that sets or removes something."""

    label: str
    url: str
    count: int
    chosen: bool


class Facet(NamedTuple):
    """A facet with its values, the commonest and chosen ones first; ``most`` is the largest count where years are to
    be compared, else 0.
    """

    label: str
    values: list[Choice]
    more: list[Choice]
    most: int
    open: bool


class Dropped(NamedTuple):
    """What a search would find without one of its filters."""

    label: str
    url: str
    count: int


class NumberedRow(NamedTuple):
    """A record found by its number alone."""

    number: str
    title: str
    url: str
    date: str


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
        if more := parameters.text(self.request.form, "and", parameters.MAX_QUERY):
            self.request.response.redirect(self.url(self.state.narrowed(more)))
            return
        try:
            self.answer = find(
                api.portal.get(),
                self.state.text,
                within=self.state.within,
                filters=self.state.chosen(),
                sort=self.state.sort,
                start=self.state.start,
                size=PAGE_SIZE,
                language=self.language,
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
    def other_reading(self) -> str:
        """The address of the same search with what was typed taken as mere words; nothing where that is the same."""
        if not self.parsed.structured:
            return ""
        return self.url(self.state.asking(str(self.parsed.literally())))

    @property
    def notices(self) -> list[str]:
        """What the answer says about itself."""
        return [notice.text for notice in self.answer.notices] if self.answer else []

    @cached_property
    def meant(self) -> Choice | None:
        """Where little was found: the query that may have been meant, with what it finds."""
        answer = self.answer
        relaxed = any(notice.code in RELAXED for notice in answer.notices)
        if not self.parsed or self.state.page > 1 or (answer.total >= LITTLE and not relaxed):
            return None
        state = self.state
        found = meant(api.portal.get(), state.text, within=state.within, filters=state.chosen())
        if found is None or (found.total <= answer.total and not relaxed):
            return None
        return Choice(found.text, self.url(state.asking(found.text)), found.total, False)

    @cached_property
    def rows(self) -> list[ResultRow]:
        """The hits of this page."""
        return [self._row(position, hit) for position, hit in enumerate(self.answer.hits, self.state.start + 1)]

    def _row(self, position: int, hit: Hit) -> ResultRow:
        row = result_row(position, hit, self.request.physicalPathToURL, self.parsed)
        pages = hit.fields.get("page_count", 0)
        # Where fewer pages answer, or the document is short, the list of pages says it all.
        if len(hit.pages) < PAGE_HITS or pages < _LONG:
            return row
        numbers = engine().pages_with_hits(hit.uid, self.parsed)
        address = f"{row.url}/page/{numbers[0]}?{urlencode({'q': str(self.parsed)})}#hit"
        return row._replace(strip=strip_of(numbers, pages, address))

    @property
    def exact(self) -> list[ResultRow]:
        """The hits whose number is just what was typed."""
        return [row for row in self.rows if same_number(row.number, self.state.text)]

    @cached_property
    def by_number(self) -> list[NumberedRow]:
        """While the engine is down: the records with the number that was typed."""
        return [
            NumberedRow(brain.reference, brain.Title or brain.getId, brain.getURL(), brain.dated)
            for brain in with_number(self.state.text)
        ]

    @cached_property
    def facets(self) -> list[Facet]:
        """The facets that tell hits apart, each value as a link."""
        facets: list[Facet] = []
        for name, label in LABELS.items():
            counts = self.answer.facets.get(name, [])
            if name in self.state.chosen() or any(each.count < self.answer.total for each in counts):
                facets.append(self._facet(name, label, counts, len(facets) < _OPEN))
        return facets

    def _facet(self, name: str, label: str, counts: list[FacetCount], is_open: bool) -> Facet:
        chosen = set(self.state.filters)
        values = [
            Choice(each.label, self.url(self.state.toggled(name, each.value)), each.count, (name, each.value) in chosen)
            for each in counts
        ]
        values.sort(key=lambda value: not value.chosen)
        most = max((value.count for value in values), default=0) if name == "year" else 0
        return Facet(label, values[:_VALUES], values[_VALUES:], most, is_open or any(each.chosen for each in values))

    @cached_property
    def chips(self) -> list[Choice]:
        """The filters that are set, each as a link that removes it."""
        labels = {(name, count.value): count.label for name, counts in self.answer.facets.items() for count in counts}
        return [
            Choice(
                labels.get((name, value)) or value_name(api.portal.get(), name, value, None, self.language) or value,
                self.url(self.state.toggled(name, value)),
                0,
                True,
            )
            for name, value in self.state.filters
        ]

    @cached_property
    def dropped(self) -> list[Dropped]:
        """What each filter keeps away, when nothing is left: asked only then."""
        found = []
        for chip, (name, value) in zip(self.chips[:_DROPPED], self.state.filters, strict=False):
            state = self.state.toggled(name, value)
            total = find(
                api.portal.get(), state.text, within=state.within, filters=state.chosen(), size=0, facets=()
            ).total
            if total:
                found.append(Dropped(chip.label, chip.url, total))
        return found

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
