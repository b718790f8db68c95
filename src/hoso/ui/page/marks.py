"""Where a query's answers stand on a page: places in its text, and boxes on its picture."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from hoso import query
from hoso.language import Span
from hoso.pages import boxes_of_each
from hoso.recognition import Box, Page

# Below this confidence a word is shown as unsure.
SURE = 60.0


@dataclass(frozen=True, slots=True)
class Mark:
    """A place that answers: in the page's text, and as boxes in points, one for each line it runs over.

    ``hit``: which of the page's hits it is, from 1; 0 for a word that answers beside better hits.
    """

    start: int
    end: int
    boxes: tuple[Box, ...]
    hit: int


def marks(page: Page, asked: query.Query) -> list[Mark]:
    """The marks of a page in the order of its text."""
    hits = query.hits(page.text, asked)
    # Around a hit may stand more words that answer: they are marked beside it, not with it.
    others = (piece for span in query.marks(page.text, asked) for piece in _outside(page.text, span, hits))
    spans = sorted({*hits, *others})
    number = {span: place for place, span in enumerate(hits, 1)}
    return [
        Mark(*span, tuple(_joined(words)), number.get(span, 0))
        for span, words in zip(spans, boxes_of_each(page, spans), strict=True)
    ]


def _outside(text: str, span: Span, hits: list[Span]) -> Iterator[Span]:
    """The pieces of a span that no hit covers, without space around them. Hits are in order and apart."""
    start = span.start
    for hit in hits[bisect_right(hits, span.start, key=lambda hit: hit.end) :]:
        if hit.start >= span.end:
            break
        yield from _stripped(text, start, hit.start)
        start = hit.end
    yield from _stripped(text, start, span.end)


def _stripped(text: str, start: int, end: int) -> Iterator[Span]:
    piece = text[start:end]
    if words := piece.strip():
        start += piece.index(words)
        yield Span(start, start + len(words))


def _joined(words: list[Box]) -> list[Box]:
    """The boxes of words, in reading order, with those that follow each other on a line made one."""
    lines: list[Box] = []
    for x0, y0, x1, y1 in words:
        if lines and lines[-1][0] <= x0 and lines[-1][1] < (y0 + y1) / 2 < lines[-1][3]:
            left, top, right, bottom = lines[-1]
            lines[-1] = (left, min(top, y0), max(right, x1), max(bottom, y1))
        else:
            lines.append((x0, y0, x1, y1))
    return lines


def rectangle(box: Box) -> dict[str, str]:
    """A box as attributes of an SVG ``rect`` in a drawing measured in points."""
    x0, y0, x1, y1 = (round(edge, 2) for edge in box)
    return {"x": f"{x0:g}", "y": f"{y0:g}", "width": f"{round(x1 - x0, 2):g}", "height": f"{round(y1 - y0, 2):g}"}


def unsure_path(page: Page) -> str:
    """A line below every word that the machine is unsure of, as an SVG path measured in points."""
    return "".join(
        f"M{x0:.0f} {y1:.0f}h{max(1, x1 - x0):.0f}"
        for x0, _, x1, y1 in (word.box for word in page.words if word.confidence < SURE)
    )
