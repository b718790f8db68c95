"""Finding within one record: from its stored pages, so that it works while the engine does not."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Iterable
from typing import Any, NamedTuple

from hoso import pages
from hoso.language import snippet
from hoso.query import Query, hits
from hoso.search.matching import Matcher
from hoso.search.plan import page_plans

# Processor seconds that one search may take: some ten thousand pages.
_LONGEST = 5.0
_SNIPPET = 60
# Whoever goes from hit to hit asks the same at every page. So many pages with hits are remembered, of all answers.
_REMEMBERED = 20_000


class PageHits(NamedTuple):
    """A page that answers: its number, how many hits it has, the best as plain-text parts ``(text, is it a hit)``."""

    number: int
    count: int
    snippet: list[tuple[str, bool]]


class Within(NamedTuple):
    """The pages of a record that answer, ascending, and how many of its pages were looked through (all, unless
    it took too long).
    """

    pages: tuple[PageHits, ...] = ()
    searched: int = 0

    @property
    def total(self) -> int:
        """The hits on all pages."""
        return sum(page.count for page in self.pages)


def hits_within(obj: Any, query: Query) -> Within:
    """Where a record's pages answer a query; the caller has checked that the record may be seen.

    The pages are those of the first plan that any page satisfies, as in the engines. Corrections count at once.
    """
    reading = pages.reading(obj)
    if reading is None or not query:
        return Within()
    key = (reading.stamp, str(query))
    found = _memory.get(key)
    if found is None:
        found = search_texts(reading.texts(), query)
        _memory.put(key, found)
    return found


def search_texts(texts: Iterable[str], query: Query, longest: float = _LONGEST) -> Within:
    """The same of the texts of pages in order, given up after so many processor seconds."""
    plans = list(page_plans(query))
    matcher = Matcher(plans)
    best, found, searched = len(plans), [], 0
    end = time.thread_time() + longest
    for number, text in enumerate(texts, 1):
        rank = matcher.rank(text)
        if rank is not None and rank <= best:
            if rank < best:
                best, found = rank, []
            spans = hits(text, query)
            found.append(PageHits(number, len(spans), snippet(text, spans, _SNIPPET)))
        searched = number
        if time.thread_time() > end:
            break
    return Within(tuple(found), searched)


class _Memory:
    """The latest answers, bounded by the pages in them; safe to use from many threads."""

    def __init__(self, largest: int) -> None:
        self._largest = largest
        self._size = 0
        self._answers: OrderedDict[tuple[str, str], Within] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: tuple[str, str]) -> Within | None:
        with self._lock:
            if key in self._answers:
                self._answers.move_to_end(key)
            return self._answers.get(key)

    def put(self, key: tuple[str, str], answer: Within) -> None:
        with self._lock:
            # An answer without pages takes its room too.
            self._size += len(answer.pages) + 1
            if (replaced := self._answers.pop(key, None)) is not None:
                self._size -= len(replaced.pages) + 1
            self._answers[key] = answer
            while self._size > self._largest and len(self._answers) > 1:
                _, oldest = self._answers.popitem(last=False)
                self._size -= len(oldest.pages) + 1


_memory = _Memory(_REMEMBERED)
