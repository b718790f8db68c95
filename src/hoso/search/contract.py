"""The engine contract: what goes in, what comes out, and the duties of an engine. No Zope here."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, get_args

from hoso.query import Query
from hoso.search.conditions import Condition
from hoso.search.errors import PagingTooDeep
from hoso.search.facets import FACETS, FILTERS
from hoso.search.orders import Sort

#: The last hit that paging reaches, the most hits of one answer, and the page hits shown with each.
MAX_START, MAX_SIZE, PAGE_HITS = 10_000, 100, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentEntry:
    """A record as the index keeps it, always sent whole.

    ``revision`` is the record's own counter. ``allowed`` are the tokens of those who may see it: without one,
    nobody finds it. ``kind`` is the portal type. ``date`` is the first day as YYYYMMDD. ``pages`` are the texts
    of all pages in normal form, the first being page 1. ``words`` are further texts to be found by (keywords,
    author, abstract). ``inside`` are the uids of all that it lies or is placed in. ``subjects``, ``keywords``,
    ``level``, ``states`` and ``quality`` are there for the facets (``hoso.search.facets``); ``address_key`` sorts by
    the place of the paper; ``signature`` are the terms that near duplicates share (``hoso.search.signature``).
    ``place`` (names of fonds, series, dossier, shelf, sheets) and ``fields`` are kept for showing only and hold JSON
    values.
    """

    uid: str
    revision: int
    path: str
    kind: str
    title: str
    allowed: Collection[str]
    number: str = ""
    doc_type: str = ""
    type_names: Sequence[str] = ()
    authority: str = ""
    signer: str = ""
    dossiers: Sequence[str] = ()
    fonds: str = ""
    fonds_title: str = ""
    year: int | None = None
    date: int | None = None
    state: str = ""
    words: Sequence[str] = ()
    inside: Collection[str] = ()
    subjects: Sequence[str] = ()
    keywords: Sequence[str] = ()
    level: str = ""
    states: Sequence[str] = ()
    quality: str = ""
    address_key: str = ""
    signature: Sequence[str] = ()
    pages: Sequence[str] = ()
    place: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A question. Without words it asks for all that ``tokens`` may see.

    ``within``: the uid of a container; only what is inside is asked about, as if there were nothing else.
    ``without``: uids of records that answer to nothing, nor does what lies or is placed in them.
    ``filters``: name of ``facets.FILTERS`` → accepted values; a hit has one of them, for each name.
    ``conditions``: what every hit meets besides, without a say in the rank; like rights, they are not relaxed.
    ``facets``: which are counted; ``page_hits``: how many pages are shown of a hit. Raises PagingTooDeep, and
    ValueError for a filter, facet, order or size that does not exist.
    """

    query: Query
    tokens: Collection[str]
    within: str = ""
    without: Collection[str] = ()
    filters: Mapping[str, Collection[str]] = field(default_factory=dict)
    conditions: Sequence[Condition] = ()
    sort: Sort = "relevance"
    start: int = 0
    size: int = 20
    facets: Collection[str] = tuple(FACETS)
    page_hits: int = PAGE_HITS

    def __post_init__(self) -> None:
        if not 0 <= self.start <= MAX_START:
            raise PagingTooDeep(f"start {self.start}")
        if not (0 <= self.size <= MAX_SIZE and 0 <= self.page_hits <= PAGE_HITS):
            raise ValueError(f"size must be 0 to {MAX_SIZE}, page hits 0 to {PAGE_HITS}")
        known = self.sort in get_args(Sort) and set(self.filters) <= set(FILTERS) and set(self.facets) <= set(FACETS)
        if not known:
            raise ValueError(f"no such order, filter or facet: {self.sort}, {[*self.filters, *self.facets]}")


@dataclass(frozen=True, slots=True)
class PageHit:
    """A page that answers: its number from 1, and plain-text parts ``(text, is it a hit)`` of a snippet."""

    number: int
    snippet_parts: list[tuple[str, bool]]


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that answers. ``fields`` are the entry's values for showing: path, kind, title, number, doc_type,
    authority, fonds, fonds_title, year, date, state, page_count, place, and the entry's own ``fields``.
    """

    uid: str
    revision: int
    score: float
    fields: dict[str, Any]
    pages: list[PageHit]


@dataclass(frozen=True, slots=True)
class FacetCount:
    """How many hits have a value; ``label`` is its name. An engine gives the value itself."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the answer has to say about itself: a stable code and its Vietnamese text."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """``total`` counts all hits; a facet's counts heed all filters but its own, most frequent value first; each
    facet asked for is there, with ``facets.FACET_VALUES`` values at most."""

    total: int
    hits: list[Hit]
    facets: dict[str, list[FacetCount]]
    notices: list[Notice]


@dataclass(frozen=True, slots=True)
class Counts:
    """What an index holds."""

    documents: int
    pages: int


@dataclass(frozen=True, slots=True)
class About:
    """Which index answers: kind of engine, number of its generation, when that was built (ISO 8601), bytes it takes,
    version of the library or server.
    """

    kind: str
    generation: int
    built: str
    bytes: int
    version: str = ""


class Engine(Protocol):
    """An index of documents and of their pages.

    Duties of every engine:

    - Entries are written whole; an older revision never overwrites a newer one, the same revision may come again.
      What ``write`` and ``delete`` returned for is kept and found from then on. Of a batch that failed each record is
      wholly as before or wholly as sent; one with a value of the wrong type leaves nothing. Sent again, it is whole.
    - Rights are part of the query: totals, facets, hits and page hits come from what the tokens may see.
    - Words and phrases follow ``hoso.search.plan``; snippets ``hoso.language.snippet``. Any query has an answer.
    - A missing, damaged or outdated index raises its error; it is never an empty answer.
    - A new generation is built beside the live one, receives every write meanwhile, and replaces it at once.
    - One writer at a time: a folder has a lock, for a server the lanes of the worker see to it. Any number of
      readers, in any process, each safe to be called from several threads.
    """

    def find(self, request: Request) -> Answer:
        """Answer a question."""

    def pages_with_hits(self, uid: str, query: Query) -> list[int]:
        """The numbers of the record's pages that answer, ascending. Knows no rights: check them before."""

    def matching(self, request: Request, limit: int) -> list[str]:
        """The uids of the first ``limit`` records that answer, ascending; the request's order, start and size count
        for nothing.
        """

    def revisions(self) -> Iterator[tuple[str, int]]:
        """Uid and revision of every record, ascending by uid, of one moment."""

    def counts(self) -> Counts:
        """How many documents and pages can be found."""

    def about(self) -> About:
        """Which index it is that answers."""

    def write(self, entries: Sequence[DocumentEntry]) -> None:
        """Write a batch."""

    def delete(self, uids: Collection[str]) -> None:
        """Remove records; unknown ones are no error."""

    def start_build(self) -> None:
        """Begin a new, empty generation beside the live one; an unfinished one is dropped."""

    def fill(self, entries: Sequence[DocumentEntry]) -> None:
        """Put a batch into the new generation only."""

    def finish_build(self) -> None:
        """Make the new generation the live one."""

    def abandon_build(self) -> None:
        """Drop the new generation; the live one stays."""

    def remove(self) -> None:
        """Remove every generation: the index has moved to another engine."""

    def close(self) -> None:
        """Let go of files and connections."""
