"""What is kept back from searches because its rights changed and the index does not know yet.

An index entry tells who might see a record when the entry was made. Until a record that was closed, moved or removed
has a new one, whoever might not see it must not find it counted anywhere: neither in totals nor in facets. So the
change leaves, in its own transaction, an entry in the outbox that names the record, and as long as that is there
nothing of the record nor of what lies in it answers, except to those who see everything. Opening a record hides it
for as long; the entries of such records are renewed before all others.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any, NamedTuple

from zope.component.hooks import getSite

from hoso.access import sees_everything, visible_tokens
from hoso.jobs import Entry, JobContext, enqueue, named, register, urgent

KIND = "withheld"
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
    return Asker(visible_tokens(user), [] if sees_everything(user) else withheld(getSite()))


def withheld(site: Any) -> list[str]:
    """The UIDs of the records that are kept back."""
    return named(site._p_jar.root(), LANE, KIND, _AFTER_THEM)


def withhold(obj: Any, uid: str, *, again: float = 0.0) -> None:
    """Keep a record back until the index knows its rights; part of the transaction that changed them."""
    enqueue(obj, KIND, uid, priority=_AFTER_THEM, not_before=again)


def release(context: JobContext, entries: Sequence[Entry]) -> None:
    """The handler. Its entries come up when no urgent one is due; those that failed and wait for their next attempt
    are waited for.
    """

    def settle(site: Any) -> None:
        if urgent(site._p_jar.root(), LANE, URGENT):
            for entry in entries:
                withhold(site, entry.uid, again=time.time() + _LOOK_AGAIN)

    context.transact(settle)


register(KIND, LANE, release, batch=100)
