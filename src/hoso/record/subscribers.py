"""What must follow in the same transaction when a record is added, described, moved or removed."""

from __future__ import annotations

from typing import Any

from AccessControl import getSecurityManager
from Acquisition import aq_base
from zope.container.interfaces import IContainerModifiedEvent
from zope.event import notify

from hoso.record import files, register
from hoso.record.events import RecordChanged
from hoso.record.file_errors import OriginalKept
from hoso.record.interfaces import IContainerRecord, IValuesSet
from hoso.record.origin import has_table, origin_now, record_origins
from hoso.record.revision import keep_rising, raise_revision
from hoso.record.values import fields_of

DELETE_ORIGINALS = "Hoso: Delete Originals"


def added(record: Any, event: Any) -> None:
    """A new record: its row, and, when a person made it in a form, the origin of what was typed."""
    if event.object is not record:
        return
    if not has_table(record):
        given = vars(aq_base(record))
        typed = [name for name, field in fields_of(record.portal_type).items() if given.get(name) not in _blank(field)]
        record_origins(record, typed, origin_now("typed"))
    register.entered(record, event.newParent)
    raise_revision(record)
    notify(RecordChanged(record, "added"))


def modified(record: Any, event: Any) -> None:
    """A changed description: the origin of what a person typed, its rows, its revision."""
    # A container also hears when something is put into it; that is no change of what it is.
    if event.object is not record or IContainerModifiedEvent.providedBy(event):
        return
    if not IValuesSet.providedBy(event):
        own = fields_of(record.portal_type)
        names = {name.rpartition(".")[2] for changed in event.descriptions for name in _names(changed)}
        record_origins(record, names & own.keys(), origin_now("typed"))
    register.entered(record, record.__parent__)
    register.renamed(record)
    subtree = IContainerRecord.providedBy(record)
    raise_revision(record, subtree=subtree)
    notify(RecordChanged(record, "described", subtree=subtree))


def moved(record: Any, event: Any) -> None:
    """A record in another place or under another id."""
    if event.object is not record or event.oldParent is None or event.newParent is None:
        return
    if event.oldParent is not event.newParent:
        register.left(record, event.oldParent)
    register.entered(record, event.newParent)
    keep_rising(record, event.oldParent)
    notify(RecordChanged(record, "moved", subtree=IContainerRecord.providedBy(record)))


def about_to_be_removed(record: Any, event: Any) -> None:
    """Nothing with originals is deleted by the way; ``DELETE_ORIGINALS`` stands for the disposal procedure."""
    if files.versions(record) and not getSecurityManager().checkPermission(DELETE_ORIGINALS, record):
        raise OriginalKept(record.Title())


def removed(record: Any, event: Any) -> None:
    """A record that is gone, alone or with what it lay in."""
    register.gone(record)
    if event.object is record:
        register.left(record, event.oldParent)
    notify(RecordChanged(record, "removed"))


def file_added(event: Any) -> None:
    """A new file version: it is found by its hash, and the record has changed."""
    record = event.object
    register.entered(record, record.__parent__)
    raise_revision(record)
    record.notifyModified()
    record.reindexObject(idxs=["sha256", "changed_by", "modified"])
    notify(RecordChanged(record, "file"))


def _blank(field: Any) -> tuple[Any, ...]:
    return (None, "", (), field.default, field.missing_value)


def _names(changed: Any) -> tuple[str, ...]:
    return getattr(changed, "attributes", ())
