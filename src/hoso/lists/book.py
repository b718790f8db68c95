"""Lists as .xlsx and .csv."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from hoso.record.i18n import _
from hoso.spreadsheet.separated import write_separated
from hoso.spreadsheet.workbook import Sheet, workbook

from .model import Column, Heading, PrintedList, Table
from .wording import moment

# A character of the standard font takes about two millimetres.
_CHARACTER = 2.0
_WIDER = 1.25
_NO_NAME = re.compile(r"[\[\]:*?/\\'\x00-\x1f]")
_LONGEST_NAME = 31


def write_table(table: Table, target: Path, *, say: Callable[[Any], str], at: datetime) -> None:
    """Write a table: the rows on the first sheet, on the second what they are and when they were written."""
    with workbook(target) as book:
        sheet = book.sheet(_sheet_name(table.name), widths=_widths(table.columns, 1), still=2)
        sheet.write([say(column.title) for column in table.columns], "head")
        for row in table.rows:
            sheet.write(row)
        about = book.sheet(say(_("About this list")), widths=(30, 100), head=0)
        about.write([table.name], "title")
        for label, value in table.about:
            about.write([say(label), value])
        about.write([say(_("Written at")), moment(at)])


def write_csv(table: Table, target: Path, *, say: Callable[[Any], str]) -> None:
    """Write the rows of a table under the names of its columns, and nothing else."""
    heads = [say(column.title) for column in table.columns]
    write_separated(target, itertools.chain([heads], table.rows))


def write_printed(made: PrintedList, target: Path) -> None:
    """Write a form of a circular: its head above the table, its closing words below."""
    with workbook(target) as book:
        above = _above(made)
        widths = _widths(made.columns, _WIDER)
        sheet = book.sheet(_sheet_name(made.name.capitalize()), widths=widths, head=len(above) + 1)
        for line in above:
            sheet.write([line], "title")
        sheet.write([column.title for column in made.columns], "head")
        for row in made.rows:
            _write_row(sheet, row)
        # Below the table the filters must not reach: an empty row parts them.
        sheet.end_of_table()
        for line in ("", made.closing, made.place_and_day, " · ".join(made.signs)):
            sheet.write([line], "line")


def _write_row(sheet: Sheet, row: tuple[Any, ...] | Heading) -> None:
    if isinstance(row, Heading):
        sheet.write([row.text], "title")
    else:
        sheet.write(row)


def _above(made: PrintedList) -> list[str]:
    return [line for line in (*made.left, *made.right, made.name, made.about) if line]


def _widths(columns: tuple[Column, ...], factor: float) -> list[float]:
    return [column.width / _CHARACTER * factor for column in columns]


def _sheet_name(name: str) -> str:
    """A name that a sheet may have."""
    return _NO_NAME.sub(" ", name).strip()[:_LONGEST_NAME].strip() or "Danh mục"
