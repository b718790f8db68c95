"""The rows of a register without those that are not to be shown, at a cost that does not grow with the register.

Which rows are shown is asked for one row of each kind (``Row.apart``) and for each placed row, whose home is elsewhere.
From the numbers of hidden and shown rows before any row follow the places of those that are shown.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from functools import cached_property
from typing import Any

from hoso.record import register
from hoso.record.ranked import Key, RankedTree
from hoso.record.register import PLACED, Row


class Selection:
    """The shown rows of a container: how many they are, which stand where, where one stands; positions from 0.

    ``shows`` says of a row whether it is shown, and has to say the same of all rows that are alike.
    """

    def __init__(self, container: Any, shows: Callable[[Row], bool]) -> None:
        self._container = container
        self._ask = shows
        self._tree = register.tree(container) or RankedTree()
        self._apart = register.apart(container)
        self._answers: dict[str, bool] = {}

    @cached_property
    def total(self) -> int:
        """How many rows are shown."""
        return self._number(None)

    def rows(self, start: int, size: int) -> tuple[Row, ...]:
        """``size`` shown rows from position ``start``."""
        if start >= self.total or size <= 0:
            return ()
        found: list[Row] = []
        place = self._place(start)
        while len(found) < size and place < len(self._tree):
            shown = [row for row in register.rows(self._container, place, size) if self._is_shown(row)]
            found += shown
            place += size
            if not shown and start + len(found) < self.total:
                place = self._place(start + len(found))
        return tuple(found[:size])

    def position(self, uid: str) -> int | None:
        """Where a record stands; ``None`` when it is not shown here."""
        row = register.row(self._container, uid)
        if row is None or not self._is_shown(row):
            return None
        return self._number(self._tree.key(uid))

    def shows(self, uid: str) -> bool:
        """Whether a record's row is shown here; costs less than its position."""
        row = register.row(self._container, uid)
        return row is not None and self._is_shown(row)

    def _is_shown(self, row: Row) -> bool:
        if row.apart == PLACED:
            return row.uid in self._placed
        if row.apart not in self._answers:
            self._answers[row.apart] = self._ask(row)
        return self._answers[row.apart]

    @cached_property
    def _positions(self) -> Any:
        return self._tree.positions()

    @cached_property
    def _placed(self) -> dict[str, Key]:
        """The placed rows that are shown, with their keys, in their order."""
        tree = self._apart.get(PLACED)
        if tree is None:
            return {}
        found = (register.row(self._container, uid) for uid, _ in tree.slice(0, len(tree)))
        return {row.uid: tree.key(row.uid) for row in found if self._ask(row)}

    @cached_property
    def _placed_keys(self) -> list[Key]:
        return list(self._placed.values())

    @cached_property
    def _counted(self) -> tuple[bool, list[Any]]:
        """Whether plain rows are shown; and the positions of the rows that are then hidden, or else are shown."""
        alike = {name: tree for name, tree in self._apart.items() if name != PLACED}
        shown = {name: self._is_shown(register.row(self._container, tree.first())) for name, tree in alike.items()}
        plain = self._plain()
        trees = [tree.positions() for name, tree in alike.items() if shown[name] is not plain]
        if plain and PLACED in self._apart:
            trees.append(self._apart[PLACED].positions())
        return plain, trees

    def _plain(self) -> bool:
        """Whether plain rows are shown; one of them has to be found first."""
        others = [tree.positions() for tree in self._apart.values()]
        if sum(map(len, others)) == len(self._tree):
            return False
        place = self._search(1, lambda key: self._before(key) - sum(each.before(key) for each in others))
        ((row),) = register.rows(self._container, place, 1)
        return self._is_shown(row)

    def _before(self, key: Key | None) -> int:
        return len(self._tree) if key is None else self._positions.before(key)

    def _number(self, key: Key | None) -> int:
        """How many shown rows stand before a key; ``None`` is the end."""
        plain, trees = self._counted
        apart = sum(len(tree) if key is None else tree.before(key) for tree in trees)
        placed = len(self._placed_keys) if key is None else bisect_left(self._placed_keys, key)
        return (self._before(key) - apart if plain else apart) + placed

    def _place(self, position: int) -> int:
        """The place in the whole register of the row that is shown at a position."""
        if not self._apart:
            return position
        return self._search(position + 1, self._number)

    def _search(self, wanted: int, number: Callable[[Key | None], int]) -> int:
        """The first place through which ``number`` counts ``wanted`` rows."""
        low, high = wanted - 1, len(self._tree) - 1
        while low < high:
            middle = (low + high) // 2
            if number(self._key_after(middle)) >= wanted:
                high = middle
            else:
                low = middle + 1
        return low

    def _key_after(self, place: int) -> Key | None:
        return self._positions.key(place + 1) if place + 1 < len(self._tree) else None
