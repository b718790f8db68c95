"""Keeping the index up to date: what a change leaves to be done, and doing it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from Acquisition import aq_inner, aq_parent
from plone.uuid.interfaces import IUUID
from zope.lifecycleevent.interfaces import IObjectModifiedEvent, IObjectRemovedEvent

from hoso.jobs import Entry, JobContext, NotNow, enqueue, register
from hoso.record.lookup import by_uid
from hoso.search.contract import DocumentEntry
from hoso.search.errors import IndexDamaged, IndexMissing, IndexOutdated, TryLater

from .building import request_build
from .engine import engine
from .entries import entry_of, is_indexed
from .withheld import LANE, URGENT, withhold

KIND = "index"
KIND_BELOW = "index-below"

# Reasons of a change after which others may see the record.
_OF_RIGHTS = frozenset({"rights", "moved", "removed"})
_DESCRIBED = 2

BATCH = 100
"""Records of one write. Their page texts are in memory together, so the bound is also one of memory."""
_FAN_OUT = 500
_AWAY_SECONDS = 15.0
_BUILDING_SECONDS = 3.0


def record_changed(event: Any) -> None:
    """A record changed: its entry is sent again, and where others depend on it, those below too.

    What is of consequence for rights comes first, and until then nothing of it is found; then what somebody changed
    and looks for; then all that is added, read or depends on others.
    """
    of_rights = event.reason in _OF_RIGHTS
    priority = URGENT if of_rights else _DESCRIBED if event.reason == "described" else 0
    enqueue(event.object, KIND, event.uid, priority=priority)
    if event.subtree:
        enqueue(event.object, KIND_BELOW, event.uid, priority=URGENT if of_rights else 0)
    removed = event.reason == "removed"
    if of_rights and not (removed and _went_with_its_container(event.object)):
        withhold(event.object, event.uid, removed=removed)


def _went_with_its_container(obj: Any) -> bool:
    """Whether what was removed is still in its container, and so is gone with that, which is withheld as a whole."""
    container = aq_parent(aq_inner(obj))
    return container is not None and obj.getId() in container


def page_changed(obj: Any, event: Any) -> None:
    """A page of the site was added, changed, published, moved or removed."""
    uid = IUUID(obj, None)
    if uid is not None and obj._p_jar is not None:
        closing = not IObjectModifiedEvent.providedBy(event)
        enqueue(obj, KIND, uid, priority=URGENT if closing else 0)
        if closing:
            withhold(obj, uid, removed=IObjectRemovedEvent.providedBy(event))


def index(context: JobContext, entries: Sequence[Entry]) -> None:
    """The handler: write the present state of the records, remove those that are gone.

    A record whose rights changed and that cannot be written at last is taken out: its old entry would tell of it.
    """
    try:
        _index(context, entries)
    except NotNow:
        raise
    except Exception:
        if len(entries) == 1 and entries[0].last_attempt and entries[0].priority >= URGENT:
            engine().delete([entries[0].uid])
        raise


def _index(context: JobContext, entries: Sequence[Entry]) -> None:
    with context.open():
        found = {entry.uid: by_uid(entry.uid) for entry in entries}
        present = [entry_of(obj) for obj in found.values() if obj is not None and is_indexed(obj)]
    gone = [uid for uid, obj in found.items() if obj is None]
    write(context, present, gone)


def write(context: JobContext, present: Sequence[DocumentEntry], gone: Sequence[str]) -> None:
    """Write to the engine; where there is no usable index have one built and wait.

    Raises ``NotNow`` when the engine cannot be written just now: the entries stay in the outbox.
    """
    try:
        written = engine()
        if present:
            written.write(present)
        if gone:
            written.delete(gone)
    except (IndexMissing, IndexDamaged, IndexOutdated) as error:
        context.transact(request_build)
        raise NotNow(_BUILDING_SECONDS, f"{error} {error.detail}") from error
    except TryLater as error:
        raise NotNow(_AWAY_SECONDS, f"{error} {error.detail}") from error


def index_below(context: JobContext, entries: Sequence[Entry]) -> None:
    """The handler: leave an entry for every record below, a few hundred in a transaction."""
    for entry in entries:
        below = context.transact(lambda site, entry=entry: _below(site, entry.uid))
        for start in range(0, len(below), _FAN_OUT):
            uids = below[start : start + _FAN_OUT]
            urgency = entry.priority
            context.transact(
                lambda site, uids=uids, urgency=urgency: [enqueue(site, KIND, uid, priority=urgency) for uid in uids]
            )
            context.checkpoint()


def _below(site: Any, uid: str) -> list[str]:
    container = by_uid(uid)
    if container is None:
        return []
    path = "/".join(container.getPhysicalPath())
    return [brain.UID for brain in site.portal_catalog.unrestrictedSearchResults(path=path) if uid != brain.UID]


register(KIND, LANE, index, batch=BATCH)
register(KIND_BELOW, LANE, index_below)
