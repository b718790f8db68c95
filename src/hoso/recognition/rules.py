"""Ruled tables: the cells that drawn lines enclose on a picture of a page."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

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


def find_tables(level: np.ndarray, dpi: float) -> list[Table]:
    """Tables of a level grey picture."""
    scale = min(1.0, WORKING_DPI / dpi)
    small = cv2.resize(level, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    grid = _rules(small, dpi * scale)
    if not grid.any():
        return []
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
    found = []
    for owner, members in cells.items():
        if len(members) > 1:
            x, y, width, height = (float(side) / scale for side in outlines[owner][:4])
            found.append(Table((x, y, x + width, y + height), tuple(_by_rows(members))))
    return found


def split(line: TextLine, bounds: Rectangle, tables: list[Table]) -> list[tuple[TextLine, Rectangle]]:
    """A line with its level bounds, cut where it runs over the edges of cells."""
    x0, y0, x1, y1 = bounds
    middle = (y0 + y1) / 2
    crossed = [
        cell
        for table in tables
        for cell in table.cells
        if cell[1] <= middle <= cell[3] and min(x1, cell[2]) - max(x0, cell[0]) > SHORTEST_PART * (y1 - y0)
    ]
    if len(crossed) < 2:
        return [(line, bounds)]
    pieces = []
    for cell in sorted(crossed):
        left, right = max(x0, cell[0]), min(x1, cell[2])
        piece = line.part((left - x0) / (x1 - x0), (right - x0) / (x1 - x0))
        pieces.append((piece, (left, y0, right, y1)))
    return pieces


def _rules(small: np.ndarray, dpi: float) -> np.ndarray:
    """Mask of the long straight strokes, both ways, closed over small breaks."""
    dark = (small.astype(np.int16) < cv2.blur(small, (41, 41)).astype(np.int16) - 20).astype(np.uint8)
    length = round(SHORTEST_MM * dpi / 25.4)
    along = cv2.morphologyEx(cv2.dilate(dark, np.ones((3, 1))), cv2.MORPH_OPEN, np.ones((1, length)))
    across = cv2.morphologyEx(cv2.dilate(dark, np.ones((1, 3))), cv2.MORPH_OPEN, np.ones((length, 1)))
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
