"""Where a query's answers stand on a page: places in its text, and boxes on its picture."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from hoso import query
from hoso.language import Span
from hoso.pages import boxes
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
    hits = {span: number for number, span in enumerate(query.hits(page.text, asked), 1)}
    spans = set(hits)
    # Around a hit may stand more words that answer: they are marked beside it, not with it.
    for span in query.marks(page.text, asked):
        spans.update(_outside(page.text, span, hits))
    return [Mark(*span, tuple(_joined(boxes(page, [span]))), hits.get(span, 0)) for span in sorted(spans)]


def _outside(text: str, span: Span, hits: Iterable[Span]) -> Iterator[Span]:
    """The pieces of a span that no hit covers, without space around them."""
    start = span.start
    for hit in (*hits, Span(span.end, span.end)):
        if start <= hit.start <= span.end:
            piece = text[start : hit.start]
            if piece.strip():
                first = start + len(piece) - len(piece.lstrip())
                yield Span(first, first + len(piece.strip()))
            start = hit.end
        elif span.start < hit.end <= span.end:
            start = hit.end


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
