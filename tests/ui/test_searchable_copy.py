"""The searchable copy: asked for, made, downloaded; who may not see the record gets none of it."""

from contextlib import nullcontext
from urllib.parse import urlencode

import pytest
import transaction
from lxml import html

from hoso import pages
from hoso.home import Home
from hoso.jobs import Worker, counts


@pytest.fixture
def address(archive):
    return f"{archive.document.absolute_url()}/searchable-copy"


@pytest.fixture
def ask(browse, address):
    """Ask for the copy as somebody; the browser, wherever that led."""

    def send(name=None):
        browser = browse(name)
        browser.open(f"{address}/about")
        form = html.fromstring(browser.contents).xpath("//form[@method='post']")[-1]
        fields = {field.get("name"): field.get("value") for field in form.xpath(".//input[@type='hidden']")}
        browser.post(form.get("action"), urlencode(fields))
        return browser

    return send


@pytest.fixture
def make(portal):
    """Let the worker make what was asked for."""

    def work():
        Worker(lambda: nullcontext(portal), Home.from_environment(), only=["copies"]).drain()
        transaction.begin()

    return work


def shown(browser):
    return " ".join(html.fromstring(browser.contents).xpath("string(//main)").split())


@pytest.mark.parametrize("name", [None, "member"])
def test_asked_for_made_and_downloaded(archive, browse, address, ask, make, name):
    browser = browse(name)
    browser.open(address)
    assert browser.headers["Status"].startswith("404")
    assert "Tạo bản tìm được chữ" in shown(browser)
    browser = ask(name)
    assert browser.headers["Status"].startswith("302")
    assert browser.headers["Location"] == f"{address}/about"
    browser.open(f"{address}/about")
    assert "sẽ được tạo" in shown(browser) and "Đang chờ tạo" in shown(browser)
    make()
    browser.open(f"{address}/about")
    assert "không theo chuẩn PDF/A" in shown(browser) or "PDF/A-2b" in shown(browser)
    browser.open(address)
    assert browser.headers["Status"].startswith("200")
    assert browser.headers["Content-Type"] == "application/pdf"
    assert "tìm được" not in browser.headers["Content-Disposition"]
    assert "%28t%C3%ACm%20%C4%91%C6%B0%E1%BB%A3c%29.pdf" in browser.headers["Content-Disposition"]
    assert browser.headers["Content-Security-Policy"] == "sandbox"
    assert browser.contents.startswith(b"%PDF-1.7") if isinstance(browser.contents, bytes) else True


def test_ranges_and_tags(browse, address, ask, make):
    ask()
    make()
    browser = browse()
    browser.open(address)
    tag, length = browser.headers["ETag"], int(browser.headers["Content-Length"])
    again = browse()
    again.addHeader("If-None-Match", tag)
    again.open(address)
    assert again.headers["Status"].startswith("304")
    part = browse()
    part.addHeader("Range", "bytes=0-4")
    part.open(address)
    assert part.headers["Status"].startswith("206")
    assert part.headers["Content-Range"] == f"bytes 0-4/{length}"


def test_looking_writes_nothing(archive, browse, address):
    before = archive.document._p_jar.db().lastTransaction()
    for path in (address, f"{address}/about"):
        browse("member").open(path)
    assert archive.document._p_jar.db().lastTransaction() == before


def test_asking_needs_the_token(portal, browse, address):
    browser = browse("member")
    browser.post(address, "")
    assert browser.headers["Status"].startswith("403")
    transaction.begin()
    assert "copies" not in counts(portal._p_jar.root()) or not counts(portal._p_jar.root())["copies"].waiting


def test_what_one_may_not_see_one_cannot_ask_for(archive, browse):
    address = f"{archive.secret.absolute_url()}/searchable-copy"
    for name in (None, "stranger", "member"):
        for path in (address, f"{address}/about"):
            browser = browse(name)
            browser.open(path)
            assert browser.headers["Status"][:3] in ("401", "403", "404", "302"), (name, path)
            assert "PDF" not in browser.contents


def test_a_file_not_read_yet(archive, browse):
    browser = browse("archivist")
    browser.open(f"{archive.secret.absolute_url()}/searchable-copy")
    assert browser.headers["Status"].startswith("404")
    assert "Chưa tạo được: tệp chưa được đọc." in shown(browser)
    assert not html.fromstring(browser.contents).xpath("//main//form[@method='post']")


def test_a_failure_says_what_to_do(browse, address, ask, make, monkeypatch):
    import hoso.pages.copying
    from hoso.recognition.searchable import CopyFailed

    def refuse(*_, **__):
        raise CopyFailed("damaged")

    monkeypatch.setattr(hoso.pages.copying, "make_copy", refuse)
    ask()
    make()
    browser = browse()
    browser.open(address)
    assert browser.headers["Status"].startswith("404")
    assert "Không tạo được: tệp bị hỏng. Chép lại từ nguồn hoặc quét lại." in shown(browser)
    assert "Thử lại" in shown(browser)


def test_no_other_addresses_below(browse, address):
    for path in ("about/about", "x", "1"):
        browser = browse()
        browser.open(f"{address}/{path}")
        assert browser.headers["Status"].startswith("404")
        assert "Bản tìm được chữ" not in html.fromstring(browser.contents).xpath("string(//h1)")


def test_a_record_without_a_file(archive, browse, portal):
    from hoso.record.create import create

    empty = create(archive.dossier, "ArchivalDocument", title="Chưa có tệp")
    transaction.commit()
    browser = browse("archivist")
    browser.open(f"{empty.absolute_url()}/searchable-copy")
    assert browser.headers["Status"].startswith("404")
    assert pages.copy_state(empty).name == "none"
