"""The desk of those who keep the archive."""

from __future__ import annotations

from io import BytesIO

import pytest
import transaction
from lxml import html

from hoso.home import Home
from hoso.ingest.report import Recorder
from hoso.ingest.uploads import Announced, Uploads
from hoso.pages import ReadingState
from hoso.pages.state import set_state
from hoso.record.create import create
from hoso.record.origin import Origin, now


@pytest.fixture
def desk(portal, browse):
    """``desk("archivist")``: the desk as that person gets it."""

    def ask(person: str) -> html.HtmlElement:
        browser = browse(person)
        browser.open(f"{portal.absolute_url()}/@@desk")
        assert browser.headers["Status"].startswith("200"), browser.headers["Status"]
        return html.fromstring(browser.contents)

    return ask


def tasks(page) -> dict[str, int]:
    rows = page.xpath("//table[@aria-labelledby='h-tasks']/tbody/tr")
    return {row.xpath("string(.//span[@class='ttl'])"): int(row.xpath("string(td[2])")) for row in rows}


def test_what_waits_is_counted_and_leads_to_its_list(archive, desk, browse):
    set_state(archive.secret, ReadingState("failed", reason="Tệp có mật khẩu."))
    set_state(archive.document, ReadingState("review", 3, 3))
    transaction.commit()
    page = desk("archivist")
    assert tasks(page) == {"Chưa mô tả": 1, "Cần người xem": 1, "Đọc lỗi": 1}
    browser = browse("archivist")
    for row in page.xpath("//table[@aria-labelledby='h-tasks']/tbody/tr"):
        browser.open(row.xpath("string(.//a/@href)"))
        assert len(html.fromstring(browser.contents).xpath("//tbody/tr")) == 1
    assert "Tệp có mật khẩu." in page.xpath("string(//table[@aria-labelledby='h-failed'])")


def test_a_desk_without_work_says_so(archive, portal, desk):
    portal.manage_delObjects([archive.fonds.getId()])
    transaction.commit()
    page = desk("archivist")
    said = page.text_content()
    assert not page.xpath("//tbody") and "Không có việc nào chờ bạn" in said
    for empty in ("Không có tệp nào chờ đọc.", "Không có gì đang nhập hay đang tải.", "Bạn chưa mô tả hay thêm gì."):
        assert empty in said


def test_where_this_person_stopped(archive, desk):
    mine = create(
        archive.dossier, "ArchivalDocument", title="Tờ trình của tôi", origin=Origin("typed", by="archivist", at=now())
    )
    create(archive.closed, "ArchivalDocument", title="Của người khác", origin=Origin("typed", by="member", at=now()))
    transaction.commit()
    page = desk("archivist")
    assert mine.absolute_url() in page.xpath("//ol[@aria-labelledby='h-changed']//a/@href")
    assert "Của người khác" not in page.text_content()
    dossiers = page.xpath("//section[@aria-labelledby='h-dossiers']//li/a")
    assert [each.get("href") for each in dossiers] == [archive.dossier.absolute_url()]
    assert "1458" in dossiers[0].text_content()


def test_uploads_and_imports_under_way(archive, desk):
    home = Home.from_environment()
    home.make_folders()
    uploads = Uploads(home, "archivist")
    upload = uploads.create(archive.dossier.UID(), Announced("a.pdf", 4_000, "0" * 64), 10_000)
    try:
        uploads.append(upload, 0, BytesIO(b"%PDF-1.4" + b" " * 992), 1_000)
        Uploads(home, "member").create(archive.dossier.UID(), Announced("b.pdf", 9_000, "1" * 64), 10_000)
        into = "/".join(archive.series.getPhysicalPath()[2:])
        with Recorder(home.log / "imports", {"source": "/quét/đợt 4", "into": into, "catalogue": None}) as recorder:
            coming = desk("archivist").xpath("string(//section[@aria-labelledby='h-coming'])")
            recorder.finish()
        assert "/quét/đợt 4" in coming
        assert "1 tệp" in coming and "1,0 kB" in coming and "4,0 kB" in coming
        assert "quét" not in desk("archivist").xpath("string(//section[@aria-labelledby='h-coming'])")
    finally:
        uploads.remove(upload)
        for file in (home.log / "imports").glob("*"):
            file.unlink()


@pytest.mark.parametrize("person", [None, "member", "stranger"])
def test_it_is_for_those_who_keep_the_archive(portal, archive, browse, person):
    browser = browse(person)
    browser.open(f"{portal.absolute_url()}/@@desk")
    assert not browser.headers["Status"].startswith("200")


@pytest.mark.parametrize(
    ("person", "came_from", "leads_to"),
    [
        ("archivist", "", "/@@desk"),
        ("archivist", "{portal}", "/@@desk"),
        ("archivist", "{portal}/@@hoso-search?q=a", "/@@hoso-search?q=a"),
        ("member", "", ""),
    ],
)
def test_signing_in_leads_to_the_desk(portal, archive, browse, password, person, came_from, leads_to):
    url = portal.absolute_url()
    browser = browse()
    browser.open(f"{url}/login?came_from={came_from.format(portal=url)}")
    browser.getControl(name="__ac_name").value = person
    browser.getControl(name="__ac_password").value = password
    browser.getControl(name="buttons.login").click()
    assert browser.headers["Location"] == url + leads_to
