"""Lists on paper and as files, through HTTP."""

from __future__ import annotations

from io import BytesIO
from urllib.parse import quote

import pytest
from docx import Document
from lxml import html
from openpyxl import load_workbook

from hoso.lists import results, tables
from hoso.search.site import engine, find
from hoso.ui.frame.screen import SECURITY_HEADERS
from hoso.ui.lists.links import lists_for
from hoso.ui.lists.sending import DOCX, XLSX

SECRET = "Văn bản mật danh"
FORMS = [
    ("dossier", "document-list"),
    ("dossier", "cover"),
    ("dossier", "box-labels"),
    ("series", "dossier-list"),
    ("series", "box-labels"),
    ("fonds", "dossier-list"),
    ("fonds", "box-labels"),
]
SITE_TABLES = ["search-xlsx?q=th%E1%BB%A7", "undescribed-xlsx", "authorities-xlsx", "reading-xlsx"]


@pytest.fixture
def get(archive, portal, browse):
    """``get("member", "dossier", "cover?…")`` opens a page of a record, or of the site, and gives the browser."""

    def open_page(person, place, name):
        browser = browse(person)
        record = portal if place == "site" else getattr(archive, place)
        browser.open(f"{record.absolute_url()}/@@{name}")
        return browser

    return open_page


def sheets(browser):
    """The sheets of an answer that is a workbook."""
    assert browser.headers["Status"].startswith("200"), browser.contents
    assert browser.headers["Content-Type"] == XLSX
    assert "attachment" in browser.headers["Content-Disposition"]
    body = browser._response.body
    assert len(body) == int(browser.headers["Content-Length"])
    return load_workbook(BytesIO(body)).worksheets


def values(sheet):
    """All texts of a sheet."""
    return [str(value) for row in sheet.values for value in row if value is not None]


@pytest.mark.parametrize("place, name", FORMS)
def test_a_form_is_a_page_and_a_document(get, place, name):
    browser = get("archivist", place, name)
    assert browser.headers["Status"].startswith("200")
    for header, value in SECURITY_HEADERS.items():
        assert value in browser.headers[header]
    page = html.fromstring(browser.contents)
    assert len(page.xpath("//h1")) == 1
    assert not page.xpath("//@style | //script[not(@src)]")
    assert f"@@{name}?format=docx" in browser.contents
    browser = get("archivist", place, f"{name}?format=docx")
    assert browser.headers["Content-Type"] == DOCX
    assert Document(BytesIO(browser._response.body)).sections


def test_the_table_of_a_form_repeats_its_head(get):
    page = html.fromstring(get("archivist", "dossier", "document-list").contents)
    (table,) = page.xpath("//article//table")
    assert [cell.text for cell in table.xpath("thead/tr/th")][:2] == ["Số TT", "Số, ký hiệu văn bản"]
    assert len(table.xpath("colgroup/col")) == len(table.xpath("thead/tr/th"))
    assert [cell.text for cell in table.xpath("tbody/tr[1]/td")][:3] == ["1", "1004/QĐ-UBND", "30/06/2016"]
    assert table.xpath("caption")


def test_an_unknown_format_is_refused(get):
    browser = get("archivist", "dossier", "cover?format=exe")
    assert browser.headers["Status"].startswith("400")
    assert "@@cover" in browser.contents


def test_a_form_as_xlsx(get):
    (sheet,) = sheets(get("archivist", "dossier", "document-list?format=xlsx"))
    assert "1004/QĐ-UBND" in values(sheet)


@pytest.mark.parametrize("person", [None, "member", "stranger"])
def test_no_list_holds_what_is_hidden(get, person):
    for place, name in FORMS:
        browser = get(person, place, name)
        text = html.fromstring(browser.contents).text_content()
        assert SECRET not in text and ("kín" not in text or person == "member"), name
    for name in ("document-list?format=xlsx", "register-xlsx"):
        assert SECRET not in " ".join(v for sheet in sheets(get(person, "dossier", name)) for v in values(sheet))
    document = Document(BytesIO(get(person, "dossier", "document-list?format=docx")._response.body))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert SECRET not in " ".join(cells) and "1004/QĐ-UBND" in cells
    found = sheets(get(person, "site", "search-xlsx?q="))
    assert SECRET not in " ".join(v for sheet in found for v in values(sheet))


def test_the_archivist_sees_it_in_all_of_them(get):
    for name in ("document-list?format=xlsx", "register-xlsx"):
        assert SECRET in values(sheets(get("archivist", "dossier", name))[0])
    assert SECRET in values(sheets(get("archivist", "site", "search-xlsx?q="))[0])


@pytest.mark.parametrize("name", ["undescribed-xlsx", "reading-xlsx"])
def test_tables_of_the_staff_are_for_the_staff(get, name):
    assert sheets(get("archivist", "site", name))
    for person in (None, "member"):
        assert not get(person, "site", name).headers["Status"].startswith("200")


def test_hidden_records_have_no_lists(get):
    for name in ("document-list", "cover", "box-labels", "register-xlsx"):
        assert not get(None, "closed", name).headers["Status"].startswith("200")


def test_search_results_are_those_of_the_page(get, portal):
    rows, about = sheets(get("archivist", "site", f"search-xlsx?q={quote('thủ tục')}&sort=title&kind=ArchivalDocument"))
    titles = [row[4] for row in rows.iter_rows(min_row=2, values_only=True)]
    answer = find(
        portal,
        "thủ tục",
        user=portal.acl_users.getUserById("archivist"),
        sort="title",
        filters={"kind": ["ArchivalDocument"]},
    )
    assert titles == [hit.fields["title"] for hit in answer.hits] and titles
    assert "thủ tục" in values(about) and "Văn bản, tài liệu" in " ".join(values(about))


def test_search_results_that_are_cut_say_so(get, monkeypatch):
    monkeypatch.setattr(results, "MAX_HITS", 2)
    monkeypatch.setattr(results, "MAX_SIZE", 2)
    rows, about = sheets(get("archivist", "site", "search-xlsx?q="))
    numbers = [row[0] for row in rows.iter_rows(min_row=2, values_only=True)]
    assert numbers == [1, 2, None]
    assert [text for text in values(about) if text.startswith("Bị cắt")]
    assert [text for text in values(rows) if text.startswith("Bị cắt")]


def test_who_is_not_signed_in_gets_fewer(get, monkeypatch):
    monkeypatch.setattr(results, "MAX_ANONYMOUS", 2)
    monkeypatch.setattr(results, "MAX_SIZE", 2)
    for person, cut in ((None, True), ("member", False)):
        rows, _about = sheets(get(person, "site", "search-xlsx?q="))
        assert any(text.startswith("Bị cắt") for text in values(rows)) is cut


def test_all_pages_of_the_results_come_once(get, monkeypatch):
    monkeypatch.setattr(results, "MAX_SIZE", 2)
    rows, _about = sheets(get("archivist", "site", "search-xlsx?q="))
    addresses = [row[-1] for row in rows.iter_rows(min_row=2, values_only=True)]
    assert len(addresses) == len(set(addresses)) == 7


def test_a_search_that_cannot_be_answered_is_no_empty_table(get, monkeypatch):
    from hoso.search.errors import IndexMissing

    def missing(request):
        raise IndexMissing("gone")

    monkeypatch.setattr(engine(), "find", missing)
    browser = get("archivist", "site", "search-xlsx?q=a")
    assert browser.headers["Status"].startswith("503")


def test_a_search_within_what_is_hidden_finds_nothing_of_it(get, archive):
    browser = get(None, "site", f"search-xlsx?q=&within={archive.closed.UID()}")
    assert browser.headers["Status"].startswith("404")


def test_too_long_a_table_gets_a_page_that_names_the_way_out(get, monkeypatch):
    monkeypatch.setattr(tables, "MAX_ROWS", 1)
    browser = get("archivist", "dossier", "register-xlsx")
    assert browser.headers["Status"].startswith("400")
    assert "hoso export" in browser.contents and "text/html" in browser.headers["Content-Type"]


def test_a_dossier_without_a_box_says_what_to_do(get):
    browser = get("archivist", "closed", "box-labels")
    assert browser.headers["Status"].startswith("404")
    assert "số hộp" in html.fromstring(browser.contents).text_content()


def test_the_code_leads_to_the_dossier(get, archive, portal, browse):
    page = html.fromstring(get("archivist", "dossier", "cover").contents)
    assert page.xpath("string(//img/@src)").startswith("data:image/svg+xml")
    browser = browse("archivist")
    browser.open(f"{portal.absolute_url()}/resolveuid/{archive.dossier.UID()}")
    assert browser.headers["Location"] == archive.dossier.absolute_url()


def test_every_link_leads_somewhere(archive, browse):
    for record in (archive.fonds, archive.series, archive.dossier):
        links = lists_for(record)
        assert links
        for link in links:
            browser = browse("archivist")
            browser.open(link.url)
            assert browser.headers["Status"].startswith("200"), link.url
    assert lists_for(archive.document) == []
    assert not [link for link in lists_for(archive.closed) if "box-labels" in link.url]


def test_screens_lead_to_their_lists(archive, portal, browse):
    browser = browse("archivist")
    for address, name in (
        (f"{portal.absolute_url()}/@@hoso-search?q=th%E1%BB%A7", "@@search-xlsx?q=th%E1%BB%A7"),
        (f"{portal.absolute_url()}/@@undescribed", "@@undescribed-xlsx"),
        (archive.dossier.absolute_url(), "@@document-list"),
    ):
        browser.open(address)
        assert name in browser.contents, address


def test_making_lists_writes_nothing(get, functional):
    storage = functional["app"]._p_jar.db().storage
    before = storage.lastTransaction()
    for place, name in FORMS:
        get("archivist", place, f"{name}?format=docx")
    for name in SITE_TABLES:
        get("archivist", "site", name)
    assert storage.lastTransaction() == before


def test_texts_of_records_stay_text(get):
    for place, name in FORMS:
        page = html.fromstring(get("archivist", place, name).contents)
        assert not [script for script in page.xpath("//script[not(@src)]") if script.get("id") != "protect-script"]
        assert not page.xpath("//img[@src='x']")
