"""Catalogues describe records, change what they said, and leave what people said."""

import csv

import pytest
import transaction
from openpyxl import load_workbook
from plone import api

from hoso.ingest import errors, export_catalogue
from hoso.language import PartialDate
from hoso.record.create import create
from hoso.record.origin import is_described, origin, origin_now, set_values

from .conftest import put

HEADER = ["Tên tệp", "Trích yếu", "Số của văn bản", "Ngày ban hành", "Tiêu đề hồ sơ"]


@pytest.fixture
def catalogue(tmp_path):
    """Writes a catalogue and returns its path."""

    def write(*rows, header=HEADER, name="danh mục.csv"):
        path = tmp_path / name
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file, delimiter=";").writerows([header, *rows])
        return path

    return write


def document(portal, title):
    brains = api.content.find(context=portal, portal_type="ArchivalDocument")
    (found,) = (brain.getObject() for brain in brains if brain.Title == title)
    return found


def result(report, source):
    (found,) = (result for result in report.results() if result.source == source)
    return found


def problems(report):
    return {(problem.row, problem.column) for problem in report.problems}


def test_a_catalogue_describes_files_and_dossiers(portal, source, imported, catalogue):
    put(source, {"hs/a.pdf": "a", "hs/b.pdf": "b"})
    rows = ["hs/a.pdf", "Về việc giao đất", "08", "6/1998"], ["hs", "", "", "", "Hồ sơ đất"]
    report = imported(catalogue=catalogue(*rows))
    assert report.clean
    found = document(portal, "Về việc giao đất")
    assert (found.code_number, found.issued_date) == ("08", PartialDate.parse("6/1998"))
    assert found.__parent__.title == "Hồ sơ đất"
    said = origin(found, "code_number")
    assert (said.source, said.detail["file"], said.detail["row"]) == ("catalogue", "danh mục.csv", 2)
    assert is_described(found)
    assert not is_described(document(portal, "b"))
    assert result(report, "hs/a.pdf").updated == ()


def test_a_changed_catalogue_changes_what_it_said_and_leaves_what_a_person_said(portal, source, imported, catalogue):
    put(source, {"a.pdf": "a", "b.pdf": "b"})
    imported(catalogue=catalogue(["a.pdf", "Một", "1", "1998"], ["b.pdf", "Hai", "2", "1999"]))
    set_values(document(portal, "Một"), {"code_number": "11"}, origin_now("typed"))
    transaction.commit()
    report = imported(catalogue=catalogue(["a.pdf", "Một sửa", "111", "1998"], ["b.pdf", "Hai", "22", ""]))
    first, second = document(portal, "Một sửa"), document(portal, "Hai")
    assert (first.code_number, second.code_number) == ("11", "22")
    assert second.issued_date == PartialDate.parse("1999")
    assert origin(first, "code_number").source == "typed"
    told = result(report, "a.pdf")
    assert (told.status, told.updated, told.kept) == ("updated", ("Trích yếu nội dung",), ("Số của văn bản",))
    assert result(report, "b.pdf").updated == ("Số của văn bản",)
    assert (report.updated_values, report.kept_values) == (2, 1)


def test_a_value_that_a_person_emptied_stays_empty(portal, source, imported, catalogue):
    put(source, {"a.pdf": "a"})
    rows = catalogue(["a.pdf", "Một", "1"])
    imported(catalogue=rows)
    set_values(document(portal, "Một"), {"code_number": None}, origin_now("typed"))
    transaction.commit()
    assert result(imported(catalogue=rows), "a.pdf").kept == ("Số của văn bản",)
    assert document(portal, "Một").code_number is None


def test_an_unchanged_catalogue_writes_nothing(portal, source, imported, catalogue):
    put(source, {"a.pdf": "a"})
    rows = catalogue(["a.pdf", "Một", "1", "1998"])
    imported(catalogue=rows)
    before = document(portal, "Một")._p_serial
    report = imported(catalogue=rows)
    assert result(report, "a.pdf").status == "unchanged"
    portal._p_jar.sync()
    assert document(portal, "Một")._p_serial == before


def test_bad_cells_are_told_and_the_others_set(portal, source, imported, catalogue):
    put(source, {"a.pdf": "a"})
    report = imported(catalogue=catalogue(["a.pdf", "Một", "1" * 12, "31/02/1998", "Không phải hồ sơ"]))
    assert problems(report) == {(2, "Số của văn bản"), (2, "Ngày ban hành"), (2, "Tiêu đề hồ sơ")}
    assert all("Hãy" in problem.message_vi or "không có ngày" in problem.message_vi for problem in report.problems)
    assert document(portal, "Một").code_number is None
    assert not report.clean


def test_rows_that_cannot_be_used_are_told(portal, source, imported, catalogue):
    put(source, {"a.pdf": "a", "x/b.pdf": "b", "y/b.pdf": "c"})
    rows = ["a.pdf", "Một"], ["a.pdf", "Hai"], ["c.pdf", "Ba"], ["../a.pdf", "Bốn"], ["b.pdf", "Năm"], ["", "Sáu"]
    report = imported(catalogue=catalogue(*rows, ["n" * 300 + ".pdf", "Bảy"]))
    assert problems(report) == {(row, "Tên tệp") for row in (3, 4, 5, 6, 7, 8)}
    assert document(portal, "Một")
    assert all("Hãy" in problem.message_vi for problem in report.problems)


@pytest.mark.parametrize("wanted", ["hs/Số 1.pdf", "HS\\số 1.PDF", "hs/Số 1", "Số 1.pdf", "số 1", "./hs//Số 1.pdf"])
def test_spellings_of_a_file(portal, source, imported, catalogue, wanted):
    put(source, {"hs/Số 1.pdf": "a", "hs/Số 10.pdf": "b"})
    report = imported(catalogue=catalogue([wanted, "Một"]))
    assert report.clean, report.as_text()
    assert document(portal, "Một").getId() == "so-1"


def test_unknown_columns_are_told_and_nothing_else_is_lost(portal, source, imported, catalogue):
    put(source, {"a.pdf": "a"})
    report = imported(catalogue=catalogue(["a.pdf", "Một", "x"], header=["file", "title", "Người nhập"]))
    assert problems(report) == {(0, "Người nhập")}
    assert document(portal, "Một")


def test_the_column_of_levels_says_what_to_make(portal, source, imported, catalogue):
    create(portal, "Fonds", "kho", title="Kho")
    transaction.commit()
    put(source, {"ML1/hs/a.pdf": "a", "ML1/hs/b.pdf": "b"})
    rows = ["ML1", "Mục lục"], ["ML1/hs/a.pdf", "Văn bản pháp luật"], ["ML1/hs", "Văn bản"]
    report = imported(catalogue=catalogue(*rows, header=["file", "Cấp"]))
    series = portal["kho"]["ml1"]
    assert series.portal_type == "Series"
    assert series["hs"]["a"].portal_type == "LegalAct"
    assert problems(report) == {(4, "Cấp")}


def test_a_catalogue_without_a_key_column_is_refused(source, imported, catalogue):
    with pytest.raises(errors.CatalogueWithoutKey, match="Trích yếu"):
        imported(catalogue=catalogue(["Một"], header=["Trích yếu"]))


@pytest.fixture
def described(portal, source, imported, catalogue):
    """An archive with all kinds of values, of which some would be formulas or cut in a table."""
    put(source, {"hs 1/a.pdf": "a", "hs 1/b.pdf": "b", "c.pdf": "c"})
    imported(catalogue=catalogue(["hs 1/a.pdf", "=HYPERLINK(1)", "08", "6/1998"], ["hs 1", "", "", "", "-Đất; đai"]))
    typed = {"description": "dòng một\n'=dòng hai", "languages": ("vi", "en"), "page_count": 0, "use_regime": "open",
             "document_type": "quyet-dinh", "issued_date": PartialDate.parse("không ngày")}  # fmt: skip
    set_values(document(portal, "b"), typed, origin_now("typed"))
    transaction.commit()


def values(portal):
    from hoso.ingest.catalogue.columns import fields_of

    records = (brain.getObject() for brain in api.content.find(context=portal["kho"]))
    return {
        "/".join(record.getPhysicalPath()): {name: getattr(record, name) for name in fields_of(record.portal_type)}
        for record in records
    }


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("with_source", [True, False])
def test_a_written_catalogue_changes_nothing(described, portal, source, imported, tmp_path, form, with_source):
    out = tmp_path / f"ra.{form}"
    assert export_catalogue(portal, "kho", out) == 5
    before = values(portal)
    report = imported(source=source if with_source else None, catalogue=out)
    assert report.clean, report.as_text()
    assert (report.updated_values, report.kept_values) == (0, 0)
    assert values(portal) == before
    again = tmp_path / f"lại.{form}"
    export_catalogue(portal, "kho", again)
    assert cells(again) == cells(out)


def cells(path):
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.reader(file))
    return [[cell or "" for cell in row] for row in load_workbook(path).active.iter_rows(values_only=True)]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_no_cell_of_a_written_catalogue_is_a_formula(described, portal, tmp_path, form):
    out = tmp_path / f"ra.{form}"
    export_catalogue(portal, "kho", out)
    texts = [cell for row in cells(out) for cell in row]
    assert "'=HYPERLINK(1)" in texts
    assert not [text for text in texts if text.startswith(("=", "+", "-", "@"))]


def test_a_corrected_table_comes_back(described, portal, imported, tmp_path):
    out = tmp_path / "ra.xlsx"
    export_catalogue(portal, "kho", out)
    book = load_workbook(out)
    header, *rows = book.active.iter_rows()
    columns = {cell.value: index for index, cell in enumerate(header)}
    for row in rows:
        if row[columns["Tên tệp"]].value == "hs 1/a.pdf":
            row[columns["Số của văn bản"]].value = 9
    book.save(out)
    report = imported(source=None, catalogue=out)
    assert [(told.source, told.updated) for told in report.results() if told.updated] == [
        ("hs 1/a.pdf", ("Số của văn bản",))
    ]
    assert document(portal, "=HYPERLINK(1)").code_number == "9"


def test_a_written_catalogue_describes_the_same_files_in_another_archive(described, portal, source, imported, tmp_path):
    out = tmp_path / "ra.csv"
    export_catalogue(portal, "kho", out)
    with out.open(encoding="utf-8-sig", newline="") as file:
        rows = [row | {"Mã bản ghi (UID)": "0" * 32} for row in csv.DictReader(file)]
    header = list(rows[0])
    with out.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *(row.values() for row in rows)])
    report = imported("kho mới", catalogue=out)
    assert report.clean, report.as_text()
    export_catalogue(portal, "kho-moi", tmp_path / "mới.csv")
    uid = header.index("Mã bản ghi (UID)")
    without_uid = [[cell for index, cell in enumerate(row) if index != uid] for row in cells(tmp_path / "mới.csv")]
    wanted = [[cell for index, cell in enumerate(row) if index != uid] for row in cells(out)]
    assert without_uid[2:] == wanted[2:]


def test_a_table_of_what_does_not_exist_is_refused_and_nothing_is_written(portal, tmp_path):
    with pytest.raises(errors.BadTarget):
        export_catalogue(portal, "không/có", tmp_path / "ra.csv")
    create(portal, "Dossier", "kho", title="Kho")
    with pytest.raises(errors.CatalogueKind):
        export_catalogue(portal, "kho", tmp_path / "ra.ods")
    assert list(tmp_path.iterdir()) == []


def test_a_row_of_a_record_elsewhere_is_refused(portal, imported, catalogue):
    create(portal, "Dossier", "kho", title="Kho")
    other = create(portal, "Dossier", "khac", title="Khác")
    transaction.commit()
    report = imported(source=None, catalogue=catalogue([other.UID(), "Đổi"], header=["uid", "Tiêu đề hồ sơ"]))
    assert problems(report) == {(2, "uid")}
    assert portal["khac"].title == "Khác"
