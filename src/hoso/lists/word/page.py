"""The page that all our .docx begin with, and its paragraphs."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from hoso.spreadsheet import printable

FONT = "Times New Roman"
# Of the ranges that the decree gives: top and bottom 20–25, left 30–35, right 15–20 mm.
TOP = BOTTOM = 20
LEFT, RIGHT = 30, 15
TEXT_WIDTH = 210 - LEFT - RIGHT

ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "both": WD_ALIGN_PARAGRAPH.JUSTIFY,
}


def new_page(title: str, at: datetime, *, numbered: bool = True) -> Any:
    """An empty document of A4 pages, upright."""
    document = Document()
    document.core_properties.title = printable(title)
    document.core_properties.author = ""
    document.core_properties.language = "vi-VN"
    document.core_properties.created = document.core_properties.modified = at.replace(tzinfo=None)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
    section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
    section.header_distance = Mm(10)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(13)
    fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), FONT)
    normal.paragraph_format.space_before = normal.paragraph_format.space_after = Pt(0)
    if numbered:
        section.different_first_page_header_footer = True
        _number_pages(section.header.paragraphs[0])
    return document


def line(
    place: Any, text: str, *, align: str = "left", size: float | None = None, bold: bool = False, italic: bool = False
) -> Any:
    """One more paragraph at a place (a document or a cell); a cell's first, empty one is taken first."""
    paragraph = place.paragraphs[0] if _is_fresh(place) else place.add_paragraph()
    paragraph.alignment = ALIGN[align]
    add(paragraph, text, size=size, bold=bold, italic=italic)
    return paragraph


def add(paragraph: Any, text: str, *, size: float | None = None, bold: bool = False, italic: bool = False) -> None:
    """A piece of text at the end of a paragraph."""
    run = paragraph.add_run(printable(text))
    run.bold, run.italic = bold or None, italic or None
    if size is not None:
        run.font.size = Pt(size)


def grid(document: Any, widths: list[float], rows: int = 1) -> Any:
    """A table without borders whose columns have exactly these widths in millimetres."""
    table = document.add_table(rows=rows, cols=len(widths))
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)
    return table


def _is_fresh(place: Any) -> bool:
    return hasattr(place, "_tc") and len(place.paragraphs) == 1 and not place.paragraphs[0].runs


def _number_pages(paragraph: Any) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run()
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:instrText" if text else "w:fldChar")
        if text:
            element.text = text
        else:
            element.set(qn("w:fldCharType"), kind)
        run._r.append(element)
