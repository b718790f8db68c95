"""The screens of those who keep the archive."""

from __future__ import annotations

import transaction
from lxml import html

from hoso import jobs
from hoso.jobs.entry import new_entry
from hoso.jobs.outbox import outbox_of


def opened(browser, url: str) -> html.HtmlElement:
    browser.open(url)
    assert browser.headers["Status"].startswith("200"), browser.headers["Status"]
    return html.fromstring(browser.contents)


def test_undescribed_records_are_listed(portal, archive, browse):
    page = opened(browse("archivist"), f"{portal.absolute_url()}/@@undescribed")
    assert page.xpath("//tbody//a/@href") == [archive.hostile.absolute_url()]


def park(portal, record) -> str:
    """Let a piece of work on a record have failed for good; returns its key."""
    root = portal._p_jar.root()
    entry = new_entry("read", record.UID())._replace(attempts=5, error="Lỗi <b>thử</b>")
    outbox_of(root).lane("reading").parked[entry.target] = tuple(entry)
    transaction.commit()
    return jobs.parked(root)[0].key


def test_failed_work_is_shown_and_tried_again(portal, archive, browse):
    park(portal, archive.secret)
    browser = browse("archivist")
    page = opened(browser, f"{portal.absolute_url()}/@@reading")
    assert "Lỗi <b>thử</b>" in page.xpath("string(//td[@class='full'])")
    browser.getControl("Thử lại").click()
    assert "Việc đã được xếp lại" in html.fromstring(browser.contents).text_content()
    assert not jobs.parked(portal._p_jar.root())
    assert jobs.counts(portal._p_jar.root())["reading"].waiting


def test_a_foreign_page_cannot_have_it_tried_again(portal, archive, browse):
    park(portal, archive.secret)
    browser = browse("archivist")
    page = opened(browser, f"{portal.absolute_url()}/@@reading")
    key = page.xpath("string(//input[@name='key']/@value)")
    browser.open(f"{portal.absolute_url()}/@@reading", data=f"key={key}")
    assert browser.headers["Status"].startswith("403")
    assert jobs.parked(portal._p_jar.root())


def test_work_that_is_gone_gets_a_clear_answer(portal, archive, browse):
    park(portal, archive.secret)
    browser = browse("archivist")
    opened(browser, f"{portal.absolute_url()}/@@reading")
    browser.getControl(name="key").value = "bm8="
    browser.getControl("Thử lại").click()
    assert browser.headers["Status"].startswith("404")
    assert "không còn chờ" in html.fromstring(browser.contents).text_content()
