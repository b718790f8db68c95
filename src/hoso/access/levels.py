"""How open a record is: what it says itself, and what holds after all that stands above it was asked.

A record says ``public``, ``internal`` or ``private``, or nothing, which means: as its container; where there is none,
internal. Fonds, series and dossiers right below a fonds or a series choose freely. Whatever lies in a dossier, and
every document, is never more open than its container.
"""

from __future__ import annotations

from typing import Any

from Acquisition import aq_base, aq_inner, aq_parent

from hoso.record.i18n import _
from hoso.record.interfaces import IContainerRecord, IDossier, IRecord

PUBLIC, INTERNAL, PRIVATE = "public", "internal", "private"

LEVELS = (PUBLIC, INTERNAL, PRIVATE)
"""From the most open to the most closed."""

LEVEL_TITLES = {PUBLIC: _("public"), INTERNAL: _("internal"), PRIVATE: _("private")}

AS_CONTAINER = ""
"""The own level of a record that follows its container."""

ATTRIBUTE = "access_level"


def container_of(obj: Any) -> Any | None:
    """The record that holds this one, or ``None``."""
    parent = aq_parent(aq_inner(obj))
    return parent if IRecord.providedBy(parent) else None


def own_level(obj: Any) -> str:
    """The level set on the record itself, or ``AS_CONTAINER``."""
    return getattr(aq_base(obj), ATTRIBUTE, AS_CONTAINER)


def chooses_freely(obj: Any) -> bool:
    """Whether the record's own level holds without regard to its container."""
    container = container_of(obj)
    return container is None or (IContainerRecord.providedBy(obj) and not IDossier.providedBy(container))


def level(obj: Any) -> str:
    """The level that holds for a record: one of ``LEVELS``."""
    own, container = own_level(obj), container_of(obj)
    if container is None:
        return own or INTERNAL
    if own and chooses_freely(obj):
        return own
    return stricter(own, level(container)) if own else level(container)


def stricter(one: str, other: str) -> str:
    """The more closed of two levels."""
    return max(one, other, key=LEVELS.index)


def deciding_record(obj: Any) -> Any:
    """The record whose own level is the one that holds for ``obj``: itself or one above it."""
    container = container_of(obj)
    if container is None or (own_level(obj) and (chooses_freely(obj) or own_level(obj) == level(obj))):
        return obj
    return deciding_record(container)
