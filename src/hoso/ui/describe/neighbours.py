"""The records before and after one in the register it stands in, for whoever describes one after the other."""

from __future__ import annotations

from typing import Any, NamedTuple

from AccessControl import getSecurityManager
from Acquisition import aq_inner, aq_parent
from plone.uuid.interfaces import IUUID

from hoso.access.rows import visible_rows
from hoso.record.interfaces import IContainerRecord
from hoso.record.lookup import by_uid
from hoso.ui.describe.naming import short_name

# How far to look past records that this person may see but not edit.
_LOOKED_AT = 20


class Neighbour(NamedTuple):
    """A record to go to: the address of its form and what to call it."""

    url: str
    name: str


class Neighbours(NamedTuple):
    """``position`` from 1 among ``total`` visible rows."""

    before: Neighbour | None
    after: Neighbour | None
    position: int
    total: int


def neighbours(record: Any) -> Neighbours | None:
    """The editable neighbours of a record in the container that holds it; ``None`` where nothing has an order."""
    container = aq_parent(aq_inner(record))
    if not IContainerRecord.providedBy(container):
        return None
    rows = visible_rows(container)
    place = rows.position(IUUID(record))
    if place is None:
        return None
    first = max(0, place - _LOOKED_AT)
    return Neighbours(
        _first(reversed(rows.rows(first, place - first))),
        _first(rows.rows(place + 1, _LOOKED_AT)),
        place + 1,
        rows.total,
    )


def _first(rows: Any) -> Neighbour | None:
    for row in rows:
        record = by_uid(row.uid)
        if record is not None and getSecurityManager().checkPermission("Modify portal content", record):
            return Neighbour(f"{record.absolute_url()}/edit", short_name(record))
    return None
