"""The event that this room fires besides ``RecordChanged``."""

from __future__ import annotations

from typing import Any

from zope.interface import Attribute, Interface, implementer


class IReadingStored(Interface):
    """A record's current file has been read and its reading stored, in the same transaction."""

    object = Attribute("The record")


@implementer(IReadingStored)
class ReadingStored:
    """See ``IReadingStored``."""

    def __init__(self, obj: Any) -> None:
        self.object = obj
