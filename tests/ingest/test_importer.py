"""Folder trees become records, once."""

import os

import pytest
import transaction
from plone import api

from hoso.access import level
from hoso.ingest import errors
from hoso.ingest.lock import import_lock
from hoso.record.create import create
from hoso.record.files import current, versions
from hoso.record.origin import is_described, origin

from .conftest import pdf, png, put


def statuses(report, folders=False):
    return {result.source: result.status for result in report.results() if result.is_folder == folders}


def documents(portal):
    return [brain.getObject() for brain in api.content.find(context=portal, portal_type="ArchivalDocument")]


def test_folders_become_dossiers_and_files_documents(portal, source, imported):
    put(source, {"2016/Hồ sơ 12/1004-QĐ-UBND.pdf": "a", "2016/tờ trình.pdf": "b"})
    png(source / "2016" / "bản đồ.png")
    report = imported("phòng lưu trữ/kho số hóa")
    assert statuses(report) == dict.fromkeys(
        ["2016/bản đồ.png", "2016/tờ trình.pdf", "2016/Hồ sơ 12/1004-QĐ-UBND.pdf"], "added"
    )
    assert statuses(report, folders=True) == {"2016": "added", "2016/Hồ sơ 12": "added"}
    dossier = portal["phong-luu-tru"]["kho-so-hoa"]["2016"]["ho-so-12"]
    assert (dossier.portal_type, dossier.title) == ("Dossier", "Hồ sơ 12")
    document = dossier["1004-qd-ubnd"]
    assert (document.portal_type, document.title) == ("ArchivalDocument", "1004-QĐ-UBND")
    assert current(document).path().read_bytes() == pdf("a")
    assert not is_described(document)
    assert origin(document, "title").source == "filename"


def test_the_name_of_the_circular_gives_the_number_in_the_dossier(portal, source, imported):
    put(source, {"000.06.16.G09.2010.01.TH.012.pdf": "a", "khác.pdf": "b"})
    imported()
    assert {doc.title: doc.ordinal for doc in documents(portal)} == {"000.06.16.G09.2010.01.TH.012": 12, "khác": None}


def test_a_second_run_changes_nothing(portal, source, imported):
    put(source, {"a.pdf": "a", "hs/b.pdf": "b", "hs/B.pdf": "c"})
    imported()
    before = {doc.UID(): current(doc).sha256 for doc in documents(portal)}
    report = imported()
    assert set(statuses(report).values()) == set(statuses(report, folders=True).values()) == {"unchanged"}
    assert {doc.UID(): current(doc).sha256 for doc in documents(portal)} == before
    assert len(before) == 3


def test_other_bytes_under_the_same_name_are_a_further_version(portal, source, imported):
    put(source, {"a.pdf": "first scan"})
    imported()
    put(source, {"a.pdf": "second scan"})
    assert statuses(imported()) == {"a.pdf": "new_version"}
    (document,) = documents(portal)
    assert [version.path().read_bytes() for version in versions(document)] == [pdf("first scan"), pdf("second scan")]
    assert statuses(imported()) == {"a.pdf": "unchanged"}


def test_a_record_is_known_again_wherever_it_went(portal, source, imported):
    put(source, {"a.pdf": "a"})
    imported()
    (document,) = documents(portal)
    other = create(portal, "Dossier", title="Nơi khác")
    moved = api.content.move(document, other)
    transaction.commit()
    api.content.rename(moved, "khac")
    moved.title = "Quyết định giao đất"
    transaction.commit()
    assert statuses(imported()) == {"a.pdf": "unchanged"}
    assert [doc.getId() for doc in documents(portal)] == ["khac"]


def test_names_that_make_the_same_id_stay_apart(portal, source, imported):
    put(source, {"Dân.pdf": "1", "Đan.pdf": "2", "đan.PDF": "3", "dan.png.pdf": "4", "Đan/x.pdf": "5"})
    imported()
    imported()
    assert sorted(doc.title for doc in documents(portal)) == ["Dân", "dan.png", "x", "Đan", "đan"]


def test_an_existing_container_of_that_id_is_used(portal, source, imported):
    made = create(create(portal, "Fonds", "ubnd", title="UBND tỉnh"), "Dossier", "2016", title="Năm 2016")
    transaction.commit()
    put(source, {"2016/a.pdf": "a"})
    imported("ubnd")
    assert list(made.objectIds()) == ["a"]


def test_a_file_joins_the_document_described_before_it_was_scanned(portal, source, imported):
    dossier = create(portal, "Dossier", "kho", title="Kho")
    waiting = create(dossier, "ArchivalDocument", "1004-qd", title="Về việc giao đất")
    transaction.commit()
    put(source, {"1004-QĐ.pdf": "a"})
    assert statuses(imported()) == {"1004-QĐ.pdf": "added"}
    assert current(waiting).filename == "1004-QĐ.pdf"
    assert waiting.title == "Về việc giao đất"


def test_same_bytes_elsewhere_are_reported_and_kept_as_a_document(portal, source, imported):
    put(source, {"hs1/a.pdf": "same", "hs2/b.pdf": "same"})
    report = imported()
    result = next(result for result in report.results() if result.source == "hs2/b.pdf")
    assert (result.status, result.path) == ("duplicate", "kho/hs2/b")
    assert "Trùng nội dung với “kho/hs1/a”" in result.message_vi
    assert len(documents(portal)) == 2
    assert set(statuses(imported()).values()) == {"unchanged"}


def test_same_bytes_elsewhere_are_left_out_when_asked(portal, source, imported):
    put(source, {"hs1/a.pdf": "same", "hs2/b.pdf": "same"})
    report = imported(skip_duplicates=True)
    assert statuses(report)["hs2/b.pdf"] == "duplicate"
    assert len(documents(portal)) == 1
    assert statuses(imported(skip_duplicates=True))["hs2/b.pdf"] == "duplicate"
    assert len(documents(portal)) == 1


def test_bad_files_are_told_and_the_rest_goes_on(portal, source, imported):
    put(source, {
        "a.pdf": "sound", "rỗng.pdf": b"", "giả.pdf": b"<html>", "phim.avi": b"RIFF....AVI ", "nén.zip": b"PK\x03\x04",
        "cụt.pdf": b"%PDF-1.4\n" + b"x" * 5000, "z.pdf": "sound too",
    })  # fmt: skip
    (source / "liên kết.pdf").symlink_to(source / "a.pdf")
    os.mkfifo(source / "ống")
    report = imported()
    found = statuses(report)
    assert {name for name, status in found.items() if status == "added"} == {"a.pdf", "cụt.pdf", "z.pdf"}
    assert {name for name, status in found.items() if status == "rejected"} == {
        "rỗng.pdf", "giả.pdf", "phim.avi", "nén.zip", "liên kết.pdf", "ống",
    }  # fmt: skip
    messages = {result.source: result.message_vi for result in report.results()}
    assert all("Hãy" in messages[name] for name, status in found.items() if status == "rejected")
    assert "Đã lưu bản gốc nhưng không đọc được" in messages["cụt.pdf"]
    assert not report.clean
    assert len(documents(portal)) == 3


def test_a_file_that_cannot_be_stored_fails_alone(portal, source, imported, monkeypatch):
    from hoso.ingest import storing

    real = storing.files.add_version

    def failing(record, stream, filename, **announced):
        if filename == "13.pdf":
            raise ValueError("no luck")
        return real(record, stream, filename, **announced)

    monkeypatch.setattr(storing.files, "add_version", failing)
    put(source, {f"{number}.pdf": str(number) for number in range(20)})
    report = imported()
    assert [name for name, status in statuses(report).items() if status != "added"] == ["13.pdf"]
    assert sorted(int(doc.title) for doc in documents(portal)) == [n for n in range(20) if n != 13]


def test_files_that_may_not_lie_at_the_target_are_told_where_they_may(portal, source, imported):
    create(portal, "Fonds", "ubnd", title="UBND tỉnh")
    transaction.commit()
    put(source, {"a.pdf": "a", "2016/b.pdf": "b"})
    report = imported("ubnd")
    assert statuses(report) == {"a.pdf": "rejected", "2016/b.pdf": "added"}


def test_long_names(portal, source, imported):
    name = "Quyết định số 1004 " + "về việc giao đất " * 9 + ".pdf"
    put(source, {name: "a"})
    imported()
    imported()
    (document,) = documents(portal)
    assert document.title == name.removesuffix(".pdf").strip()
    assert len(document.getId()) <= 100


@pytest.mark.parametrize("into", ["a/../b", "./a", "a\x00b", "/".join("a" * 30)])
def test_a_bad_target_is_refused(source, imported, into):
    with pytest.raises(errors.BadTarget):
        imported(into)


def test_a_target_that_is_no_container_is_refused(portal, source, imported):
    create(create(portal, "Dossier", "kho", title="Kho"), "ArchivalDocument", "a", title="a")
    transaction.commit()
    for into in ("kho/a", "kho/a/b", "portal_catalog"):
        with pytest.raises(errors.BadTarget):
            imported(into)


def test_the_level_is_set_once_at_the_top(portal, source, imported):
    put(source, {"hs/a.pdf": "a"})
    imported("kho/mới", level="private")
    dossier = portal["kho"]["moi"]["hs"]
    assert (level(dossier), level(dossier["a"]), level(portal["kho"])) == ("private",) * 3
    imported("kho/mới", level="public")
    assert level(dossier) == "private"


def test_progress_reaches_the_end(source, imported):
    put(source, {f"{number}.pdf": str(number) for number in range(3)})
    (source / "rỗng.pdf").touch()
    seen = []
    imported(progress=seen.append)
    assert (seen[-1].files, seen[-1].files_total) == (4, 4)
    assert seen[-1].bytes == seen[-1].bytes_total


def test_a_second_import_at_the_same_time_is_refused(source, imported, home):
    with import_lock(home), pytest.raises(errors.ImportRunning):
        imported()


def test_a_full_disk_stops_and_a_second_run_finishes(portal, source, imported, monkeypatch):
    from hoso.ingest import importer, storing
    from hoso.record.file_errors import StorageFull

    monkeypatch.setattr(importer, "_BATCH_ENTRIES", 4)
    real = storing.files.add_version

    def full(record, stream, filename, **announced):
        if filename == "6.pdf":
            raise StorageFull(filename)
        return real(record, stream, filename, **announced)

    put(source, {f"{number}.pdf": str(number) for number in range(10)})
    with monkeypatch.context() as patch:
        patch.setattr(storing.files, "add_version", full)
        report = imported()
    assert "Đĩa đã đầy" in report.stopped_vi
    assert sorted(int(doc.title) for doc in documents(portal)) == [0, 1, 2, 3]
    assert set(statuses(imported()).values()) == {"unchanged", "added"}
    assert sorted(int(doc.title) for doc in documents(portal)) == list(range(10))
