"""From places in a page's text to places on the paper."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from hoso.language import Span
from hoso.recognition import Box, Page


def boxes(page: Page, spans: Iterable[Span]) -> list[Box]:
    """The boxes (points, origin top left) of the words that the spans of ``page.text`` touch, in reading
    order.

    Each word counts once. A word that only a person wrote has no box.
    """
    starts = [word.start for word in page.words]
    touched: set[int] = set()
    for span in spans:
        index = max(0, bisect_right(starts, span.start) - 1)
        while index < len(starts) and starts[index] < span.end:
            word = page.words[index]
            if word.start + len(word.text) > span.start:
                touched.add(index)
            index += 1
    return [page.words[index].box for index in sorted(touched)]
