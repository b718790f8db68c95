"""A catalogue's cells as text: .csv and .xlsx read within bounds, knowing nothing of records.

A cell is its text in normal form, without surrounding space or control characters; formulas are never computed.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from hoso.language import nfc
from hoso.spreadsheet import allowed

from ..errors import (
    CatalogueDamaged,
    CatalogueEmpty,
    CatalogueEncoding,
    CatalogueError,
    CatalogueKind,
    CatalogueMissing,
    CatalogueTooLarge,
)
from ..report import Problem

MAX_BYTES = 200 * (1 << 20)
"""Of the file, and of what a .xlsx unpacks to."""
MAX_PARTS = 2_000
MAX_ROWS = 200_000
MAX_COLUMNS = 200
MAX_CELL = 10_000

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_FORMULA = object()
"""Stands for a formula: its text is no value, and the result that the file remembers may be an old one."""
_FAILED = object()
"""Stands for a cell in which the spreadsheet shows an error."""
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class Row:
    """``number`` counts as the spreadsheet does (the header is usually 1); ``cells`` are as many as the header's."""

    number: int
    cells: tuple[str, ...]


@dataclass
class Table:
    """A catalogue file: its header and the rows below that are not wholly empty."""

    path: Path
    header: tuple[str, ...]
    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


class _BadCell(Exception):
    """A cell that says nothing usable; the message is Vietnamese."""


def clean(text: str) -> str:
    """A text as a cell holds it: normal form, line ends ``\\n``, no control characters, no surrounding space."""
    return nfc(_CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))).strip()


def read_table(path: Path) -> Table:
    """Read a catalogue; what is wrong with single cells becomes ``problems``.

    Raises a subclass of CatalogueError when the file as a whole cannot be used.
    """
    suffix = path.suffix.lower()
    if suffix not in (".csv", ".xlsx"):
        raise CatalogueKind(path)
    try:
        if path.stat().st_size > MAX_BYTES:
            raise CatalogueTooLarge(path, f"{MAX_BYTES >> 20} MB")
        return _table(path, _csv_rows(path) if suffix == ".csv" else _xlsx_rows(path))
    except FileNotFoundError as error:
        raise CatalogueMissing(path) from error


def _table(path: Path, rows: Iterator[tuple[int, list[Any]]]) -> Table:
    table: Table | None = None
    for number, values in rows:
        cells, bad = _texts(values)
        if not any(cells) and not bad:
            continue
        if table is None:
            while cells and not cells[-1]:
                cells.pop()
            if len(cells) > MAX_COLUMNS:
                raise CatalogueTooLarge(path, f"{MAX_COLUMNS} cột")
            table = Table(path, tuple(cells))
            continue
        if len(table.rows) >= MAX_ROWS:
            raise CatalogueTooLarge(path, f"{MAX_ROWS} dòng")
        width = len(table.header)
        for index, message in bad:
            column = table.header[index] if index < width else f"số {index + 1}"
            table.problems.append(Problem(number, column, message))
        if any(cells[width:]):
            message = f"có nhiều ô hơn dòng tên cột ({width} cột). Hãy kiểm tra dấu phân cách hoặc dấu nháy."
            table.problems.append(Problem(number, "", message))
        table.rows.append(Row(number, tuple(cells[:width] + [""] * (width - len(cells)))))
    if table is None:
        raise CatalogueEmpty(path)
    return table


def _texts(values: list[Any]) -> tuple[list[str], list[tuple[int, str]]]:
    """The texts of a row's cells, an unusable one empty, and what is wrong with those."""
    texts, bad = [], []
    for index, value in enumerate(values):
        try:
            text = _text(value)
        except _BadCell as error:
            text = ""
            bad.append((index, str(error)))
        texts.append(text)
    return texts, bad


def _text(value: Any) -> str:
    if value is None:
        return ""
    if value is _FORMULA:
        raise _BadCell("chứa công thức. Hãy chép rồi dán lại dưới dạng giá trị (Paste Special → Values).")
    if value is _FAILED:
        raise _BadCell("chứa lỗi của bảng tính (như #REF!). Hãy ghi lại giá trị.")
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y %H:%M}".removesuffix(" 00:00")
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    text = str(value)
    if len(text) > MAX_CELL:
        raise _BadCell(f"dài {len(text)} ký tự, vượt giới hạn {MAX_CELL}. Hãy rút ngắn.")
    return allowed(clean(text))


def _csv_rows(path: Path) -> Iterator[tuple[int, list[Any]]]:
    raw = path.read_bytes()
    encoding = next((name for bom, name in _BOMS if raw.startswith(bom)), "utf-8")
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise CatalogueEncoding(path) from error
    if "\0" in text:
        raise CatalogueEncoding(path)  # UTF-16 without its mark reads as UTF-8 full of zero bytes
    lines = io.StringIO(text, newline="")
    first = 1
    declared = re.fullmatch(r"sep=([;,\t])\s*", lines.readline(), re.IGNORECASE)
    if declared:
        first, delimiter = 2, declared[1]
    else:
        lines.seek(0)
        delimiter = _delimiter(next((line for line in lines if line.strip()), ""))
        lines.seek(0)
    csv.field_size_limit(MAX_BYTES)
    try:
        yield from enumerate(csv.reader(lines, delimiter=delimiter), first)
    except csv.Error as error:
        raise CatalogueDamaged(path) from error


def _delimiter(header: str) -> str:
    """The delimiter that cuts the header into most columns; outside quotes only."""
    bare = re.sub(r'"(?:[^"]|"")*"', "", header)
    return max((";", ",", "\t"), key=bare.count)


def _xlsx_rows(path: Path) -> Iterator[tuple[int, list[Any]]]:
    from openpyxl import load_workbook  # slow to load, and only this form needs it

    _check_archive(path)
    try:
        book = load_workbook(path, read_only=True, data_only=False, keep_links=False)
        try:
            sheet = book.worksheets[0]
            sheet.reset_dimensions()  # what the file says of its size need not be true
            for number, cells in enumerate(sheet.iter_rows(max_col=MAX_COLUMNS + 1), 1):
                yield number, [_cell(cell) for cell in cells]
        finally:
            book.close()
    except CatalogueError:
        raise
    except Exception as error:  # openpyxl raises whatever its parsers meet in a damaged file
        raise CatalogueDamaged(path) from error


def _cell(cell: Any) -> Any:
    return {"f": _FORMULA, "e": _FAILED}.get(cell.data_type, cell.value)


def _check_archive(path: Path) -> None:
    """Refuse what would unpack to more than a catalogue can be."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except zipfile.BadZipFile as error:
        raise CatalogueDamaged(path) from error
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_BYTES:
        raise CatalogueTooLarge(path, f"{MAX_BYTES >> 20} MB sau khi giải nén")
