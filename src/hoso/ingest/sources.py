"""Which record of a container came from which name of a source folder.

Kept in the container, so that a second run finds what the first one made, whatever has become of a record's id,
title or place since.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from BTrees.OOBTree import OOBTree
from plone.uuid.interfaces import IUUID
from zope.annotation.interfaces import IAnnotations

from hoso.record.ids import normal_id
from hoso.record.interfaces import IContainerRecord
from hoso.record.lookup import by_uid

KEY = "hoso.ingest.sources"


@dataclass(frozen=True, slots=True)
class Known:
    """A name of a source folder that was taken in: the record's UID and, of a file, the bytes taken in last."""

    uid: str
    id: str
    sha256: str
    run: str
    """The run that took these bytes in; tells a repeated transaction of one run from an earlier run."""


def known(container: Any, name: str) -> Known | None:
    """What the container remembers of a name, or None."""
    return IAnnotations(container).get(KEY, {}).get(name)


def names(container: Any) -> dict[str, str]:
    """UID → name, of everything that came into the container from source folders."""
    return {entry.uid: name for name, entry in IAnnotations(container).get(KEY, {}).items()}


def remember(container: Any, name: str, record: Any, sha256: str, run: str) -> None:
    """Remember that ``record`` came from ``name`` of the source folder that the container stands for."""
    annotations = IAnnotations(container)
    if KEY not in annotations:
        annotations[KEY] = OOBTree()
    annotations[KEY][name] = Known(IUUID(record), record.getId(), sha256, run)


def record_of(container: Any, name: str) -> Any | None:
    """The record that came from a name, wherever it lies now; None when there was none or it is gone."""
    entry = known(container, name)
    if entry is None:
        return None
    child = container.get(entry.id)  # the catalog is asked only for what was moved or renamed
    return child if child is not None and IUUID(child) == entry.uid else by_uid(entry.uid)


def container_of(container: Any, name: str) -> Any | None:
    """The container that stands for a folder of that name: one that came from it, else one whose id is made of it."""
    found = record_of(container, name)
    if found is not None:
        return found
    for id in (name, normal_id(name)):
        child = container.get(id) if id else None
        if IContainerRecord.providedBy(child) and IUUID(child) not in names(container):
            return child
    return None
