"""Lists as .docx, opened again by python-docx."""

from __future__ import annotations

import zipfile

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt

from hoso.lists import Column, Heading, PrintedList, box_labels, cover_of, document_list, dossier_list, word


@pytest.fixture
def opened(tmp_path, at):
    """``opened(write, made)`` writes a list and opens it again."""

    def write(writer, made):
        path = tmp_path / "list.docx"
        writer(made, path, at=at)
        return Document(path)

    return write


def grids(document):
    """The tables with lines."""
    return [table for table in document.tables if table.style.name == "Table Grid"]


def texts(document):
    """All texts, those of tables too."""
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


def test_a_list_has_its_columns_and_rows(archive, at, opened):
    made = document_list(archive.dossier, at)
    document = opened(word.write_printed, made)
    (table,) = grids(document)
    assert [cell.text for cell in table.rows[0].cells] == [column.title for column in made.columns]
    assert [[cell.text for cell in row.cells] for row in table.rows[1:]] == [list(map(str, row)) for row in made.rows]
    assert made.name in texts(document) and made.closing in texts(document) and "Người lập" in texts(document)


def test_the_page_is_that_of_official_papers(archive, at, opened):
    document = opened(word.write_printed, document_list(archive.dossier, at))
    section = document.sections[0]
    assert [round(each.mm) for each in (section.page_width, section.page_height)] == [210, 297]
    assert [round(each.mm) for each in (section.left_margin, section.right_margin)] == [30, 15]
    assert [round(each.mm) for each in (section.top_margin, section.bottom_margin)] == [20, 20]
    normal = document.styles["Normal"]
    assert (normal.font.name, normal.font.size) == ("Times New Roman", Pt(13))
    assert normal.element.rPr.rFonts.get(qn("w:cs")) == "Times New Roman"


def test_pages_are_numbered_from_the_second_on(archive, at, opened):
    section = opened(word.write_printed, document_list(archive.dossier, at)).sections[0]
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header._element.xpath("string(.//w:instrText)")
    assert not section.first_page_header._element.xpath(".//w:instrText")


def test_the_head_comes_again_and_no_row_is_torn(archive, at, opened):
    made = document_list(archive.dossier, at)
    (table,) = grids(opened(word.write_printed, made))
    first, *others = (row._tr.trPr for row in table.rows)
    assert first.find(qn("w:tblHeader")) is not None
    assert all(properties.find(qn("w:cantSplit")) is not None for properties in others)
    assert all(properties.find(qn("w:tblHeader")) is None for properties in others)
    assert not table.autofit
    widths = [cell.width.mm for cell in table.rows[1].cells]
    assert [round(width) for width in widths] == [column.width for column in made.columns]


def test_a_series_stands_over_all_columns(archive, at, opened):
    made = dossier_list(archive.fonds, at)
    (table,) = grids(opened(word.write_printed, made))
    assert table.rows[1].cells[0].text == "Mục lục số 2. Địa chính"
    assert table.rows[1].cells[0]._tc is table.rows[1].cells[-1]._tc
    assert "rách\nbìa" in [cell.text for cell in table.rows[2].cells]


def test_what_xml_cannot_hold_is_left_out(opened):
    made = PrintedList(
        name="DANH MỤC\x0b",
        left=("Lưu trữ\x00",),
        right=(),
        about="",
        columns=(Column("A", 165),),
        rows=[("mất\x1f đi\ud800",), Heading("<b>&\x02")],
        closing="hết\uffff",
        signs=("Người lập",),
        place_and_day="",
    )
    found = texts(opened(word.write_printed, made))
    assert "mất đi" in found and "<b>&" in found and "DANH MỤC" in found


def test_a_cover_is_one_page_with_its_code(archive, at, opened, tmp_path):
    document = opened(word.write_cover, cover_of(archive.dossier, at.date()))
    found = texts(document)
    for text in ("HỒ SƠ", archive.dossier.title, "Gồm: 269 tờ", "Phông số: 35.01", "Hồ sơ số: 0931", "Vĩnh viễn"):
        assert text in found
    with zipfile.ZipFile(tmp_path / "list.docx") as parts:
        assert any(name.startswith("word/media/") for name in parts.namelist())
    assert not document.sections[0].header._element.xpath(".//w:instrText")


def test_every_box_has_its_label(archive, opened):
    labels = box_labels(archive.fonds)
    (table,) = grids(opened(word.write_labels, labels))
    cells = [cell.text for row in table.rows for cell in row.cells]
    assert len(cells) == 4  # two beside each other, the last place empty
    for label, text in zip(labels, cells, strict=False):
        assert f"Hộp số: {label.box}" in text and label.fonds in text
    assert cells[-1] == ""
