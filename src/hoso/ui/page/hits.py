"""The pages of one document that answer a query, as far as the page view needs them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import NamedTuple


class HitPages(NamedTuple):
    """The nearest pages with hits on both sides of a page; ``None`` where there is none."""

    before: int | None
    after: int | None


def nearest(pages: list[int], number: int) -> HitPages:
    """The neighbours of a page among the pages with hits, which come in ascending order."""
    left, right = bisect_left(pages, number), bisect_right(pages, number)
    return HitPages(pages[left - 1] if left else None, pages[right] if right < len(pages) else None)
