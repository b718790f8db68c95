"""The table of rights: which function may do what with which kind of record at which level.

``table.csv`` is the only policy. A further condition (the state of a record) becomes a further column; ``*`` stands
for every value of a column. ``docs/access.md`` shows the table written out, and a test compares the two.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from hoso.record.i18n import _
from hoso.record.interfaces import IArchivalDocument, IAuthority, IDossier, IFonds, ILegalAct, ISeries

from .levels import LEVELS, PUBLIC

READ, EDIT, ADD, REMOVE, SET_LEVEL = "read", "edit", "add", "remove", "set_level"

RIGHTS = {
    READ: "Record Reader",
    EDIT: "Record Editor",
    ADD: "Record Contributor",
    REMOVE: "Record Remover",
    SET_LEVEL: "Record Level Setter",
}
"""Right → the role that carries it on a record. What a role permits stands in the workflow and in ``rolemap.xml``."""

ANONYMOUS = "anonymous"
"""Everyone, signed in or not. Only the workflow state ``open`` can grant to them: reading, and what is public."""

SITE = "site"
"""The kind of the site itself, which has no level: who may begin something new there."""
NO_LEVEL = "-"

ADMINISTRATORS = ("Manager", "Site Administrator")
"""Roles of Plone that may do everything with every record; the workflow says so."""

KINDS = {
    "authority": IAuthority,
    "fonds": IFonds,
    "series": ISeries,
    "dossier": IDossier,
    "document": IArchivalDocument,
    "act": ILegalAct,
}
"""Kind of record in the table → marker interface."""


class Line(NamedTuple):
    """One case of the table, without wildcards."""

    function: str
    kind: str
    level: str
    right: str


class TableError(ValueError):
    """``table.csv`` says something that has no meaning."""

    def __init__(self, line: object, reason: str) -> None:
        super().__init__(
            f"Bảng quyền (hoso/access/table.csv) sai ở dòng {line}: {reason}. Sửa dòng đó rồi khởi động lại."
        )


def kind(obj: Any) -> str:
    """The kind of a record; raises ``LookupError`` for anything else."""
    for name, marker in KINDS.items():
        if marker.providedBy(obj):
            return name
    raise LookupError(f"not a record: {obj!r}")


def read(rows: Iterator[dict[str, str]]) -> frozenset[Line]:
    """The cases that rows of the table stand for; raises ``TableError``."""
    lines = set()
    for row in rows:
        if row["kind"] == SITE:
            cells = [(SITE, NO_LEVEL)]
        else:
            kinds = list(KINDS) if row["kind"] == "*" else row["kind"].split()
            levels = LEVELS if row["level"] == "*" else row["level"].split()
            cells = [(each, level) for each in kinds for level in levels]
        for each, level in cells:
            for right in row["rights"].split():
                line = Line(row["function"], each, level, right)
                _check(line)
                lines.add(line)
    return frozenset(lines)


def _check(line: Line) -> None:
    if line.kind not in KINDS and line.kind != SITE:
        raise TableError(line, f"không có loại “{line.kind}”")
    if line.level not in LEVELS and line.kind != SITE:
        raise TableError(line, f"không có mức “{line.level}”")
    if line.right not in RIGHTS:
        raise TableError(line, f"không có quyền “{line.right}”")
    if line.function == ANONYMOUS and (line.level, line.right) != (PUBLIC, READ):
        raise TableError(line, "người chưa đăng nhập chỉ có thể đọc bản ghi công khai")


@cache
def table() -> frozenset[Line]:
    """All cases in which somebody may do something; whatever is not among them nobody may."""
    with files(__package__).joinpath("table.csv").open(encoding="utf-8", newline="") as file:
        return read(csv.DictReader(file))


@cache
def rights_of(function: str) -> frozenset[tuple[str, str, str]]:
    """What a function may: (kind, level, right)."""
    return frozenset((line.kind, line.level, line.right) for line in table() if line.function == function)


FUNCTIONS = tuple(sorted({line.function for line in table()} - {ANONYMOUS}))
"""The functions that a person can be given."""

FUNCTION_TITLES = {"archivist": _("archivist"), "member": _("member of the staff")}
