"""What lies in a container, page by page, without what the person may not see; wakes none of the records."""

from __future__ import annotations

from typing import Any, NamedTuple

from Acquisition import aq_inner, aq_parent
from plone.uuid.interfaces import IUUID

from hoso.access import visible_rows
from hoso.record import register
from hoso.record.interfaces import IContainerRecord
from hoso.record.lookup import brains
from hoso.record.register import Row


class Entry(NamedTuple):
    """A row to show: its place among the visible rows from 1, the register's row, the catalog's brain."""

    position: int
    row: Row
    brain: Any


class Neighbours(NamedTuple):
    """Brains of the rows before and after a record, ``None`` at the ends; its position from 1 of ``total`` rows."""

    previous: Any | None
    next: Any | None
    position: int
    total: int


class Register:
    """The rows of a container as the person signed in may see them, or those alone that nobody has described."""

    def __init__(self, container: Any, *, undescribed_only: bool = False) -> None:
        self.visible = visible_rows(container)
        self._container = container
        self._only: list[str] | None = None
        if undescribed_only:
            known = register.undescribed(container)
            uids = (uid for uid, _ in known.slice(0, len(known))) if known else ()
            self._only = [uid for uid in uids if self.visible.shows(uid)]

    @property
    def total(self) -> int:
        """How many rows there are."""
        return self.visible.total if self._only is None else len(self._only)

    def entries(self, start: int, size: int) -> list[Entry]:
        """``size`` rows from position ``start``."""
        if self._only is None:
            rows = self.visible.rows(start, size)
            places = range(start + 1, start + 1 + len(rows))
        else:
            uids = self._only[start : start + size]
            rows = [register.row(self._container, uid) for uid in uids]
            places = [self.visible.position(uid) + 1 for uid in uids]
        known = brains(row.uid for row in rows)
        return [Entry(place, row, known[row.uid]) for place, row in zip(places, rows, strict=True) if row.uid in known]

    def position(self, uid: str) -> int | None:
        """The place of a record among all visible rows from 1; ``None`` when it is not one of them."""
        position = self.visible.position(uid)
        return None if position is None else position + 1


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
