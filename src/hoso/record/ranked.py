"""A sorted collection that knows the position of things: the ground of registers."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from BTrees.Length import Length
from BTrees.OIBTree import OIBTree
from BTrees.OOBTree import OOBTree
from persistent import Persistent

SEGMENT = 256


class RankedTree(Persistent):
    """Entries ``uid → value`` in the order of their keys; any slice costs the same in a small and a large one.

    A key is ``(number, text, uid)``. A BTree alone must walk over all entries before a slice. So the keys are cut
    into segments of at most ``2 * SEGMENT``, and the tree counts how many each holds: a slice adds up counts
    (a hundred thousand entries have under a thousand) and then walks within one segment.
    """

    def __init__(self) -> None:
        self._values = OOBTree()
        self._keys = OOBTree()
        self._segments = OIBTree({(-1, "", ""): 0})
        self._length = Length()

    def __len__(self) -> int:
        return self._length()

    def __contains__(self, uid: str) -> bool:
        return uid in self._keys

    def get(self, uid: str) -> Any | None:
        """The value of an entry, or ``None``."""
        key = self._keys.get(uid)
        return None if key is None else self._values[key]

    def put(self, key: tuple[int, str, str], value: Any) -> None:
        """Add an entry, or give it a new key and value."""
        uid = key[-1]
        old = self._keys.get(uid)
        if old == key:
            if self._values[key] != value:
                self._values[key] = value
            return
        if old is not None:
            self.remove(uid)
        self._keys[uid] = key
        self._values[key] = value
        self._length.change(1)
        self._grow(self._segments.maxKey(key))

    def remove(self, uid: str) -> bool:
        """Take an entry out; whether it was there."""
        key = self._keys.pop(uid, None)
        if key is None:
            return False
        del self._values[key]
        self._length.change(-1)
        start = self._segments.maxKey(key)
        self._segments[start] -= 1
        if not self._segments[start] and start != self._segments.minKey():
            del self._segments[start]
        return True

    def slice(self, start: int, size: int) -> Iterator[tuple[str, Any]]:
        """``size`` entries from position ``start`` (from 0), as ``(uid, value)``."""
        before = 0
        for first, held in self._segments.items():
            if before + held > start:
                entries = self._values.items(min=first)
                return ((key[-1], value) for key, value in islice(entries, start - before, start - before + size))
            before += held
        return iter(())

    def _grow(self, start: tuple[int, str, str]) -> None:
        held = self._segments[start] + 1
        if held > 2 * SEGMENT:
            middle = next(islice(self._values.keys(min=start), SEGMENT, None))
            self._segments[middle] = held - SEGMENT
            held = SEGMENT
        self._segments[start] = held
