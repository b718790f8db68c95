"""A sorted collection that knows the position of things: the ground of registers."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate, islice
from typing import Any

from BTrees.OOBTree import OOBTree
from persistent import Persistent
from ZODB.POSException import ConflictError

SEGMENT = 256

Key = tuple[int, str, str]


class RankedTree(Persistent):
    """Entries ``uid → value`` in the order of their keys; any slice costs the same in a small and a large one.

    A key is ``(number, text, uid)``. A BTree alone must walk over all entries before a slice. So the keys are cut
    into segments of at most ``2 * SEGMENT``, and how many each holds is counted: a slice adds up counts (a hundred
    thousand entries have some hundreds) and then walks within one segment.
    """

    def __init__(self) -> None:
        self._values = OOBTree()
        self._keys = OOBTree()
        self._segments = OOBTree({(-1, "", ""): 0})  # first key → number of the segment
        self._counts = SegmentCounts()

    def __len__(self) -> int:
        return sum(self._counts.held.values())

    def __contains__(self, uid: str) -> bool:
        return uid in self._keys

    def get(self, uid: str) -> Any | None:
        """The value of an entry, or ``None``."""
        key = self._keys.get(uid)
        return None if key is None else self._values[key]

    def key(self, uid: str) -> Key | None:
        """The key of an entry, or ``None``."""
        return self._keys.get(uid)

    def first(self) -> str | None:
        """The uid of the first entry, or ``None``."""
        return self._values.minKey()[-1] if self._values else None

    def positions(self) -> Positions:
        """Where the entries stand, as of now: for many questions one after the other."""
        return Positions(self._values, self._segments, self._counts.held)

    def put(self, key: Key, value: Any) -> None:
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
        self._count(key, 1)

    def remove(self, uid: str) -> bool:
        """Take an entry out; whether it was there."""
        key = self._keys.pop(uid, None)
        if key is None:
            return False
        del self._values[key]
        self._count(key, -1)
        return True

    def slice(self, start: int, size: int) -> Iterator[tuple[str, Any]]:
        """``size`` entries from position ``start`` (from 0), as ``(uid, value)``."""
        before = 0
        for first, segment in self._segments.items():
            held = self._counts.held[segment]
            if before + held > start:
                entries = self._values.items(min=first)
                return ((key[-1], value) for key, value in islice(entries, start - before, start - before + size))
            before += held
        return iter(())

    def _count(self, key: Key, change: int) -> None:
        first = self._segments.maxKey(key)
        segment = self._segments[first]
        held = self._counts.add(segment, change)
        if held > 2 * SEGMENT:
            middle = next(islice(self._values.keys(min=first), SEGMENT, None))
            self._segments[middle] = self._counts.new(held - SEGMENT)
            self._counts.add(segment, SEGMENT - held)


class Positions:
    """Positions of keys and keys of positions; each answer costs a walk within one segment."""

    def __init__(self, values: OOBTree, segments: OOBTree, held: dict[int, int]) -> None:
        self._values = values
        self._firsts = list(segments.keys())
        self._before = [0, *accumulate(held[number] for number in segments.values())]

    def __len__(self) -> int:
        return self._before[-1]

    def before(self, key: Key) -> int:
        """How many entries have a smaller key; the key itself need not be there."""
        segment = bisect_right(self._firsts, key) - 1
        smaller = self._values.keys(min=self._firsts[segment], max=key, excludemax=True)
        return self._before[segment] + sum(1 for _ in smaller)

    def key(self, position: int) -> Key:
        """The key at a position from 0 to the last."""
        segment = bisect_right(self._before, position) - 1
        return next(islice(self._values.keys(min=self._firsts[segment]), position - self._before[segment], None))


class SegmentCounts(Persistent):
    """How many entries each segment holds, by its number; two transactions may count at the same time."""

    def __init__(self) -> None:
        self.held = {0: 0}

    def add(self, segment: int, change: int) -> int:
        """Change one count; the new count."""
        self.held[segment] += change
        self._p_changed = True
        return self.held[segment]

    def new(self, held: int) -> int:
        """A further segment that holds so many; its number."""
        number = max(self.held) + 1
        self.held[number] = held
        self._p_changed = True
        return number

    def _p_resolveConflict(self, old: dict, saved: dict, new: dict) -> dict:
        before, theirs, ours = old["held"], saved["held"], new["held"]
        # Where either has cut a segment the other may have counted into the wrong half.
        if not before.keys() == theirs.keys() == ours.keys():
            raise ConflictError("a segment was cut meanwhile")
        return {"held": {number: theirs[number] + ours[number] - before[number] for number in before}}
