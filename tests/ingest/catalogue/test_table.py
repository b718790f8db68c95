"""Cells of .csv and .xlsx as text."""

import datetime
import zipfile

import pytest
from openpyxl import Workbook

from hoso.ingest import errors
from hoso.ingest.catalogue import table
from hoso.ingest.catalogue.table import read_table

HEADER = ("Tên tệp", "Trích yếu")
LINES = [HEADER, ("a.pdf", "Về việc giao đất; đợt 2"), ("b.pdf", "Dòng một\nDòng hai")]


def text(delimiter):
    return "\r\n".join(delimiter.join(f'"{cell}"' for cell in line) for line in LINES) + "\r\n"


def written(tmp_path, content, name="danh mục.csv"):
    path = tmp_path / name
    path.write_bytes(content)
    return path


def workbook(tmp_path, *rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    path = tmp_path / "danh mục.xlsx"
    book.save(path)
    return path


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_forms_of_csv(tmp_path, delimiter, encoding):
    read = read_table(written(tmp_path, text(delimiter).encode(encoding)))
    assert read.header == HEADER
    assert [(row.number, row.cells) for row in read.rows] == [(2, LINES[1]), (3, LINES[2])]
    assert not read.problems


def test_the_line_with_which_excel_names_the_delimiter(tmp_path):
    read = read_table(written(tmp_path, b"sep=;\r\nfile;x,y\r\na.pdf;1\r\n"))
    assert read.header == ("file", "x,y")
    assert read.rows[0].number == 3


def test_cells_are_in_normal_form(tmp_path):
    read = read_table(written(tmp_path, "file,x\n  a.pdf , Quyê\u0301t \x07\u00d0ịnh \n".encode()))
    assert read.rows[0].cells == ("a.pdf", "Quyết Định")


def test_empty_rows_are_passed_over_and_numbers_stay_those_of_the_spreadsheet(tmp_path):
    read = read_table(written(tmp_path, b"\nfile,x\n,\na.pdf,1\n"))
    assert [(row.number, row.cells) for row in read.rows] == [(4, ("a.pdf", "1"))]


def test_short_rows_are_filled_and_long_ones_reported(tmp_path):
    read = read_table(written(tmp_path, b"file,x\na.pdf\nb.pdf,1,2\n"))
    assert [row.cells for row in read.rows] == [("a.pdf", ""), ("b.pdf", "1")]
    assert [problem.row for problem in read.problems] == [3]


@pytest.mark.parametrize(
    "content",
    ["Tên tệp,Trích yếu".encode("windows-1258", "replace") + b"\xd0\xec", "Tên tệp\n".encode("utf-16-le")],
    ids=["windows-1258", "utf-16 without a mark"],
)
def test_an_unknown_encoding_is_said(tmp_path, content):
    with pytest.raises(errors.CatalogueEncoding, match="CSV UTF-8"):
        read_table(written(tmp_path, content))


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("a.ods", b"x", errors.CatalogueKind),
        ("a.csv", b"\n\n", errors.CatalogueEmpty),
        ("a.xlsx", b"not a workbook", errors.CatalogueDamaged),
    ],
)
def test_unusable_files(tmp_path, name, content, error):
    with pytest.raises(error, match=name):
        read_table(written(tmp_path, content, name))


def test_a_missing_file(tmp_path):
    with pytest.raises(errors.CatalogueMissing):
        read_table(tmp_path / "a.csv")


def test_cells_of_a_workbook(tmp_path):
    day = datetime.datetime(1998, 6, 12)
    read = read_table(workbook(tmp_path, ["Tên tệp", "x", "y"], ["a.pdf", 12, day], ["b.pdf", 2.0, True], [None, 1.5]))
    assert [row.cells for row in read.rows] == [("a.pdf", "12", "12/06/1998"), ("b.pdf", "2", "có"), ("", "1.5", "")]


def test_formulas_and_failures_are_reported_not_computed(tmp_path):
    read = read_table(workbook(tmp_path, ["file", "x", "y"], ["a.pdf", "=1+1", "#REF!"]))
    assert read.rows[0].cells == ("a.pdf", "", "")
    assert [(problem.row, problem.column) for problem in read.problems] == [(2, "x"), (2, "y")]
    assert "Paste Special" in read.problems[0].message_vi


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_bounds(tmp_path, monkeypatch, form):
    def read(*rows):
        if form == "xlsx":
            return read_table(workbook(tmp_path, *rows))
        return read_table(written(tmp_path, "\n".join(",".join(row) for row in rows).encode()))

    monkeypatch.setattr(table, "MAX_ROWS", 2)
    monkeypatch.setattr(table, "MAX_COLUMNS", 3)
    monkeypatch.setattr(table, "MAX_CELL", 5)
    assert len(read(["file", "x", "y"], ["a"], ["b"]).rows) == 2
    with pytest.raises(errors.CatalogueTooLarge, match="2 dòng"):
        read(["file"], ["a"], ["b"], ["c"])
    with pytest.raises(errors.CatalogueTooLarge, match="3 cột"):
        read(["file", "x", "y", "z"], ["a"])
    long = read(["file", "x"], ["a", "123456"])
    assert (long.rows[0].cells, long.problems[0].column) == (("a", ""), "x")


def test_a_workbook_that_unpacks_too_large_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(table, "MAX_BYTES", 100_000)
    path = tmp_path / "bom.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 200_000)
    assert path.stat().st_size < 10_000
    with pytest.raises(errors.CatalogueTooLarge):
        read_table(path)
