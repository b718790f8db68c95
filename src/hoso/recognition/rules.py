"""Ruled tables: the cells that drawn lines enclose on a picture of a page."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from .ink import shrunk
from .lines import Rectangle, TextLine

WORKING_DPI = 150.0
SHORTEST_MM = 7.0
"""A stroke shorter than this is a letter or an underline, not a rule."""

SMALLEST_CELL_MM = (4.0, 3.0)
LEAST_FILLED = 0.7
"""A cell is nearly a rectangle: anything else enclosed is the page around a table, or a drawing."""

SHORTEST_PART = 0.5
"""A piece of a line over a cell's edge, narrower than this share of its height, holds no letter."""


@dataclass(frozen=True)
class Table:
    """A ruled table in pixels of the level page: its outline and its cells, row by row, each row from left to right."""

    bounds: Rectangle
    cells: tuple[Rectangle, ...]


def find_tables(level: np.ndarray, dpi: float) -> tuple[list[Table], np.ndarray]:
    """Tables of a level grey picture, and the picture with their rules painted over, which else are read as letters."""
    scale = min(1.0, WORKING_DPI / dpi)
    small = shrunk(level, scale)
    grid = _rules(small, dpi * scale)
    if not grid.any():
        return [], level
    millimetre = dpi * scale / 25.4
    _, names, outlines, _ = cv2.connectedComponentsWithStats(grid, connectivity=8)
    _, _, spaces, _ = cv2.connectedComponentsWithStats(1 - grid, connectivity=4)
    cells: dict[int, list[Rectangle]] = {}
    for x, y, width, height, area in spaces[1:]:
        outside = x == 0 or y == 0 or x + width == grid.shape[1] or y + height == grid.shape[0]
        large = width >= SMALLEST_CELL_MM[0] * millimetre and height >= SMALLEST_CELL_MM[1] * millimetre
        if outside or not large or area < LEAST_FILLED * width * height:
            continue
        owner = int(names[y : y + height, x - 1].max())
        cells.setdefault(owner, []).append((x / scale, y / scale, (x + width) / scale, (y + height) / scale))
    tables = {owner: members for owner, members in cells.items() if len(members) > 1}
    found = []
    for owner, members in tables.items():
        x, y, width, height = (float(side) / scale for side in outlines[owner][:4])
        found.append(Table((x, y, x + width, y + height), tuple(_by_rows(members))))
    if not found:
        return [], level
    strokes = cv2.erode(np.isin(names, list(tables)).astype(np.uint8), np.ones((3, 3)))
    strokes = cv2.resize(strokes, level.shape[::-1], interpolation=cv2.INTER_NEAREST)
    return found, np.where(strokes, np.uint8(np.median(small)), level)


def split(line: TextLine, tables: list[Table]) -> list[TextLine]:
    """A line of a level page, cut where it runs over the edges of cells."""
    x0, y0, x1, y1 = line.bounds
    middle = (y0 + y1) / 2
    spans = sorted(
        (max(x0, left), min(x1, right))
        for table in tables
        for left, top, right, foot in table.cells
        if top <= middle <= foot and min(x1, right) - max(x0, left) > SHORTEST_PART * line.height
    )
    if len(spans) < 2:
        return [line]
    return [line.part((start - x0) / (x1 - x0), (end - x0) / (x1 - x0)) for start, end in spans]


def _rules(small: np.ndarray, dpi: float) -> np.ndarray:
    """Mask of the long straight strokes, both ways, closed over small breaks; empty where none runs up and down."""
    dark = (small.astype(np.int16) < cv2.blur(small, (41, 41)).astype(np.int16) - 20).astype(np.uint8)
    length = round(SHORTEST_MM * dpi / 25.4)
    across = cv2.morphologyEx(cv2.dilate(dark, np.ones((1, 3))), cv2.MORPH_OPEN, np.ones((length, 1)))
    if not across.any():
        return across
    along = cv2.morphologyEx(cv2.dilate(dark, np.ones((3, 1))), cv2.MORPH_OPEN, np.ones((1, length)))
    along = cv2.morphologyEx(along, cv2.MORPH_CLOSE, np.ones((1, length // 2)))
    across = cv2.morphologyEx(across, cv2.MORPH_CLOSE, np.ones((length // 2, 1)))
    return cv2.dilate(along | across, np.ones((3, 3)))


def _by_rows(cells: list[Rectangle]) -> list[Rectangle]:
    """Cells row by row: a cell begins a new row when its top lies below the middle of the row's lowest cell."""
    ordered: list[Rectangle] = []
    row: list[Rectangle] = []
    for cell in sorted(cells, key=lambda cell: cell[1]):
        if row and cell[1] > min((member[1] + member[3]) / 2 for member in row):
            ordered += sorted(row)
            row = []
        row.append(cell)
    return ordered + sorted(row)
