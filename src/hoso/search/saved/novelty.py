"""What is new among the answers to a saved search.

New is what the search finds for the person now and the person was not told of. So a record is new when it was added,
when it came to answer because it was described or read, and when it was opened to the person; and again, when it was
closed and a look later is opened anew. Told is what was shown on the page before its button was pressed, and what
stood in a mail.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator
from hashlib import blake2b
from itertools import islice
from typing import Any, NamedTuple

from hoso.access import may_view
from hoso.record.lookup import by_uid
from hoso.search.site import matching

from .shelf import SavedSearch

LOOKED_THROUGH = 10_000
"""A search that finds more is too wide for anything in it to be new."""
LISTED = 100
"""So many new records are shown and told of at a time."""


class Fresh(NamedTuple):
    """The new records, at most ``LISTED``; whether there may be ``more``; whether the search is ``too_wide``."""

    records: list[Any]
    more: bool = False
    too_wide: bool = False


def fresh(search: SavedSearch, user: Any) -> Fresh:
    """What is new, for ``user``, the owner. Writes nothing. Raises ``SearchError``."""
    uids = found(search, user)
    if uids is None:
        return Fresh([], too_wide=True)
    records = list(islice(fresh_records(search, user, uids), LISTED + 1))
    return Fresh(records[:LISTED], more=len(records) > LISTED)


def found(search: SavedSearch, user: Any) -> list[str] | None:
    """The UIDs of all that the search finds; None when it is too wide. Raises ``SearchError``."""
    asked = search.asked
    uids = matching(asked.text, LOOKED_THROUGH + 1, user=user, within=asked.within, filters=asked.chosen)
    return uids if len(uids) <= LOOKED_THROUGH else None


def fresh_records(search: SavedSearch, user: Any, uids: Collection[str]) -> Iterator[Any]:
    """Of these, the records that are new and that the user may see at this moment."""
    known = search.known
    for uid in uids:
        if number(uid) not in known:
            record = by_uid(uid)
            if record is not None and may_view(user, record):
                yield record


def mark_looked(search: SavedSearch, user: Any, told: Collection[str]) -> None:
    """The person was told of the records with these UIDs. Raises ``SearchError``."""
    uids = found(search, user)
    _remember(search, uids, set(uids or ()).intersection(told))


def mark_all(search: SavedSearch, user: Any, *, at: int | None = None) -> None:
    """The person knows all that the search finds, ``at`` being when they came to know. Raises ``SearchError``.

    What was known before keeps its moment.
    """
    uids = found(search, user)
    known = search.known
    _remember(search, uids, [uid for uid in uids or () if number(uid) not in known], at)


def number(uid: str) -> int:
    """A UID as a number of 64 bits: ten thousand of them fit into a few small trees."""
    return int.from_bytes(blake2b(uid.encode(), digest_size=8).digest(), "big", signed=True)


def _remember(search: SavedSearch, uids: Collection[str] | None, told: Collection[str], at: int | None = None) -> None:
    """Add what was told; drop what is found no longer, so that the memory is no longer than the answer."""
    search.looked = time.time()
    if uids is None:
        return
    still = {number(uid) for uid in uids}
    for each in [each for each in search.known if each not in still]:
        del search.known[each]
    moment = int(search.looked) if at is None else at
    search.known.update({number(uid): moment for uid in told})
