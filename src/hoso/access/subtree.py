"""Renewing what the catalog knows of the rights below a record, at once or in the background.

The rights themselves are computed and need no renewal; only catalog entries are copies. A record below that chooses
its level by itself, with all in it, does not depend on what stands above and is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice
from typing import Any, NamedTuple

from plone.uuid.interfaces import IUUID

from hoso.jobs import Entry, JobContext, enqueue, register
from hoso.record.interfaces import IContainerRecord, IRecord
from hoso.record.lookup import by_uid

from .levels import chooses_freely, own_level
from .people import tokens

KIND = "rights"
AT_ONCE = 200
"""Up to so many records are renewed in the caller's transaction."""
_BATCH = 200


def send_again(container: Any) -> None:
    """Renew the catalog entries of all inside that depend on the container's rights."""
    few = list(islice(_dependent(container), AT_ONCE + 1))
    if len(few) > AT_ONCE:
        enqueue(container, KIND, IUUID(container))
    else:
        for record in few:
            _renew(record)


def _dependent(container: Any, after: str | None = None) -> Iterator[Any]:
    for child in _children(container, after):
        yield child
        if IContainerRecord.providedBy(child):
            yield from _dependent(child)


def _children(container: Any, after: str | None = None) -> Iterator[Any]:
    """The dependent records right inside, by id, from the one after ``after``."""
    for name in container._tree.keys(min=after, excludemin=after is not None):
        child = container._getOb(name)
        if IRecord.providedBy(child) and not (own_level(child) and chooses_freely(child)):
            yield child


def _renew(record: Any) -> None:
    """Bring one entry up to date; one that is right already is not written."""
    catalog = record.portal_catalog
    rid = catalog.getrid("/".join(record.getPhysicalPath()))
    known = catalog.getIndexDataForRID(rid).get("allowedRolesAndUsers") if rid is not None else None
    if known is None or sorted(known) != tokens(record):
        record.reindexObject(idxs=["allowedRolesAndUsers"], update_metadata=False)


class _Step(NamedTuple):
    """What one batch left to do: where to go on, and containers to go into."""

    last: str | None
    containers: list[str]


def _batch(uid: str, after: str | None, site: Any) -> _Step:
    container = by_uid(uid)
    if container is None:
        return _Step(None, [])
    children = list(islice(_children(container, after), _BATCH))
    for child in children:
        _renew(child)
    inside = [IUUID(child) for child in children if IContainerRecord.providedBy(child)]
    return _Step(children[-1].getId() if len(children) == _BATCH else None, inside)


def renew_below(context: JobContext, entries: Sequence[Entry]) -> None:
    """The job: batch by batch, each in a transaction of its own. Begun again it passes quickly over what is done."""
    for entry in entries:
        waiting = [entry.uid]
        while waiting:
            uid, last = waiting.pop(), None
            while True:
                step = context.transact(partial(_batch, uid, last))
                waiting += step.containers
                context.checkpoint()
                if step.last is None:
                    break
                last = step.last


# A lane of its own: closing a dossier must not wait behind the indexing of an import.
register(KIND, "rights", renew_below)
