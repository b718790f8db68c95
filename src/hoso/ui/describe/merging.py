"""Two people edit one description: whose values go in, and which have to be compared."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from hoso.record.values import fields_of

_LENGTH = 12
# A form has some twenty fields; what is longer was not written by us.
_LONGEST = 5_000


class Merge(NamedTuple):
    """``mine`` goes in; in ``both`` each typed something else; ``theirs`` came in meanwhile and stays."""

    mine: tuple[str, ...]
    both: tuple[str, ...]
    theirs: tuple[str, ...]


def mark(value: Any) -> str:
    """Stands for a value: equal for values that read the same, short enough for a form."""
    if isinstance(value, tuple):
        text = "\n".join(map(str, value))
    else:
        text = "" if value is None else str(value).replace("\r\n", "\n")
    return hashlib.sha256(text.encode()).hexdigest()[:_LENGTH]


def marks(record: Any) -> dict[str, str]:
    """The marks of all fields of a record."""
    return {name: mark(getattr(record, name, None)) for name in fields_of(record.portal_type)}


def write(seen: Mapping[str, str]) -> str:
    """Marks as the text of a form's hidden field."""
    return json.dumps(seen, separators=(",", ":"))


def read(text: Any, now: Mapping[str, str]) -> dict[str, str]:
    """The marks that the form was filled with; those of now where it says nothing that can be read."""
    try:
        told = json.loads(text) if isinstance(text, str) and len(text) <= _LONGEST else {}
    except ValueError:
        told = {}
    told = told if isinstance(told, dict) else {}
    return {name: told[name] if isinstance(told.get(name), str) else mark for name, mark in now.items()}


def merge(seen: Mapping[str, str], now: Mapping[str, str], typed: Mapping[str, str]) -> Merge:
    """Compare what the editor saw, what the record says now, and what the editor sends."""
    changed = [name for name in typed if typed[name] != seen[name] and typed[name] != now[name]]
    moved = {name for name in now if now[name] != seen[name]}
    return Merge(
        mine=tuple(name for name in changed if name not in moved),
        both=tuple(name for name in changed if name in moved),
        theirs=_without(moved, [name for name in typed if typed[name] != seen[name]]),
    )


def _without(names: Iterable[str], others: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(names) - set(others)))
