"""What lies in a container, page by page, without what the person may not see; wakes none of the records."""

from __future__ import annotations

from typing import Any, NamedTuple

from Acquisition import aq_inner, aq_parent
from plone.uuid.interfaces import IUUID

from hoso.access import visible_rows
from hoso.record.interfaces import IContainerRecord
from hoso.record.lookup import brains
from hoso.record.register import Row


class Entry(NamedTuple):
    """A row to show: its place among the visible rows from 1, the register's row, the catalog's brain."""

    position: int
    row: Row
    brain: Any


class Listing(NamedTuple):
    """One page of a container; ``total`` counts the rows this person may see."""

    entries: list[Entry]
    total: int


class Neighbours(NamedTuple):
    """Brains of the rows before and after a record, ``None`` at the ends; its position from 1 of ``total`` rows."""

    previous: Any | None
    next: Any | None
    position: int
    total: int


def listing(container: Any, start: int, size: int) -> Listing:
    """``size`` visible rows of a container from the visible position ``start``."""
    visible = visible_rows(container)
    shown = visible.rows(start, size)
    known = brains(row.uid for row in shown)
    entries = [
        Entry(position, row, known[row.uid]) for position, row in enumerate(shown, start + 1) if row.uid in known
    ]
    return Listing(entries, visible.total)


def neighbours(record: Any) -> Neighbours | None:
    """What stands before and after a record in the container it lies in, as far as the person may see it.

    ``None`` for a record that lies in no register.
    """
    container = aq_parent(aq_inner(record))
    if not IContainerRecord.providedBy(container):
        return None
    visible = visible_rows(container)
    position = visible.position(IUUID(record))
    if position is None:
        return None
    around = visible.rows(max(0, position - 1), 3 if position else 2)
    known = brains(row.uid for row in around)
    before = around[0] if position else None
    after = around[-1] if position + 1 < visible.total else None
    return Neighbours(
        known.get(before.uid) if before else None,
        known.get(after.uid) if after else None,
        position + 1,
        visible.total,
    )
