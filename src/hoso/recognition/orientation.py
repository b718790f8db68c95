"""Which way up a page is, at little cost: sideways by the shape of its lines, upside down by trial reading of a few."""

from __future__ import annotations

import numpy as np

from . import tesseract
from .lines import TextLine, cut, oriented, page_angle

SAMPLE = 6


def turned(grey: np.ndarray, degrees: int) -> np.ndarray:
    """The picture turned clockwise by a multiple of 90 degrees."""
    return np.ascontiguousarray(np.rot90(grey, -degrees // 90))


def is_sideways(lines: list[TextLine]) -> bool:
    """Whether most of the text runs up or down the picture; rectangles count by their length."""
    along = across = 0.0
    for line in lines:
        x0, y0, x1, y1 = line.bounds
        if (x1 - x0) > 2 * (y1 - y0):
            along += x1 - x0
        elif (y1 - y0) > 2 * (x1 - x0):
            across += y1 - y0
    return across > along


def is_upside_down(grey: np.ndarray, lines: list[TextLine], *, language: str, dpi: float) -> bool:
    """Whether the lines read better turned by half a turn: the longest few are read both ways."""
    sample = sorted(oriented(lines, page_angle(oriented(lines, 0.0))), key=lambda line: line.width, reverse=True)[
        :SAMPLE
    ]
    upright = [cut(grey, line).pixels for line in sample]
    upended = [turned(picture, 180) for picture in upright]
    read = tesseract.read_lines(upright + upended, language=language, dpi=dpi)
    merits = [sum(word.confidence * len(word.text) for word in words) for words in read]
    return sum(merits[len(sample) :]) > sum(merits[: len(sample)])
