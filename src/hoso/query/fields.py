"""The fields that can be asked for, and the names by which people type them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal, NamedTuple

from hoso.language import fold
from hoso.query.values import Value, read_days, read_text, read_years

FieldName = Literal["number", "type", "authority", "year", "date", "signer", "dossier"]


class FieldKind(NamedTuple):
    """How a field is called and what may stand behind its colon; ``read`` gives ``None`` for what may not."""

    label: str
    read: Callable[[str], Value | None]
    others: tuple[str, ...] = ()


FIELDS: dict[FieldName, FieldKind] = {
    "number": FieldKind("số", read_text),
    "type": FieldKind("loại", read_text),
    "authority": FieldKind("cơ quan", read_text),
    "year": FieldKind("năm", read_years),
    "date": FieldKind("ngày", read_days),
    "signer": FieldKind("người ký", read_text, ("người kí",)),
    "dossier": FieldKind("hồ sơ", read_text),
}


def _names() -> dict[str, FieldName]:
    """Every name, with all of its accents or with none, and without spaces, to its field."""
    names: dict[str, FieldName] = {}
    for field, kind in FIELDS.items():
        for name in (kind.label, *kind.others, field):
            joined = name.replace(" ", "")
            names[joined] = names[fold(joined)] = field
    return names


_NAMES = _names()

#: A name as typed, spaces in it allowed: ``Cơ  quan``, ``so``. Part of an accent is none of these.
NAME_PATTERN = "|".join(
    sorted(
        {
            spelt.replace(" ", r"\s*")
            for field, kind in FIELDS.items()
            for name in (kind.label, *kind.others, field)
            for spelt in (name, fold(name))
        },
        key=lambda spelt: (-len(spelt), spelt),
    )
)


def field_named(typed: str) -> FieldName:
    """The field of a name that matched the pattern."""
    return _NAMES[re.sub(r"\s+", "", typed).casefold()]
