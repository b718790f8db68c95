"""What stands in the forms of the circulars."""

from datetime import datetime

import pytest

from hoso.lists import Heading, TooManyRows, box_labels, cover_of, document_list, documents, dossier_list, dossiers
from hoso.record.create import create


def column(made, title):
    """The cells of a column."""
    index = [each.title for each in made.columns].index(title)
    return [row[index] for row in made.rows if not isinstance(row, Heading)]


def test_documents_stand_in_their_order_with_the_columns_of_the_circular(archive, at):
    made = document_list(archive.dossier, at)
    assert [each.title for each in made.columns] == [
        "Số TT",
        "Số, ký hiệu văn bản",
        "Ngày, tháng, năm văn bản",
        "Tên loại và trích yếu nội dung văn bản",
        "Tác giả văn bản",
        "Tờ số",
        "Ghi chú",
    ]
    assert sum(each.width for each in made.columns) == 165  # the width of the page between its margins
    assert made.rows[0] == (
        1,
        "1/QĐ-UBND",
        "12/11/2010",
        "Quyết định về việc công bố bộ thủ tục",
        "UBND tỉnh Hà Nam",
        "1–84",
        "",
    )
    assert column(made, "Số, ký hiệu văn bản")[:4] == ["1/QĐ-UBND", "2/UBND-VP", "7/TTr-STP", "4"]
    assert column(made, "Tên loại và trích yếu nội dung văn bản")[1:3] == [
        "Công văn. =cmd|'/c calc'!A1",
        "Tờ trình",
    ]
    assert column(made, "Tờ số")[2] == "94–95"
    assert column(made, "Ghi chú")[1:3] == ["bản sao", "lưu ở hồ sơ khác"]
    assert column(made, "Ghi chú")[-1] == "chưa mô tả"


def test_the_head_and_the_end_of_a_document_list(archive, at):
    made = document_list(archive.dossier, at)
    assert made.left[-1] == "Phông UBND tỉnh Hà Nam (35.01)"
    assert made.right == ("Mục lục số: 1", "Hồ sơ số: 0931")
    assert made.about == (
        "Hồ sơ về việc công bố thủ tục hành chính. Thời gian: 10/01/2007 – 20/12/2010. Thời hạn lưu trữ: Vĩnh viễn."
    )
    assert "gồm 5 văn bản, tài liệu (bằng chữ: năm), đánh số tờ từ 1 đến 93" in made.closing
    assert "14 giờ 32, 24/11/2026" in made.closing
    assert made.place_and_day.endswith("ngày 24 tháng 11 năm 2026")


def test_a_list_holds_what_the_person_may_see(archive, at, member):
    assert "Văn bản mật danh" not in column(document_list(archive.dossier, at), documents.COLUMNS[3].title)
    assert "gồm 4 văn bản" in document_list(archive.dossier, at).closing
    assert "Hồ sơ kín" not in column(dossier_list(archive.fonds, at), "Tiêu đề hồ sơ")
    assert [label.box for label in box_labels(archive.fonds)] == ["9", "12"]


def test_an_older_list_names_the_older_term(archive):
    made = dossier_list(archive.first, datetime(2025, 6, 30, 9))
    assert "Thời hạn bảo quản" in [each.title for each in made.columns]


def test_dossiers_of_a_fonds_stand_under_their_series(archive, at):
    made = dossier_list(archive.fonds, at)
    assert [row if isinstance(row, Heading) else row[:2] for row in made.rows] == [
        Heading("Mục lục số 2. Địa chính"),
        (1, "0001"),
        (2, "0002"),
        Heading("Mục lục số 1. Văn phòng"),
        (3, "0931"),
        (4, "0931a"),
        (5, "0932"),
    ]
    assert sum(each.width for each in made.columns) == 165
    assert "gồm 5 hồ sơ (bằng chữ: năm), 300 tờ" in made.closing


def test_dossiers_of_a_series(archive, at):
    made = dossier_list(archive.first, at)
    assert made.rows[0] == (
        1,
        "0931",
        "Hồ sơ về việc công bố thủ tục hành chính",
        "10/01/2007 – 20/12/2010",
        "Vĩnh viễn",
        269,
        "12",
        "",
    )
    assert column(made, "Hộp số") == ["12", "12", "12"]  # the volume stands in the box of its dossier
    assert made.right == ("Mục lục số: 1",)


def test_too_long_a_list_is_refused_with_a_way_out(archive, at, monkeypatch):
    monkeypatch.setattr(documents, "MAX_PRINTED", 3)
    monkeypatch.setattr(dossiers, "MAX_PRINTED", 3)
    for make, record in ((document_list, archive.dossier), (dossier_list, archive.fonds)):
        with pytest.raises(TooManyRows, match="hoso export"):
            make(record, at)


def test_a_cover_says_where_the_dossier_belongs(archive, at):
    cover = cover_of(archive.dossier, at.date())
    assert cover.title == archive.dossier.title
    assert cover.span == "Từ ngày 10/01/2007 đến ngày 20/12/2010"
    assert cover.amount == "Gồm: 269 tờ"
    assert cover.numbers == (("Phông số", "35.01"), ("Mục lục số", "1"), ("Hồ sơ số", "0931"))
    assert (cover.retention_label, cover.retention) == ("Thời hạn lưu trữ", "Vĩnh viễn")
    assert cover.url.endswith(f"/resolveuid/{archive.dossier.UID()}")


def test_what_is_unknown_is_left_to_be_written_by_hand(portal, at):
    cover = cover_of(create(portal, "Dossier", title="Hồ sơ rời"), at.date())
    assert "…" in cover.span and "…" in cover.amount and "…" in cover.archive


def test_the_name_of_the_archive_is_a_setting(portal, archive, at):
    portal.portal_registry["hoso.archive_name"] = "Lưu trữ lịch sử tỉnh Ninh Bình"
    assert document_list(archive.dossier, at).left[0] == "Lưu trữ lịch sử tỉnh Ninh Bình"
    assert cover_of(archive.dossier, at.date()).archive == "Lưu trữ lịch sử tỉnh Ninh Bình"


def test_a_box_is_one_however_it_was_written(archive):
    by_box = {label.box: label for label in box_labels(archive.fonds)}
    assert list(by_box) == ["10", "9", "12"]  # no store is known of box 10
    label = by_box["12"]
    assert label.lines == ["Mục lục số 1: từ hồ sơ số 0931 đến hồ sơ số 0932"]
    assert (label.dates, label.shelf) == ("2007 – 2011", "Kho 2 – giá 14")


def test_a_dossier_has_the_label_of_its_box(archive):
    (label,) = box_labels(archive.neighbour)
    assert (label.box, label.lines) == ("12", ["Mục lục số 1: từ hồ sơ số 0931 đến hồ sơ số 0932"])
    assert box_labels(archive.volume) == [label]


def test_a_dossier_without_a_box_has_no_label(portal):
    assert box_labels(create(portal, "Dossier", title="Hồ sơ rời")) == []
