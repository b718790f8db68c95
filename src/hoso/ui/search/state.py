"""What a search asks, as it stands in the address: text, filters, order, page. Nothing of it is kept elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from zope.i18nmessageid import Message

from hoso.language import nfc
from hoso.query import parse
from hoso.record.i18n import _
from hoso.search.facets import FACETS
from hoso.ui.frame import parameters

PAGE_SIZE = 20
# Nobody reads on to the ten-thousandth hit; an engine asked for it would rank them all.
LAST_PAGE = 500
_UID_LENGTH = 36

LABELS = {name: Message(facet.label, domain="hoso") for name, facet in FACETS.items()}
"""Facet → its name, to be translated."""
SORTS = {
    "relevance": _("Best match first"),
    "newest": _("Newest first"),
    "oldest": _("Oldest first"),
    "title": _("By title"),
    "number": _("By number"),
    "address": _("By place of the paper"),
}


@dataclass(frozen=True, slots=True)
class SearchState:
    """One search; ``within`` is the UID of a container, ``filters`` are pairs of facet and value, as chosen in turn."""

    text: str = ""
    within: str = ""
    filters: tuple[tuple[str, str], ...] = ()
    sort: str = "relevance"
    page: int = 1

    @classmethod
    def from_form(cls, form: Mapping[str, Any]) -> SearchState:
        """The search that a request's parameters name; raises ``Problem`` on one out of its bounds."""
        sort = parameters.text(form, "sort")
        return cls(
            text=nfc(parameters.text(form, "q", parameters.MAX_QUERY)),
            within=parameters.text(form, "within", _UID_LENGTH),
            filters=tuple((name, value) for name in FACETS for value in parameters.texts(form, name)),
            sort=sort if sort in SORTS else "relevance",
            page=parameters.whole(form, "page", 1, LAST_PAGE),
        )

    @property
    def start(self) -> int:
        """How many hits stand before this page."""
        return (self.page - 1) * PAGE_SIZE

    def chosen(self) -> dict[str, list[str]]:
        """Facet → its chosen values."""
        chosen: dict[str, list[str]] = {}
        for name, value in self.filters:
            chosen.setdefault(name, []).append(value)
        return chosen

    def toggled(self, name: str, value: str) -> SearchState:
        """The first page of the search with this filter added, or without it where it was set."""
        pair = (name, value)
        others = tuple(chosen for chosen in self.filters if chosen != pair)
        return replace(self, filters=others if pair in self.filters else (*others, pair), page=1)

    def unfiltered(self) -> SearchState:
        """The first page of the search without filters."""
        return replace(self, filters=(), page=1)

    def asking(self, text: str) -> SearchState:
        """The first page of the search for another text."""
        return replace(self, text=text, page=1)

    def narrowed(self, text: str) -> SearchState:
        """The first page of the search within its results: for what was asked and another text too."""
        return self.asking(str(parse(self.text).narrowed(parse(text))))

    def everywhere(self) -> SearchState:
        """The first page of the search in all containers."""
        return replace(self, within="", page=1)

    def sorted(self, sort: str) -> SearchState:
        """The first page in another order."""
        return replace(self, sort=sort, page=1)

    def at(self, page: int) -> SearchState:
        """Another page of the same search."""
        return replace(self, page=page)

    @property
    def query_string(self) -> str:
        """The parameters that name this search, without those that have their ordinary value: the same search has
        the same, in whatever order its filters were chosen, and read again they are the same search.
        """
        places = {name: place for place, name in enumerate(FACETS)}
        pairs = [("q", self.text), *sorted(set(self.filters), key=lambda pair: (places[pair[0]], pair[1]))]
        if self.within:
            pairs.append(("within", self.within))
        if self.sort != "relevance":
            pairs.append(("sort", self.sort))
        if self.page > 1:
            pairs.append(("page", str(self.page)))
        return urlencode(pairs)
