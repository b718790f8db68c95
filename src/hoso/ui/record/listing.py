"""What lies in a container, page by page, without what the person may not see; wakes none of the records."""

from __future__ import annotations

from typing import Any, NamedTuple

from plone import api

from hoso.record import register
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


def listing(container: Any, start: int, size: int) -> Listing:
    """``size`` visible rows of a container from the visible position ``start``.

    Where nothing is hidden, as is the rule, the cost does not depend on the container's size. Where something is,
    all its rows are compared with what the person may see: positions and counts must not tell what is hidden.
    """
    catalog = api.portal.get_tool("portal_catalog")
    total = register.count(container)
    inside = {"path": {"query": "/".join(container.getPhysicalPath()), "depth": 1}}
    visible = catalog(**inside)
    if len(visible) == total:
        shown = register.rows(container, start, size)
    else:
        uids = {brain.UID for brain in visible}
        everything = register.rows(container, 0, total)
        placed = [row.uid for row in everything if row.placed]
        if placed:
            uids.update(brain.UID for brain in catalog(UID=placed))
        rows = [row for row in everything if row.uid in uids]
        total, shown = len(rows), tuple(rows[start : start + size])
    brains = {brain.UID: brain for brain in catalog(UID=[row.uid for row in shown])} if shown else {}
    return Listing(
        [Entry(position, row, brains[row.uid]) for position, row in enumerate(shown, start + 1) if row.uid in brains],
        total,
    )
