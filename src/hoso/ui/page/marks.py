"""Where a query's answers stand on a page: places in its text, and rectangles on its picture."""

from __future__ import annotations

from dataclasses import dataclass

from hoso import query
from hoso.pages import boxes
from hoso.recognition import Box, Page


@dataclass(frozen=True, slots=True)
class Mark:
    """A hit: its place in the page's text, and its boxes in points, one for each line it runs over."""

    start: int
    end: int
    boxes: tuple[Box, ...]


def marks(page: Page, asked: query.Query) -> list[Mark]:
    """The hits on a page in the order of its text."""
    return [Mark(span.start, span.end, tuple(_joined(boxes(page, [span])))) for span in query.marks(page.text, asked)]


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


def percent(box: Box, page: Page) -> dict[str, str]:
    """A box as attributes of an SVG ``rect`` that covers the page's picture, whatever size that is shown at."""
    x0, y0, x1, y1 = box
    return {
        "x": f"{100 * x0 / page.width:.3f}%",
        "y": f"{100 * y0 / page.height:.3f}%",
        "width": f"{100 * (x1 - x0) / page.width:.3f}%",
        "height": f"{100 * (y1 - y0) / page.height:.3f}%",
    }
