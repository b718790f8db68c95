"""Where the values of a record come from: who gave each field its value, when, out of what.

A value read by a machine is a proposal until a person confirms it, and stays distinguishable for ever.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any, Literal

from AccessControl import getSecurityManager
from persistent.mapping import PersistentMapping
from zope.annotation.interfaces import IAnnotations
from zope.event import notify
from zope.lifecycleevent import Attributes

from hoso.record.errors import UnknownField
from hoso.record.events import ValuesSet
from hoso.record.values import checked_value, field_of

KEY = "hoso.record.origin"

Source = Literal["typed", "catalogue", "read", "filename"]


@dataclass(frozen=True)
class Origin:
    """Where one value comes from.

    ``detail`` says out of what: for ``catalogue`` the table and row, for ``read`` page, box and confidence.
    """

    source: Source
    by: str | None = None
    at: datetime | None = None
    detail: Mapping[str, Any] | None = None
    confirmed_by: str | None = None
    confirmed_at: datetime | None = None

    @property
    def certain(self) -> bool:
        """Whether a person stands behind the value: typed, taken from a catalogue, or confirmed."""
        return self.source in ("typed", "catalogue") or self.confirmed_by is not None


def origin_now(source: Source, **detail: Any) -> Origin:
    """An origin of this moment, by the person who is logged in."""
    return Origin(source, by=current_user(), at=now(), detail=detail or None)


def origin(obj: Any, field: str) -> Origin | None:
    """The origin of a field's value, ``None`` for a value that was never given."""
    return origins(obj).get(field)


def origins(obj: Any) -> Mapping[str, Origin]:
    """The origins of all fields that were given a value, to read only."""
    return MappingProxyType(IAnnotations(obj).get(KEY) or {})


def is_described(obj: Any) -> bool:
    """Whether a person or a catalogue has described the record; else its state is "Chưa mô tả"."""
    return any(origin.certain for origin in origins(obj).values())


def set_value(obj: Any, field: str, value: Any, origin: Origin) -> None:
    """Give one field a value; see ``set_values``."""
    set_values(obj, {field: value}, origin)


def set_values(obj: Any, values: Mapping[str, Any], origin: Origin) -> tuple[str, ...]:
    """Give fields their values and record where those come from; returns the names that changed.

    ``None`` clears a field. All values are checked before the first is set. Raises ``UnknownField`` and
    ``ValueRefused``.
    """
    fields = {name: field_of(obj.portal_type, name) for name in values}
    checked = {name: checked_value(obj, fields[name], value) for name, value in values.items()}
    table = origins(obj)
    changed = [
        name
        for name, value in checked.items()
        if getattr(obj, name, None) != value or table.get(name) is None or table[name].source != origin.source
    ]
    for name in changed:
        setattr(obj, name, checked[name])
    if changed:
        record_origins(obj, changed, origin)
        notify(ValuesSet(obj, origin, *(Attributes(fields[name].interface, name) for name in changed)))
    return tuple(changed)


def restore(obj: Any, values: Mapping[str, tuple[Any, Origin | None]]) -> None:
    """Give fields back values they had, each with the origin it had; a value without one was never given.

    All values are checked before the first is set. Raises ``UnknownField`` and ``ValueRefused``.
    """
    fields = {name: field_of(obj.portal_type, name) for name in values}
    checked = {name: checked_value(obj, fields[name], value) for name, (value, _) in values.items()}
    for name, value in checked.items():
        setattr(obj, name, value)
        if values[name][1] is None:
            IAnnotations(obj).get(KEY, {}).pop(name, None)
        else:
            record_origins(obj, (name,), values[name][1])
    notify(ValuesSet(obj, None, *(Attributes(field.interface, name) for name, field in fields.items())))


def confirm(obj: Any, field: str) -> None:
    """Let the person who is logged in stand behind a value that a machine read; the origin itself stays.

    Raises ``UnknownField`` when the field has no value with an origin.
    """
    known = origin(obj, field)
    if known is None:
        raise UnknownField(obj.portal_type, field)
    confirmed = replace(known, confirmed_by=current_user(), confirmed_at=now())
    record_origins(obj, (field,), confirmed)
    notify(ValuesSet(obj, confirmed, Attributes(field_of(obj.portal_type, field).interface, field)))


def record_origins(obj: Any, fields: Any, origin: Origin) -> None:
    """Write the origin of fields whose values are set already."""
    annotations = IAnnotations(obj)
    if KEY not in annotations:
        annotations[KEY] = PersistentMapping()
    annotations[KEY].update(dict.fromkeys(fields, origin))


def has_table(obj: Any) -> bool:
    """Whether anybody has recorded origins; a record that arrives without was made by a person in a form."""
    return KEY in IAnnotations(obj)


def current_user() -> str | None:
    """The id of the person who is logged in; ``None`` for the system."""
    return getSecurityManager().getUser().getId()


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)
