"""Small pictures of the pages around one, with links that lead further on both sides."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

_AROUND = 15


class Thumb(NamedTuple):
    """A small picture: its page and how many hits the page has."""

    number: int
    hits: int


class Gap(NamedTuple):
    """Pages that are not shown; ``number`` is where the link leads."""

    first: int
    last: int
    number: int


class Thumbs(NamedTuple):
    """Pages in order, and the gaps before and after them."""

    before: Gap | None
    pages: list[Thumb]
    after: Gap | None


def thumbs(number: int, count: int, hits: Mapping[int, int]) -> Thumbs:
    """The pages around page ``number`` of ``count``; ``hits`` are those of the pages that have any."""
    first, last = max(1, number - _AROUND), min(count, number + _AROUND)
    return Thumbs(
        Gap(1, first - 1, first - 1) if first > 1 else None,
        [Thumb(page, hits.get(page, 0)) for page in range(first, last + 1)],
        Gap(last + 1, count, last + 1) if last < count else None,
    )
