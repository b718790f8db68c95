"""Rows as .csv."""

import csv

import pytest

from hoso.spreadsheet.separated import write_separated


@pytest.fixture
def written(tmp_path):
    """``written(row, …)``: the bytes of a file with these rows."""

    def write(*rows):
        write_separated(tmp_path / "rows.csv", rows)
        return (tmp_path / "rows.csv").read_bytes()

    return write


def test_excel_takes_it_for_utf_8(written):
    content = written(["Số, ký hiệu", "Ngày"])
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig") == '"Số, ký hiệu",Ngày\r\n'


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "'=1"])
def test_no_text_is_run_as_a_formula(written, text):
    (row,) = csv.reader(written([text]).decode("utf-8-sig").splitlines(keepends=True))
    assert row[0].startswith("'")


def test_texts_come_back_as_they_were_and_numbers_stay_numbers(written):
    rows = [["a,b", 'c"d', "e\nf", "", None, 12, -3]]
    content = written(*rows).decode("utf-8-sig")
    assert list(csv.reader(content.splitlines(keepends=True))) == [["a,b", 'c"d', "e\nf", "", "", "12", "-3"]]
    assert "\x07" not in written(["a\x07b"]).decode("utf-8-sig")
