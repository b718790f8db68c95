"""The rows of a container that a person may see."""

from __future__ import annotations

from typing import Any

from hoso.record import register
from hoso.record.lookup import by_uid
from hoso.record.register import Row
from hoso.record.selection import Selection

from .levels import own_level
from .people import may_view

# What of a record, besides its kind and its container, decides on its rights.
register.distinguish_by(own_level)


def visible_rows(container: Any, user: Any = None) -> Selection:
    """The rows of a container that a user (``None``: the one signed in) may see.

    Rights are asked of the records themselves, one of each kind of row: lists and counts are right at once after a
    level changed, also while the catalog is behind.
    """

    def shows(row: Row) -> bool:
        record = by_uid(row.uid)
        return record is not None and may_view(user, record)

    return Selection(container, shows)
