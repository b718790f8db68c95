"""The hits of a whole document as the page view shows them: a list of pages, and a strip of where they lie."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from hoso.search.site import PageHits

# Rows of the list around the page at hand; and of the whole list, which may be as long as the document.
SHOWN, MOST_SHOWN = 7, 200
# Places of the strip that can be chosen with a mouse: more would be too narrow to hit.
_PLACES = 50


class Neighbours(NamedTuple):
    """The nearest pages with hits on both sides of a page, ``None`` where there is none; the hits before it."""

    before: int | None
    after: int | None
    earlier_hits: int


def neighbours(pages: Sequence[PageHits], number: int) -> Neighbours:
    """What lies around a page among the pages with hits, which come in ascending order."""
    numbers = [page.number for page in pages]
    left, right = bisect_left(numbers, number), bisect_right(numbers, number)
    return Neighbours(
        numbers[left - 1] if left else None,
        numbers[right] if right < len(numbers) else None,
        sum(page.count for page in pages[:left]),
    )


def around(pages: Sequence[PageHits], number: int, size: int) -> Sequence[PageHits]:
    """So many pages with hits, those nearest to a page in the middle as far as there are any on both sides."""
    middle = bisect_left([page.number for page in pages], number)
    start = max(0, min(middle - size // 2, len(pages) - size))
    return pages[start : start + size]


class Place(NamedTuple):
    """A piece of the strip that leads to the first page with hits in it."""

    page: int
    x: float
    width: float


class Strip(NamedTuple):
    """A drawing as wide as the document has pages: a path with a stroke for each page with hits, and its places."""

    path: str
    places: list[Place]


def strip(pages: Sequence[PageHits], count: int) -> Strip:
    """The strip of a document of so many pages."""
    numbers = [page.number for page in pages]
    wide = max(1.0, count / _PLACES)
    first: dict[int, int] = {}
    for number in numbers:
        first.setdefault(int((number - 1) / wide), number)
    places = [Place(number, round(place * wide, 2), round(wide, 2)) for place, number in first.items()]
    return Strip("".join(f"M{number - 0.5} 3v12" for number in numbers), places)
