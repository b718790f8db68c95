"""Giving a record the values of its row: what the catalogue said before may change, what a person said stays."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from hoso.language import PartialDate
from hoso.record.errors import ValueRefused
from hoso.record.origin import Origin, origin_now, origins, set_values
from hoso.record.values import checked_value

from .catalogue.cells import Authorities, CellRefused, value_of
from .catalogue.columns import TYPES, fields_of, labels_of, level_of
from .catalogue.matching import Catalogue
from .catalogue.table import Row
from .report import Problem


@dataclass
class Described:
    """Labels of the values that changed, of those kept because a person had changed them, and unusable cells."""

    updated: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def describe(record: Any, catalogue: Catalogue, row: Row, authorities: Authorities) -> Described:
    """Set the values of a row on its record, with their origin. A bad cell is reported and the others are set."""
    described = Described(problems=_misplaced(record.portal_type, catalogue, row))
    fields, labels = fields_of(record.portal_type), labels_of(record.portal_type)
    cells = {
        name: (catalogue.columns.header[index], row.cells[index])
        for index, name in catalogue.columns.fields[record.portal_type].items()
        if row.cells[index]
    }
    day = _day(record, cells)
    before = origins(record)
    values = {}
    for name, (column, text) in cells.items():
        try:
            value = checked_value(record, fields[name], value_of(fields[name], text, day, authorities))
        except (CellRefused, ValueRefused) as error:
            reason = error.reason if isinstance(error, ValueRefused) else str(error)
            described.problems.append(Problem(row.number, column, _refusal(text, reason)))
            continue
        same = getattr(record, name) == value
        if _is_a_persons(before.get(name)):
            if not same:
                described.kept.append(labels[name])
            continue
        values[name] = value
        if not same:
            described.updated.append(labels[name])
    set_values(record, values, origin_now("catalogue", file=catalogue.name, row=row.number))
    return described


def _is_a_persons(known: Origin | None) -> bool:
    """Whether a person stands behind a value: typed it (also: emptied it), or confirmed what was given otherwise."""
    return known is not None and (known.source == "typed" or known.confirmed_by is not None)


def _day(record: Any, cells: dict[str, tuple[str, str]]) -> Any:
    """The day of the record, for terms that changed over time: by the row, else as known already."""
    for name in ("issued_date", "end_date"):
        if name in cells:
            try:
                return PartialDate.parse(cells[name][1]).last
            except ValueError:
                continue  # reported when the cell itself is read
        known = getattr(record, name, None)
        if isinstance(known, PartialDate):
            return known.last
    return None


def _misplaced(portal_type: str, catalogue: Catalogue, row: Row) -> list[Problem]:
    """Cells that say something about another type of record, and a level that is not the record's."""
    columns = catalogue.columns
    problems = []
    word = catalogue.level(row)
    if word and level_of(word) != portal_type:
        message = f"ghi “{word[:40]}” nhưng bản ghi là {TYPES[portal_type].lower()}. Hãy sửa lại ô này."
        problems.append(Problem(row.number, columns.header[columns.level], message))
    for index in sorted({index for taken in columns.fields.values() for index in taken}):
        if row.cells[index] and index not in columns.fields[portal_type]:
            message = f"cột này không dùng cho {TYPES[portal_type].lower()}. Hãy để trống ô này."
            problems.append(Problem(row.number, columns.header[index], message))
    return problems


def _refusal(text: str, reason: str) -> str:
    short = text if len(text) <= 40 else text[:40] + "…"
    return reason if short in reason else f"“{short}” không dùng được: {reason}. Hãy sửa ô này."
