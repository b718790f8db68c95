"""From places in a page's text to places on the paper."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from hoso.language import Span
from hoso.recognition import Box, Page


def boxes(page: Page, spans: Iterable[Span]) -> list[Box]:
    """The boxes (points, origin top left) of the words that the spans of ``page.text`` touch, in reading
    order.

    Each word counts once. A word that only a person wrote has no box.
    """
    touched = {index for indexes in _touched(page, spans) for index in indexes}
    return [page.words[index].box for index in sorted(touched)]


def boxes_of_each(page: Page, spans: Iterable[Span]) -> list[list[Box]]:
    """The same for each span by itself."""
    return [[page.words[index].box for index in indexes] for indexes in _touched(page, spans)]


def _touched(page: Page, spans: Iterable[Span]) -> Iterator[list[int]]:
    """For each span the places of the words it touches among the page's words."""
    starts = [word.start for word in page.words]
    for span in spans:
        index = max(0, bisect_right(starts, span.start) - 1)
        found = []
        while index < len(starts) and starts[index] < span.end:
            word = page.words[index]
            if word.start + len(word.text) > span.start:
                found.append(index)
            index += 1
        yield found
