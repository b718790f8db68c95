"""What a feed tells: what was found last."""

from __future__ import annotations

from itertools import islice
from typing import Any

from hoso.access import may_view
from hoso.record.lookup import by_uid

from .novelty import found, number
from .shelf import SavedSearch

RECENT = 50
"""Entries of a feed."""
_NEW = float("inf")


def recent(search: SavedSearch, user: Any) -> list[Any]:
    """What the search finds for its owner, at most ``RECENT`` records: what is new, then what they were told of last.

    What was found when the search was saved comes at the end. Empty for a search that is too wide. Writes nothing.
    Raises ``SearchError``.
    """
    uids = found(search, user)
    if uids is None:
        return []
    told = search.known
    uids.sort(key=lambda uid: told.get(number(uid), _NEW), reverse=True)
    records = (by_uid(uid) for uid in uids)
    return list(islice((each for each in records if each is not None and may_view(user, each)), RECENT))
