"""The front page: the one question, the newest documents, and the ways into what may be seen."""

from __future__ import annotations

from functools import cached_property
from typing import Any, NamedTuple

from hoso import query
from hoso.access import visible_brains
from hoso.search.contract import Answer
from hoso.search.errors import SearchError
from hoso.search.site import find
from hoso.ui.frame import Screen
from hoso.ui.frame.navigation import Link
from hoso.ui.search.results import ResultRow, result_row
from hoso.ui.search.state import SearchState

_DOCUMENTS = ("LegalAct", "ArchivalDocument")
_FONDS, _NEW, _LOOKED_AT, _NEWS, _TYPES, _YEARS = 200, 6, 20, 5, 12, 17
_BAR = 100
_EXAMPLE_WORDS = 4


class Way(NamedTuple):
    """A link to all documents that have something in common, with their number; ``bar`` of 100 compares it with the
    others, 0 where nothing is drawn.
    """

    label: str
    url: str
    count: int
    bar: int = 0


class HomeScreen(Screen):
    """The default view of the site."""

    section = "home"
    help = "home"
    engine_down = ""

    @property
    def title(self) -> str:
        return self.context.Title()

    @cached_property
    def fonds(self) -> list[Any]:
        """Brains of the fonds this person may see, in the order of the alphabet."""
        return visible_brains(_FONDS, portal_type="Fonds", sort_on="sortable_title")

    @cached_property
    def news(self) -> list[Any]:
        """Brains of the latest news."""
        return visible_brains(_NEWS, portal_type="News Item", sort_on="effective", sort_order="descending")

    @cached_property
    def answer(self) -> Answer | None:
        """The newest documents, and how many there are of each kind; none while the index is not available, which the
        page then says.
        """
        try:
            return find(self.context, "", filters={"kind": _DOCUMENTS}, sort="newest", size=_LOOKED_AT)
        except SearchError as error:
            self.engine_down = str(error)
            return None

    @cached_property
    def rows(self) -> list[ResultRow]:
        """The newest documents, those alone that somebody has described: a file's name tells a visitor nothing."""
        hits = self.answer.hits if self.answer else []
        nothing = query.parse("")
        rows = (result_row(n, hit, self.request.physicalPathToURL, nothing) for n, hit in enumerate(hits, 1))
        return [row for row in rows if row.described][:_NEW]

    @property
    def total(self) -> int:
        """How many documents this person may see."""
        return self.answer.total if self.answer else 0

    @property
    def all_url(self) -> str:
        """All documents, the newest first."""
        return self._search_url()

    @property
    def examples(self) -> list[Link]:
        """Searches that find something: a number, and words of a title."""
        numbers = [row.number for row in self.rows if row.number][:1]
        titles = ["".join(part for part, _ in row.title).split() for row in self.rows]
        phrases = [f"“{' '.join(words[:_EXAMPLE_WORDS])}”" for words in titles if len(words) > _EXAMPLE_WORDS][-1:]
        return [Link(self._url(SearchState(text)), text) for text in numbers + phrases]

    @property
    def types(self) -> list[Way]:
        """The commonest types of documents."""
        return self._ways("type")[:_TYPES]

    @cached_property
    def _by_year(self) -> list[Way]:
        ways = self._ways("year")
        most = max((way.count for way in ways), default=1)
        return sorted(way._replace(bar=-(-way.count * _BAR // most)) for way in ways)

    @property
    def years(self) -> list[Way]:
        """The latest years that have documents, from left to right."""
        return self._by_year[-_YEARS:]

    @property
    def older_years(self) -> list[Way]:
        """The years before."""
        return self._by_year[:-_YEARS]

    def _ways(self, facet: str) -> list[Way]:
        counts = self.answer.facets.get(facet, []) if self.answer else []
        return [Way(each.label, self._search_url(facet, each.value), each.count) for each in counts]

    def _search_url(self, facet: str = "", value: str = "") -> str:
        kinds = tuple(("kind", kind) for kind in _DOCUMENTS)
        return self._url(SearchState(filters=(*kinds, (facet, value)) if facet else kinds, sort="newest"))

    def _url(self, state: SearchState) -> str:
        return f"{self.portal_url}/@@hoso-search?{state.query_string}"
