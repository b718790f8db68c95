"""The events this room fires."""

from __future__ import annotations

from typing import Any, Literal

from plone.uuid.interfaces import IUUID
from zope.interface import implementer
from zope.lifecycleevent import ObjectModifiedEvent

from hoso.record.interfaces import IFileVersionAdded, IRecordChanged, IValuesSet

Reason = Literal["added", "described", "moved", "removed", "rights", "file", "read"]


@implementer(IRecordChanged)
class RecordChanged:
    """See ``IRecordChanged``. ``subtree`` says that entries of the records inside depend on this change."""

    def __init__(self, obj: Any, reason: Reason, *, subtree: bool = False):
        self.object = obj
        self.uid: str = IUUID(obj)
        self.reason = reason
        self.subtree = subtree


@implementer(IFileVersionAdded)
class FileVersionAdded:
    """See ``IFileVersionAdded``."""

    def __init__(self, obj: Any, version: Any):
        self.object = obj
        self.version = version


@implementer(IValuesSet)
class ValuesSet(ObjectModifiedEvent):
    """See ``IValuesSet``; the descriptions name the changed fields as those of a form do."""

    def __init__(self, obj: Any, origin: Any, *descriptions: Any):
        super().__init__(obj, *descriptions)
        self.origin = origin
