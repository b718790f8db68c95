"""What is kept back from searches because its rights changed and the index does not know yet.

An index entry tells who might see a record when the entry was made. Until a record that was closed, moved or removed
has a new one, whoever might not see it must not find it counted anywhere: neither in totals nor in facets. So the
change leaves, in its own transaction, an entry in the outbox that names the record, and as long as that is there
nothing of the record nor of what lies in it answers; those who see everything miss only what was removed. Opening a
record hides it for as long; the entries of such records are renewed before all others.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from zope.component.hooks import getSite

from hoso.access import sees_everything, visible_tokens
from hoso.jobs import Entry, JobContext, enqueue, named, register, urgent

KIND = "withheld"
KIND_REMOVED = "withheld-removed"
_KINDS = (KIND, KIND_REMOVED)
LANE = "indexing"

URGENT = 5
"""The priority of index entries of records whose rights changed."""
_AFTER_THEM = 4
_LOOK_AGAIN = 1.0


class Asker(NamedTuple):
    """What a ``Request`` has to know of the person who asks: fields of the same names."""

    tokens: list[str]
    without: list[str]


def asker(user: Any) -> Asker:
    """The rights of a user (``None``: the one signed in) as they are at this moment, for every question."""
    return Asker(visible_tokens(user), withheld(getSite(), (KIND_REMOVED,) if sees_everything(user) else _KINDS))


def withheld(site: Any, kinds: Collection[str] = _KINDS) -> list[str]:
    """The UIDs of the records that are kept back."""
    return named(site._p_jar.root(), LANE, kinds, _AFTER_THEM)


def withhold(obj: Any, uid: str, *, removed: bool = False) -> None:
    """Keep a record back until the index knows its rights; part of the transaction that changed or removed it."""
    enqueue(obj, KIND_REMOVED if removed else KIND, uid, priority=_AFTER_THEM)


def release(context: JobContext, entries: Sequence[Entry]) -> None:
    """The handler. Its entries come up when no urgent one is due; those that failed and wait for their next attempt
    are waited for.
    """

    def settle(site: Any) -> None:
        if urgent(site._p_jar.root(), LANE, URGENT):
            for entry in entries:
                later = time.time() + _LOOK_AGAIN
                enqueue(site, entry.kind, entry.uid, priority=_AFTER_THEM, not_before=later)

    context.transact(settle)


for _kind in _KINDS:
    register(_kind, LANE, release, batch=100)
