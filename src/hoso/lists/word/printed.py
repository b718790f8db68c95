"""A form of a circular as .docx."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from hoso.lists.model import Cell, Column, Heading, PrintedList
from hoso.spreadsheet import printable

from .page import TEXT_WIDTH, add, grid, line, new_page

_TABLE_SIZE = 11  # points; the text around has 13, as the decree wants
_TWIPS = 1440 / 25.4  # twentieths of a point in a millimetre


def write_printed(made: PrintedList, target: Path, *, at: datetime) -> None:
    """Write a list; its head row comes again on every page, and no row is torn between two."""
    document = new_page(made.name, at)
    half = TEXT_WIDTH / 2
    head = grid(document, [half, half])
    for cell, texts, align in ((head.cell(0, 0), made.left, "left"), (head.cell(0, 1), made.right, "right")):
        for text in texts:
            line(cell, text, align=align, bold=text == texts[-1])
    line(document, made.name, align="center", size=14, bold=True).paragraph_format.space_before = Pt(18)
    if made.about:
        line(document, made.about, align="center")
    document.paragraphs[-1].paragraph_format.space_after = Pt(10)
    _table(document, made.columns, made.rows)
    line(document, made.closing, align="both").paragraph_format.space_before = Pt(8)
    _signatures(document, made)
    document.save(target)


def _signatures(document: Any, made: PrintedList) -> None:
    table = grid(document, [TEXT_WIDTH / len(made.signs)] * len(made.signs), rows=1)
    for index, sign in enumerate(made.signs):
        cell = table.cell(0, index)
        last = index == len(made.signs) - 1
        line(cell, made.place_and_day if last else "", align="center", italic=True)
        line(cell, sign, align="center", bold=True)


def _table(document: Any, columns: tuple[Column, ...], rows: Iterable[tuple[Cell, ...] | Heading]) -> None:
    """The table itself. Its rows are made of elements: python-docx walks over a table again for each new row."""
    table = document.add_table(rows=1, cols=len(columns))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, each in zip(columns, table.columns, strict=True):
        each.width = Mm(column.width)
    for column, cell in zip(columns, table.rows[0].cells, strict=True):
        cell.width = Mm(column.width)
        paragraph = cell.paragraphs[0]
        paragraph.alignment = 1
        add(paragraph, column.title, size=_TABLE_SIZE, bold=True)
    head = table.rows[0]._tr.get_or_add_trPr()
    head.append(OxmlElement("w:cantSplit"))
    head.append(OxmlElement("w:tblHeader"))
    for row in rows:
        table._tbl.append(_heading(row, columns) if isinstance(row, Heading) else _row(row, columns))


def _row(cells: tuple[Cell, ...], columns: tuple[Column, ...]) -> Any:
    row = _empty_row()
    for value, column in zip(cells, columns, strict=True):
        row.append(_cell(str(value), column.width, column.align))
    return row


def _heading(heading: Heading, columns: tuple[Column, ...]) -> Any:
    row = _empty_row()
    row.append(_cell(heading.text, sum(column.width for column in columns), "left", over=len(columns)))
    return row


def _empty_row() -> Any:
    row = OxmlElement("w:tr")
    properties = OxmlElement("w:trPr")
    properties.append(OxmlElement("w:cantSplit"))
    row.append(properties)
    return row


def _cell(text: str, width: float, align: str, *, over: int = 1) -> Any:
    """A cell; one that reaches ``over`` several columns is a heading, in bold."""
    cell = OxmlElement("w:tc")
    properties = OxmlElement("w:tcPr")
    properties.append(_element("w:tcW", w=str(round(width * _TWIPS)), type="dxa"))
    if over > 1:
        properties.append(_element("w:gridSpan", val=str(over)))
    cell.append(properties)
    for piece in printable(text).split("\n"):
        paragraph = OxmlElement("w:p")
        if align != "left":
            style = OxmlElement("w:pPr")
            style.append(_element("w:jc", val=align))
            paragraph.append(style)
        run = OxmlElement("w:r")
        look = OxmlElement("w:rPr")
        if over > 1:
            look.append(OxmlElement("w:b"))
        look.append(_element("w:sz", val=str(_TABLE_SIZE * 2)))
        look.append(_element("w:szCs", val=str(_TABLE_SIZE * 2)))
        run.append(look)
        words = OxmlElement("w:t")
        words.text = piece
        words.set(qn("xml:space"), "preserve")
        run.append(words)
        paragraph.append(run)
        cell.append(paragraph)
    return cell


def _element(name: str, **attributes: str) -> Any:
    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    return element
