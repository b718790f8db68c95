"""Lines of text on a picture: where they lie, how they are cut out, and the way back from a cutting to the page."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

MARGIN_ABOVE = 0.12
MARGIN_ASIDE = 0.15
"""What is cut along with a line on each side, as a share of its height: accents and first letters need it."""

HIGHEST = 48
"""Rows of pixels of a cutting."""

LEAST_INKED = 0.02
"""Share of dark pixels from which a gap holds more than specks."""

MOST_TILTED = 10.0
"""Lines further (degrees) from the direction of the page are seals, margin prints and handwriting."""

LOWEST_POINTS = 2.0
"""Lines lower than this (points) cannot be read."""

Rectangle = tuple[float, float, float, float]


@dataclass(frozen=True)
class TextLine:
    """A rectangle around a line of text, in pixels; corners from the top left clockwise as the line is read."""

    corners: np.ndarray
    score: float

    @property
    def width(self) -> float:
        """Length along the reading direction."""
        return float(np.linalg.norm(self.corners[1] - self.corners[0]))

    @property
    def height(self) -> float:
        """Length across the reading direction."""
        return float(np.linalg.norm(self.corners[3] - self.corners[0]))

    @property
    def angle(self) -> float:
        """Degrees from horizontal, positive when the line falls to the right."""
        dx, dy = self.corners[1] - self.corners[0]
        return float(np.degrees(np.arctan2(dy, dx)))

    @property
    def bounds(self) -> Rectangle:
        """The upright rectangle around the line."""
        (x0, y0), (x1, y1) = self.corners.min(axis=0), self.corners.max(axis=0)
        return float(x0), float(y0), float(x1), float(y1)

    def transformed(self, matrix: np.ndarray) -> TextLine:
        """The line under an affine map (2×3)."""
        return TextLine(cv2.transform(self.corners[None].astype(np.float64), matrix)[0], self.score)

    def part(self, start: float, end: float) -> TextLine:
        """The piece of the line between two shares (0-1) of its width."""
        along_top = self.corners[1] - self.corners[0]
        along_foot = self.corners[2] - self.corners[3]
        return TextLine(
            np.array(
                [
                    self.corners[0] + along_top * start,
                    self.corners[0] + along_top * end,
                    self.corners[3] + along_foot * end,
                    self.corners[3] + along_foot * start,
                ]
            ),
            self.score,
        )


@dataclass(frozen=True)
class Cutting:
    """A line cut out of a picture and laid level, with the map (2×3) from its pixels back to the picture."""

    pixels: np.ndarray
    back: np.ndarray

    @property
    def height(self) -> float:
        """Height of the line itself in the cutting's pixels."""
        return self.pixels.shape[0] / (1 + 2 * MARGIN_ABOVE)

    def is_inked(self, start: float, end: float) -> bool:
        """Whether something as dark as the line's ink stands between two places along it."""
        black, paper = np.percentile(self.pixels, (3, 50))
        between = self.pixels[:, round(start) + 1 : round(end)]
        return bool((between < (black + paper) / 2).mean() > LEAST_INKED) if between.size else False

    def on_page(self, box: Rectangle) -> Rectangle:
        """The upright rectangle on the picture around a box of the cutting."""
        return around(self.back, box)


def around(matrix: np.ndarray, box: Rectangle) -> Rectangle:
    """The upright rectangle around a box moved by an affine map (2×3)."""
    x0, y0, x1, y1 = box
    corners = np.array([[[x0, y0], [x1, y0], [x1, y1], [x0, y1]]], dtype=np.float64)
    moved = cv2.transform(corners, matrix)[0]
    (left, top), (right, foot) = moved.min(axis=0), moved.max(axis=0)
    return float(left), float(top), float(right), float(foot)


def cut(grey: np.ndarray, line: TextLine) -> Cutting:
    """Cut a line out of a grey picture with the margins that reading needs; outside the picture is paper white.

    High lines come out smaller: the reader works on fewer rows of pixels still, and only loses time.
    """
    aside, above = MARGIN_ASIDE * line.height, MARGIN_ABOVE * line.height
    width, height = max(1, round(line.width + 2 * aside)), max(1, round(line.height + 2 * above))
    corners = line.corners[[0, 1, 3]].astype(np.float32)
    laid = np.array([[aside, above], [aside + line.width, above], [aside, above + line.height]], dtype=np.float32)
    there = cv2.getAffineTransform(corners, laid)
    pixels = cv2.warpAffine(grey, there, (width, height), flags=cv2.INTER_LINEAR, borderValue=255)
    back = cv2.invertAffineTransform(there)
    if height > HIGHEST:
        shrunk = max(1, round(width * HIGHEST / height))
        pixels = cv2.resize(pixels, (shrunk, HIGHEST), interpolation=cv2.INTER_AREA)
        back = back @ np.diag([width / shrunk, height / HIGHEST, 1.0])
    return Cutting(pixels, back)


def levelling(shape: tuple[int, ...], angle: float) -> np.ndarray:
    """The map (2×3) that turns a picture of that shape about its middle so that lines at the angle lie level."""
    height, width = shape
    return cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)


def oriented(lines: list[TextLine], direction: float) -> list[TextLine]:
    """The same rectangles, their corners counted so that each reads as nearly as can be in the direction (degrees)."""
    towards = np.array([np.cos(np.radians(direction)), np.sin(np.radians(direction))])
    turned = []
    for line in lines:
        edges = np.roll(line.corners, -1, axis=0) - line.corners
        lengths = np.maximum(np.linalg.norm(edges, axis=1, keepdims=True), 1e-6)
        start = int(np.argmax((edges / lengths) @ towards))
        turned.append(TextLine(np.roll(line.corners, -start, axis=0), line.score))
    return turned


def page_angle(lines: list[TextLine]) -> float:
    """Direction of a page in degrees: the median of its lines, long ones counting more; 0 where nothing tells."""
    telling = [line for line in lines if line.width > 3 * line.height]
    if not telling:
        return 0.0
    angles = np.array([line.angle for line in telling])
    weights = np.array([line.width for line in telling])
    rank = np.argsort(angles)
    half = np.searchsorted(np.cumsum(weights[rank]), weights.sum() / 2)
    return float(angles[rank][half])


def readable(line: TextLine, dpi: float) -> bool:
    """Whether a line of a level page runs with the page and is high enough to be read."""
    return line.height * 72 / dpi >= LOWEST_POINTS and abs(line.angle) <= MOST_TILTED
