"""The picture of a page as reading wants it: black ink, at most 300 dpi; and which of that ink looks like letters."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

MAXIMUM_DPI = 300.0
"""Finer pictures cost time and memory and are not read better."""

SURVEY_DPI = 100.0
"""Resolution at which ink is surveyed: enough to tell letters from rules, seals and specks."""

FEWEST_PIECES = 3
"""A page with fewer pieces of letter-like ink has nothing to read."""

DARKEST = 3
"""Percentile of a line's pixels that stands for its ink; half of them are paper."""

PALE = 0.6
"""Ink paler than this share of the way from a line's ink to its paper is not the line's own."""

LEAST_CONTRAST = 20

Rectangle = tuple[float, float, float, float]


def at_most(image: np.ndarray, dpi: float) -> tuple[np.ndarray, float]:
    """The picture and its resolution, brought down to ``MAXIMUM_DPI``; never up, which only harms reading."""
    if dpi <= MAXIMUM_DPI:
        return image, dpi
    return shrunk(image, MAXIMUM_DPI / dpi), MAXIMUM_DPI


def shrunk(picture: np.ndarray, scale: float) -> np.ndarray:
    """The picture at a scale of at most 1; at least one pixel high and wide."""
    if scale >= 1.0:
        return picture
    height, width = picture.shape[:2]
    size = max(1, round(width * scale)), max(1, round(height * scale))
    return cv2.resize(picture, size, interpolation=cv2.INTER_AREA)


def black_ink(image: np.ndarray) -> np.ndarray:
    """Grey picture (H×W uint8) of an RGB one in which coloured ink fades: red and blue seals become almost paper."""
    red, green, blue = cv2.split(image)
    return cv2.max(cv2.max(red, green), blue)


def all_ink(image: np.ndarray) -> np.ndarray:
    """Grey picture (H×W uint8) of an RGB one that keeps coloured ink as dark as black."""
    red, green, blue = cv2.split(image)
    return cv2.min(cv2.min(red, green), blue)


@dataclass(frozen=True)
class Survey:
    """Ink of a page that looks like letters, at ``SURVEY_DPI``: a mask, and how many pieces it has."""

    mask: np.ndarray
    pieces: int
    scale: float

    def turned(self, degrees: int) -> Survey:
        """The survey of the picture turned clockwise by a multiple of 90 degrees."""
        return Survey(np.rot90(self.mask, -degrees // 90), self.pieces, self.scale)

    def coverage(self, boxes: list[Rectangle]) -> float:
        """Share (0-1) of the letter-like ink that lies inside the boxes (pixels of the surveyed picture).

        It finds what confidence cannot see: text that was silently left out. 1.0 where there is no such ink.
        """
        total = int(self.mask.sum())
        if not total:
            return 1.0
        inside = np.zeros_like(self.mask)
        for x0, y0, x1, y1 in np.asarray(boxes, dtype=float).reshape(-1, 4) * self.scale:
            inside[max(0, int(y0)) : int(y1) + 2, max(0, int(x0)) : int(x1) + 2] = 1
        return float((self.mask & inside).sum()) / total


def survey(grey: np.ndarray, dpi: float) -> Survey:
    """Look for letter-like ink on a grey picture: pieces darker than their surroundings, of the size letters have."""
    scale = min(1.0, SURVEY_DPI / dpi)
    small = shrunk(grey, scale)
    surroundings = cv2.blur(small, (41, 41))
    dark = (small.astype(np.int16) < surroundings.astype(np.int16) - 30).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
    millimetre = dpi * scale / 25.4
    height, width, area = stats[:, cv2.CC_STAT_HEIGHT], stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_AREA]
    letters = (height >= 1.2 * millimetre) & (height <= 12 * millimetre) & (width <= 25 * millimetre)
    letters &= area >= 4
    letters[0] = False
    return Survey(letters.astype(np.uint8)[labels], int(letters.sum()), scale)


def without_pale_ink(cutting: np.ndarray) -> np.ndarray:
    """The picture of a line with what is clearly paler than its darkest ink gone: seals, ghosts of the page behind."""
    black, paper = np.percentile(cutting, (DARKEST, 50))
    if paper - black < LEAST_CONTRAST:
        return cutting
    stretched = (cutting.astype(np.float32) - black) * (255 / (PALE * (paper - black)))
    return np.clip(stretched, 0, 255).astype(np.uint8)


def legible(image: np.ndarray, dpi: float) -> tuple[np.ndarray, str, Survey]:
    """The grey picture to read, what ink it shows ("black", "coloured", "none"), and its survey.

    Black ink is preferred, since seals vanish from it. A page that has none but is written in colour (carbon copies,
    blue or violet duplicates) keeps its colour.
    """
    for kind, grey in (("black", black_ink(image)), ("coloured", all_ink(image))):
        found = survey(grey, dpi)
        if found.pieces >= FEWEST_PIECES:
            return grey, kind, found
    return grey, "none", found
