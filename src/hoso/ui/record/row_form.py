"""A row of a register as fields to type in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from chameleon import PageTemplateFile
from plone.uuid.interfaces import IUUID
from zope.schema.interfaces import IInt

from hoso.record.editing import row_texts, stamp
from hoso.record.fields.partial_date import MAX_LENGTH
from hoso.record.i18n import _
from hoso.record.values import fields_of
from hoso.ui.record.words import Translate

# Kind of record → the cells between the row's number and what one does with it: class, columns, fields.
_CELLS = {
    "ArchivalDocument": (
        ("n", 1, ("ordinal",)),
        ("row-id", 1, ("code_number", "code_notation", "organ_name")),
        ("row-date", 1, ("issued_date",)),
        ("full", 1, ("title",)),
        ("row-sheets", 2, ("sheet_from", "sheet_to")),
    ),
    "LegalAct": (
        ("n", 1, ()),
        ("row-id", 1, ("code_number", "code_notation", "organ_name")),
        ("row-date", 1, ("issued_date",)),
        ("full", 1, ("title",)),
    ),
    "Dossier": (
        ("n", 1, ()),
        ("row-id", 1, ("file_notation", "sheet_count")),
        ("row-date", 1, ("start_date", "end_date")),
        ("full", 1, ("title",)),
    ),
}
_LABELS = {
    "ordinal": _("No."),
    "code_number": _("Number"),
    "code_notation": _("Symbol"),
    "organ_name": _("Issued by"),
    "issued_date": _("Date"),
    "title": _("Subject"),
    "sheet_from": _("From sheet"),
    "sheet_to": _("To sheet"),
    "file_notation": _("Number, symbol"),
    "sheet_count": _("Number of sheets"),
    "start_date": _("First date"),
    "end_date": _("Last date"),
}
_DIGITS = 10
_TITLE_LINES = 3
_TEMPLATE = PageTemplateFile(str(Path(__file__).with_name("row.pt")))


class Input(NamedTuple):
    """A field to type in; ``error`` is what is wrong with what stands in it."""

    name: str
    label: str
    value: str
    error: str
    limit: int
    mode: str | None
    lines: int

    @property
    def css(self) -> str:
        """The class that shows an error."""
        return "is-invalid" if self.error else ""

    @property
    def invalid(self) -> str | None:
        """``aria-invalid``."""
        return "true" if self.error else None

    @property
    def described_by(self) -> str | None:
        """The id of the error, where there is one."""
        return f"e-{self.name}" if self.error else None


class Cell(NamedTuple):
    """A cell of the row with its inputs."""

    css: str
    span: int
    inputs: list[Input]


class RowForm:
    """The fields of a record's row; ``typed`` and ``errors`` are those of an attempt to save it."""

    def __init__(self, record: Any, typed: Mapping[str, str] | None = None, errors: Mapping[str, str] | None = None):
        self.record = record
        self.uid = IUUID(record)
        self._texts = {**row_texts(record), **(typed or {})}
        self._errors = errors or {}

    def html(self, translate: Translate, leave_url: str, *, with_state: bool) -> str:
        """The table row, of a register with or without the columns of sheets and reading state."""
        cells_of_kind = _CELLS[self.record.portal_type]
        spare = 2 if with_state and not any(css == "row-sheets" for css, *_ in cells_of_kind) else 0
        fields = fields_of(self.record.portal_type)
        cells = []
        for css, span, names in cells_of_kind:
            inputs = [self._input(name, fields[name], translate) for name in names]
            cells.append(Cell(css, span + spare if css == "full" else span, inputs))
        words = {"save": translate(_("Save")), "leave": translate(_("Leave"))}
        return _TEMPLATE(cells=cells, uid=self.uid, seen=stamp(self.record), words=words, leave_url=leave_url)

    def _input(self, name: str, field: Any, translate: Translate) -> Input:
        number = IInt.providedBy(field)
        return Input(
            name=name,
            label=translate(_LABELS[name]),
            value=self._texts[name],
            error=self._errors.get(name, ""),
            limit=_DIGITS if number else getattr(field, "max_length", None) or MAX_LENGTH,
            mode="numeric" if number else None,
            lines=_TITLE_LINES if name == "title" else 0,
        )
