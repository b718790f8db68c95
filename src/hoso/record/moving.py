"""A record gets another home: with its files, its readings and its address by uid; its rights follow from there."""

from __future__ import annotations

from typing import Any

from Acquisition import aq_base, aq_inner, aq_parent
from OFS.event import ObjectWillBeMovedEvent
from zope.event import notify
from zope.lifecycleevent import ObjectMovedEvent

from hoso.record.errors import WrongPlace
from hoso.record.ids import free_id


def move(record: Any, container: Any) -> Any:
    """Move a record into another container and return it there, under the same id where that is free.

    Nothing happens when it lies there already. Does not ask for permissions. Raises ``WrongPlace`` where the
    container does not take it, or lies inside it.
    """
    source = aq_parent(aq_inner(record))
    if aq_base(source) is aq_base(container):
        return record
    inside = any(aq_base(above) is aq_base(record) for above in container.aq_chain)
    if inside or not container.getTypeInfo().allowType(record.portal_type):
        raise WrongPlace(record.portal_type, container.Title())
    old, new = record.getId(), free_id(container, record.getId(), fallback=record.portal_type)
    notify(ObjectWillBeMovedEvent(record, source, old, container, new))
    source._delObject(old, suppress_events=True)
    bare = aq_base(record)
    bare.id = new
    container._setObject(new, bare, set_owner=0, suppress_events=True)
    moved = container._getOb(new)
    notify(ObjectMovedEvent(moved, source, old, container, new))
    return moved
