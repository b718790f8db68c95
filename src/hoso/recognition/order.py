"""Reading order of the lines of a level page.

Lines that follow each other without a neighbour make a block: a paragraph, a column of the gazette, the authority's
side of a head. Blocks are put in order by two rules: what stands above in the same column comes first, and of two
blocks side by side the left one. So a head is read authority, motto; a foot recipients, signature; a page of two
columns column after column. A ruled table is one block; its cells are read row by row.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np

from .lines import Rectangle
from .rules import Table

SHARED_COLUMN = 0.15
HANGING = 0.3
"""Two boxes stand in one column when this share of the narrower one lies under the other, or when they are nearer than
this many line heights: the short end of a paragraph hangs left of the indented lines around it."""

SHARED_ROW = 0.5
"""Two lines stand in one row when this share of the lower one lies beside the other."""

COLUMN_GAP = (0.8, 2.2)
"""A gap between words parts columns when it is wider than both the first, in line heights, and the second, in usual
gaps of the page: a typewriter's gaps are wide, a head's columns stand near."""

BLOCK_GAP = 2.5
"""A block ends where the next line is further than this many line heights."""


def reading_order(
    boxes: Sequence[Rectangle],
    tables: Sequence[Table] = (),
    gap: float = COLUMN_GAP[0],
    values: Collection[int] = (),
) -> list[list[int]]:
    """Lines of text in reading order: each is a list of positions in ``boxes``, from left to right.

    Several positions in one list are pieces of one printed line that the detector had taken apart: nearer to each
    other than ``gap`` line heights (see ``column_gap``). ``values`` are positions of pieces that belong to what stands
    left of them however wide the gap: on a form the label "Địa chỉ" is read with its value ": 141 Phố Vọng".
    """
    inside: dict[int, list[int]] = {}
    outside: list[int] = []
    for position, box in enumerate(boxes):
        owner = next((name for name, table in enumerate(tables) if _holds(table.bounds, box)), None)
        if owner is None:
            outside.append(position)
        else:
            inside.setdefault(owner, []).append(position)
    groups = [[row] for row in _rows(boxes, outside, gap, values)]
    bounds = [_union([boxes[position] for position in row]) for [row] in groups]
    for owner, members in inside.items():
        groups.append(_table_rows(boxes, members, tables[owner], gap))
        bounds.append(tables[owner].bounds)
    return [row for group in _ordered(bounds) for row in groups[group]]


def column_gap(lines: Sequence[tuple[float, Sequence[Rectangle]]]) -> float:
    """The gap, in line heights, beyond which words of a row stand in two columns, from the heights and word boxes of
    the lines of a page."""
    gaps = [gap / height for height, words in lines for gap in _gaps(words)]
    return max(COLUMN_GAP[0], COLUMN_GAP[1] * float(np.median(gaps))) if gaps else COLUMN_GAP[0]


def _gaps(words: Sequence[Rectangle]) -> list[float]:
    return [following[0] - word[2] for word, following in zip(words, words[1:], strict=False)]


def _table_rows(boxes: Sequence[Rectangle], members: list[int], table: Table, gap: float) -> list[list[int]]:
    """The lines of a table cell by cell; what stands in no cell comes after them."""
    cells: dict[int, list[int]] = {}
    for position in members:
        place = next((n for n, cell in enumerate(table.cells) if _holds(cell, boxes[position])), len(table.cells))
        cells.setdefault(place, []).append(position)
    ordered = []
    for place in sorted(cells):
        for row in reading_order([boxes[position] for position in cells[place]], gap=gap):
            ordered.append([cells[place][position] for position in row])
    return ordered


def _ordered(bounds: Sequence[Rectangle]) -> list[int]:
    """Positions of boxes in reading order: blocks first, then the lines within each."""
    if not bounds:
        return []
    box = np.asarray(bounds, dtype=float)
    blocks = _blocks(box)
    outline = np.array([[*box[b, :2].min(axis=0), *box[b, 2:].max(axis=0)] for b in blocks])
    before = _before(outline)
    waiting = set(range(len(blocks)))
    result: list[int] = []
    while waiting:
        free = [b for b in waiting if not any(before[other, b] for other in waiting)]
        # A ring of blocks has no right order; the highest goes first.
        following = min(free or waiting, key=lambda b: (outline[b, 1], outline[b, 0]))
        waiting.remove(following)
        result += blocks[following]
    return result


def _before(outline: np.ndarray) -> np.ndarray:
    """Which block must be read before which: above in the same column, or left in the same band."""
    column = _overlap(outline, 0) > SHARED_COLUMN * _least(outline, 0)
    band = _overlap(outline, 1) > 0
    middle = (outline[:, 1] + outline[:, 3]) / 2
    above = middle[:, None] < middle[None, :]
    left = outline[:, None, 0] < outline[None, :, 0]
    return (column & above) | (~column & band & left)


def _blocks(box: np.ndarray) -> list[list[int]]:
    """Chains of lines in which each has one neighbour above and one below, near enough, and nothing stands within."""
    shared = _overlap(box, 0)
    column = (shared > SHARED_COLUMN * _least(box, 0)) | ((shared <= 0) & (shared > -HANGING * _least(box, 1)))
    middle = (box[:, 1] + box[:, 3]) / 2
    height = box[:, 3] - box[:, 1]
    lower = column & (middle[:, None] < middle[None, :])
    below = [_nearest(box, np.flatnonzero(row), top=True) for row in lower]
    above = [_nearest(box, np.flatnonzero(row), top=False) for row in lower.T]
    following: dict[int, int] = {}
    for position, others in enumerate(below):
        if len(others) != 1 or above[others[0]] != [position]:
            continue
        gap = box[others[0], 1] - box[position, 3]
        if gap <= BLOCK_GAP * min(height[position], height[others[0]]):
            following[position] = others[0]
    chains = []
    for start in sorted(set(range(len(box))) - set(following.values()), key=lambda p: (box[p, 1], box[p, 0])):
        chain = [start]
        while chain[-1] in following:
            chain.append(following[chain[-1]])
        chains += _parted(chain, column, box)
    return chains


def _parted(chain: list[int], column: np.ndarray, box: np.ndarray) -> list[list[int]]:
    """A chain cut where lines that stand beside a part of it share a column with the rest: the body of a letter runs
    on into the recipients, and the signature beside these is read after both."""
    places, middle = np.array(chain), (box[:, 1] + box[:, 3]) / 2
    own = middle[places]
    beside = (middle > box[chain[0], 1]) & (middle < box[chain[-1], 3])
    beside[places] = False
    cuts = set()
    for other in np.flatnonzero(beside):
        shares = np.flatnonzero(column[places, other])
        above, below = shares[own[shares] < middle[other]], shares[own[shares] >= middle[other]]
        cuts |= {int(above.max()) + 1} if len(above) else set()
        cuts |= {int(below.min())} if len(below) else set()
    edges = [0, *sorted(cuts - {0, len(chain)}), len(chain)]
    return [chain[start:end] for start, end in zip(edges, edges[1:], strict=False)]


def _nearest(box: np.ndarray, candidates: np.ndarray, *, top: bool) -> list[int]:
    """Of the candidates the nearest, with those that stand beside it in its row."""
    if not len(candidates):
        return []
    middle = (box[candidates, 1] + box[candidates, 3]) / 2
    nearest = candidates[np.argmin(middle) if top else np.argmax(middle)]
    return [int(c) for c, m in zip(candidates, middle, strict=True) if box[nearest, 1] < m < box[nearest, 3]]


def _rows(boxes: Sequence[Rectangle], positions: list[int], gap: float, values: Collection[int]) -> list[list[int]]:
    """Pieces of one printed line put together."""
    rows: list[list[int]] = []
    for position in sorted(positions, key=lambda p: boxes[p][0]):
        box = boxes[position]
        nearest = None
        for row in rows:
            last = boxes[row[-1]]
            lowest = min(box[3] - box[1], last[3] - last[1])
            beside = min(box[3], last[3]) - max(box[1], last[1]) > SHARED_ROW * lowest
            near = box[0] - last[2] < gap * lowest or position in values
            follows = box[0] - last[2] > -lowest
            if beside and near and follows and (nearest is None or last[2] > boxes[nearest[-1]][2]):
                nearest = row
        if nearest is None:
            rows.append([position])
        else:
            nearest.append(position)
    return rows


def _holds(outer: Rectangle, box: Rectangle) -> bool:
    """Whether the middle of a box lies inside another."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return outer[0] <= x <= outer[2] and outer[1] <= y <= outer[3]


def _union(boxes: Sequence[Rectangle]) -> Rectangle:
    sides = list(zip(*boxes, strict=True))
    return min(sides[0]), min(sides[1]), max(sides[2]), max(sides[3])


def _overlap(box: np.ndarray, axis: int) -> np.ndarray:
    """Length that each two boxes share along an axis (negative: the gap between them)."""
    start, end = box[:, axis], box[:, axis + 2]
    return np.minimum(end[:, None], end[None, :]) - np.maximum(start[:, None], start[None, :])


def _least(box: np.ndarray, axis: int) -> np.ndarray:
    """The shorter side of each two boxes along an axis."""
    side = box[:, axis + 2] - box[:, axis]
    return np.minimum(side[:, None], side[None, :])
