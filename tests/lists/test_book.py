"""Lists and tables as .xlsx, opened again by openpyxl."""

from __future__ import annotations

import pytest
from openpyxl import load_workbook
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain
from zope.i18n import translate

from hoso.lists import (
    TooManyRows,
    authorities_table,
    book,
    document_list,
    register_table,
    tables,
    undescribed_table,
)
from hoso.record.create import create


def say(message):
    return translate(message, target_language="vi")


@pytest.fixture
def opened(tmp_path, at):
    """``opened(table)`` writes a table and opens it again."""

    def write(table):
        path = tmp_path / "table.xlsx"
        book.write_table(table, path, say=say, at=at)
        return load_workbook(path)

    return write


def column(sheet, title):
    """The values below the name of a column."""
    index = [cell.value for cell in sheet[1]].index(title)
    return [row[index] for row in sheet.iter_rows(min_row=2, values_only=True)]


def test_a_register_as_a_table(archive, opened):
    written = opened(register_table(archive.dossier, say))
    sheet, about = written.worksheets
    assert column(sheet, "TT") == [1, 2, 3, 4, 5, 6]
    assert column(sheet, "Số, ký hiệu")[:3] == ["1/QĐ-UBND", "2/UBND-VP", "7/TTr-STP"]
    assert column(sheet, "Tiêu đề, trích yếu")[1] == "'=cmd|'/c calc'!A1"
    assert column(sheet, "Ngày")[:2] == ["12/11/2010", "10/2009"]
    assert column(sheet, "Tờ")[2] == "94–95"
    assert sheet.freeze_panes == "C2" and sheet.auto_filter.ref.startswith("A1:")
    assert ("Lập lúc", "14 giờ 32, 24/11/2026") in list(about.values)


def test_a_register_wakes_no_record(archive, add_document, monkeypatch):
    for number in range(1, 31):
        add_document(archive.other, number, title=f"Văn bản {number}")
    woken = []
    wake = AbstractCatalogBrain._unrestrictedGetObject
    monkeypatch.setattr(
        AbstractCatalogBrain, "_unrestrictedGetObject", lambda brain: woken.append(brain.getId) or wake(brain)
    )
    assert len(list(register_table(archive.other, say).rows)) == 30
    assert len(woken) <= 2  # rights are asked of one record of each kind of row: for the total, and for the rows


def test_a_table_holds_what_the_person_may_see(archive, opened, member):
    written = opened(register_table(archive.dossier, say))
    assert "Văn bản mật danh" not in column(written.worksheets[0], "Tiêu đề, trích yếu")
    assert "Hồ sơ kín" not in column(opened(register_table(archive.second, say)).worksheets[0], "Tiêu đề, trích yếu")


def test_too_long_a_table_is_refused_with_a_way_out(archive, monkeypatch):
    monkeypatch.setattr(tables, "MAX_ROWS", 5)
    with pytest.raises(TooManyRows, match="hoso export"):
        register_table(archive.dossier, say)


def test_undescribed_records(archive, opened):
    sheet = opened(undescribed_table(say)).worksheets[0]
    assert column(sheet, "Tiêu đề, trích yếu") == ["0017"]


def test_authorities_in_the_order_of_the_alphabet(portal, opened):
    for title in ("Đan", "Ấn", "An", "Dân", "Ăn"):
        create(portal, "Authority", title=title, code=f"+{title}")
    sheet = opened(authorities_table(say)).worksheets[0]
    assert column(sheet, "Tên cơ quan, tổ chức") == ["An", "Ăn", "Ấn", "Dân", "Đan"]
    assert column(sheet, "Mã định danh cơ quan")[0] == "'+An"


def test_a_form_keeps_its_head_above_the_table(archive, at, tmp_path):
    made = document_list(archive.dossier, at)
    path = tmp_path / "form.xlsx"
    book.write_printed(made, path)
    (sheet,) = load_workbook(path).worksheets
    first = [row[0] for row in sheet.iter_rows(values_only=True)]
    head = first.index("Số TT") + 1
    assert made.name in first[:head] and made.left[-1] in first[:head]
    assert [cell.value for cell in sheet[head]] == [each.title for each in made.columns]
    assert [sheet.cell(head + 1, index).value for index in (1, 2, 3)] == [1, "1/QĐ-UBND", "12/11/2010"]
    assert sheet.freeze_panes == f"A{head + 1}" and sheet.print_title_rows == f"${head}:${head}"
    assert sheet.auto_filter.ref == f"A{head}:G{head + len(made.rows)}"
    assert made.closing in first[head + len(made.rows) :]
    defused = [sheet.cell(row, column).value for row in range(1, sheet.max_row + 1) for column in range(1, 8)]
    assert not [value for value in defused if isinstance(value, str) and value[:1] in "=+-@\t" and value]
