"""The pages of records: what they show, and to whom."""

from __future__ import annotations

import pytest
import transaction
from lxml import html

from hoso.access import set_level
from hoso.record import files, register
from hoso.record.create import create


def seen(browser, record) -> html.HtmlElement:
    """The page of a record, which must be there."""
    browser.open(record.absolute_url())
    assert browser.headers["Status"].startswith("200"), browser.headers["Status"]
    return html.fromstring(browser.contents)


def rows(page, table: str = "h-register") -> list[list[str]]:
    """The cells of a table's rows, but those that one chooses and edits by; without a name, of the register's."""
    found = page.xpath(f"//table[@aria-labelledby='{table}']/tbody/tr")
    cells = [row.xpath("*[not(contains(@class, 'row-do') or @class = 'c')]") for row in found]
    return [[" ".join(cell.text_content().split()) for cell in row] for row in cells]


def test_document_shows_values_with_their_origin_its_files_and_its_place(archive, browse):
    page = seen(browse("member"), archive.document)
    table = {row[0]: row[1:] for row in rows(page, "h-description")}
    assert table["Ngày, tháng, năm văn bản"][:2] == ["30/06/2016", "Gõ tay"]
    (file_row,) = rows(page, "h-files")
    assert "1004 Quyết định.pdf" in file_row[0]
    assert files.current(archive.document).sha256 in file_row
    assert "Kho 2 – giá 14 – hộp 231 – hồ sơ 1458 – tờ 1–3" in page.text_content()
    assert [a.get("href") for a in page.xpath("//ol[@class='page-numbers']//a")] == [
        f"{archive.document.absolute_url()}/page/{number}" for number in (1, 2, 3)
    ]


def test_names_of_staff_are_for_people_signed_in(archive, browse):
    assert "archivist" in seen(browse("member"), archive.document).xpath("string(//main)")
    assert "archivist" not in seen(browse(), archive.document).xpath("string(//main)")


def test_undescribed_document_says_so(archive, browse):
    assert "Chưa mô tả" in seen(browse("archivist"), archive.hostile).xpath("string(//main)")
    assert "Chưa mô tả" not in seen(browse("archivist"), archive.document).xpath("string(//main)")


def test_dossier_lists_documents_with_number_date_sheets_and_state(archive, browse):
    listed = rows(seen(browse("archivist"), archive.dossier))
    assert [row[1:] for row in listed if row[1].startswith("1004")] == [
        ["1004/QĐ-UBND", "30/06/2016", "Quyết định thông qua phương án", "1–3", "đã đọc"]
    ]


@pytest.mark.parametrize(("person", "count"), [("archivist", 4), ("member", 3), (None, 3)])
def test_counts_and_rows_are_of_what_the_person_may_see(archive, browse, person, count):
    page = seen(browse(person), archive.dossier)
    assert page.xpath("string(//h2[@id='h-register']/small)") == str(count)
    assert [row[0] for row in rows(page)] == [str(n) for n in range(1, count + 1)]
    assert ("Văn bản mật danh" in page.text_content()) == (person == "archivist")


def test_placed_documents_are_marked_and_trimmed(archive, browse):
    other = create(archive.series, "Dossier", title="Hồ sơ khác")
    register.place(archive.document, other, ordinal=1, sheets="5")
    register.place(archive.secret, other, ordinal=2)
    transaction.commit()
    page = seen(browse(), other)
    assert page.xpath("string(//h2[@id='h-register']/small)") == "1"
    (row,) = [row for row in rows(page) if "Quyết định thông qua phương án" in row[3]]
    assert "gốc ở hồ sơ khác" in row[3] and row[4] == "5"
    assert "Hồ sơ khác" in seen(browse(), archive.document).xpath("string(//section[@aria-labelledby='h-places'])")


def test_a_register_is_cut_into_pages(archive, browse):
    for number in range(1, 103):
        create(archive.closed, "ArchivalDocument", f"{number}.pdf", title=f"Tài liệu {number}")
    transaction.commit()
    browser = browse("member")
    page = seen(browser, archive.closed)
    assert len(rows(page)) == 100
    browser.open(page.xpath("//ul[@class='pagination']//a/@href")[-1])
    assert [row[0] for row in rows(html.fromstring(browser.contents))[:2]] == ["101", "102"]


def test_hidden_containers_are_not_named(archive, browse):
    set_level(archive.fonds, "internal")
    set_level(archive.series, "public")
    transaction.commit()
    page = seen(browse(), archive.document)
    assert "Mục lục số 2" in page.text_content()
    assert "Phông UBND tỉnh Hà Nam" not in page.text_content()


@pytest.mark.parametrize("person", [None, "stranger", "member"])
def test_nothing_of_a_private_document_is_handed_out(archive, browse, person):
    for path in ("", "/page/1", "/page-picture/1", "/original", "/original/1"):
        browser = browse(person)
        browser.open(archive.secret.absolute_url() + path)
        assert not browser.headers["Status"].startswith("200"), path
        assert "Văn bản mật danh" not in str(browser.contents), path


def test_the_archivist_gets_the_private_document(archive, browse):
    for path in ("", "/page/1", "/page-picture/1", "/original", "/original/1"):
        browser = browse("archivist")
        browser.open(archive.secret.absolute_url() + path)
        assert browser.headers["Status"].startswith("200"), path
