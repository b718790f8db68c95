"""A page's text as pieces to show: hits marked, words the machine is unsure of pointed out. Plain text, unescaped."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import NamedTuple

from hoso.recognition import Page
from hoso.ui.page.marks import SURE, Mark


class Piece(NamedTuple):
    """A stretch of text within one line. ``mark`` is what it is part of, if it answers the query."""

    text: str
    mark: Mark | None
    unsure: bool


def paragraphs(page: Page, hits: list[Mark]) -> list[list[list[Piece]]]:
    """Paragraphs of lines of pieces; an empty line of the text parts paragraphs."""
    marked = [(hit.start, hit.end) for hit in hits]
    unsure = [(word.start, word.start + len(word.text)) for word in page.words if word.confidence < SURE]
    edges = sorted({edge for span in (*marked, *unsure) for edge in span})
    result: list[list[list[Piece]]] = [[]]
    position = 0
    for line in page.text.split("\n"):
        end = position + len(line)
        if line.strip():
            cuts = [position, *edges[bisect_right(edges, position) : bisect_left(edges, end)], end]
            result[-1].append(
                [
                    Piece(page.text[a:b], _at(hits, _place(marked, a)), bool(_place(unsure, a)))
                    for a, b in zip(cuts, cuts[1:], strict=False)
                ]
            )
        elif result[-1]:
            result.append([])
        position = end + 1
    return [paragraph for paragraph in result if paragraph]


def _at(marks: list[Mark], place: int) -> Mark | None:
    return marks[place - 1] if place else None


def _place(spans: list[tuple[int, int]], position: int) -> int:
    """Which of the spans, counted from 1, holds the position; 0 for none. Spans are in order and apart."""
    index = bisect_right(spans, (position, float("inf")))
    return index if index and position < spans[index - 1][1] else 0
