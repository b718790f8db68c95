"""Workbooks written, and opened again by openpyxl."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from hoso.spreadsheet import LONGEST_CELL
from hoso.spreadsheet.workbook import workbook


@pytest.fixture
def opened():
    """``opened(rows, …)`` writes the rows below a head and opens the workbook again."""

    def write(rows, *, head=("STT", "Số ký hiệu"), **layout):
        file = BytesIO()
        with workbook(file) as book:
            sheet = book.sheet("Danh mục", widths=(6, 20), **layout)
            sheet.write(head, "head")
            for row in rows:
                sheet.write(row)
        file.seek(0)
        return load_workbook(file)["Danh mục"]

    return write


@pytest.mark.parametrize(
    "text", ["=1+1", "=cmd|'/c calc'!A1", "+84", "-2+3", "@SUM(A1)", "\t=1", "#N/A", "#REF!", "12/06/1998", "08"]
)
def test_a_text_stays_a_text(opened, text):
    cell = opened([(1, text)])["B2"]
    assert cell.data_type == "s"
    assert cell.value.removeprefix("'") == text
    assert cell.number_format == "@"


def test_no_text_begins_like_a_formula(opened):
    sheet = opened([(1, start + "x") for start in "=+-@\t"])
    assert all(sheet.cell(row, 2).value.startswith("'") for row in range(2, 7))


def test_what_excel_refuses_is_left_out(opened):
    sheet = opened([(1, "Quyết\x00 định\x0b\x1f\ud800\uffff\nvề việc")])
    assert sheet["B2"].value == "Quyết định\nvề việc"


def test_a_cell_that_was_cut_says_so(opened):
    sheet = opened([(1, "a" * LONGEST_CELL), (2, "=" + "a" * LONGEST_CELL)])
    assert sheet["B2"].value == "a" * LONGEST_CELL
    assert len(sheet["B3"].value) == LONGEST_CELL
    assert "bị cắt" in sheet["B3"].value


def test_numbers_stay_numbers_and_nothing_stays_nothing(opened):
    sheet = opened([(7, ""), (0, None)])
    assert (sheet["A2"].value, sheet["B2"].value) == (7, None)
    assert (sheet["A3"].value, sheet["B3"].value) == (0, None)


def test_laid_out_for_screen_and_paper(opened):
    sheet = opened([(1, "a"), (2, "b")], still=1)
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == "A1:B3"
    assert sheet.print_title_rows == "$1:$1"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.page_setup.fitToHeight == 0
    assert sheet.column_dimensions["B"].width == 20
    assert sheet["A1"].font.bold


def test_a_failed_workbook_writes_nothing(tmp_path):
    target = tmp_path / "list.xlsx"
    with pytest.raises(ZeroDivisionError), workbook(target) as book:
        book.sheet("Danh mục").write(["a"])
        raise ZeroDivisionError
    assert not target.exists()
