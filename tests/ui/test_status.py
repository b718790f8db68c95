"""The page of those who run the system."""

from __future__ import annotations

import json
import time

import pytest
import transaction
from lxml import html

from hoso import jobs
from hoso.archive.notes import BackupNote, leave
from hoso.home import Home
from hoso.jobs.entry import new_entry
from hoso.jobs.outbox import outbox_of

ADDRESS = "@@status"


@pytest.fixture
def home():
    home = Home.from_environment()
    home.make_folders()
    yield home
    home.last_backup.unlink(missing_ok=True)


@pytest.fixture
def opened(portal, browse, home):
    """``opened(browser)``: the page."""

    def ask(browser) -> html.HtmlElement:
        browser.open(f"{portal.absolute_url()}/{ADDRESS}")
        assert browser.headers["Status"].startswith("200"), browser.headers["Status"]
        return html.fromstring(browser.contents)

    return ask


@pytest.fixture
def parked(portal, archive):
    """Three pieces of work that failed for good."""
    root = portal._p_jar.root()
    for number, lane in enumerate(("reading", "indexing", "unknown-lane")):
        entry = new_entry("read", archive.secret.UID() if number == 0 else f"gone-{number}")
        entry = entry._replace(attempts=5, error=f"Lỗi {number}")
        outbox_of(root).lane(lane).parked[entry.target] = tuple(entry)
    transaction.commit()


def test_what_is_wrong_comes_with_what_to_do(archive, opened, browse):
    page = opened(browse("owner"))
    todo = {item.xpath("string(.//code)") for item in page.xpath("//ul[@class='todo']/li")}
    assert {"hoso backup DIR", "hoso verify"} <= todo
    assert any("start worker" in command for command in todo)


def test_a_backup_is_told_with_its_place(archive, home, opened, browse, tmp_path):
    leave(home.last_backup, BackupNote("2026-11-01T00:00:00+00:00", str(tmp_path), 1_284, 5_000_000))
    kept = opened(browse("owner")).xpath("string(//section[@aria-labelledby='h-kept'])")
    assert str(tmp_path) in kept and "1.284" in kept and "5,0 MB" in kept and "01/11/2026" in kept


def test_index_disk_and_versions_are_told(archive, opened, browse):
    page = opened(browse("owner"))
    index = page.xpath("string(//section[@aria-labelledby='h-index'])")
    assert "tantivy" in index
    assert page.xpath("//table[@aria-labelledby='h-disk']//th[contains(., 'storage')]")
    assert "Plone" in page.xpath("string(//section[@aria-labelledby='h-versions'])")


def test_slow_searches_are_shown_to_those_who_run_the_system_alone(archive, home, opened, browse, portal):
    text = "<script>đất</script>"
    (home.run / "slow-searches.json").write_text(
        json.dumps([{"at": time.time(), "seconds": 2.34, "text": text, "filters": 2, "total": 1284}])
    )
    try:
        row = opened(browse("owner")).xpath("//table[@aria-labelledby='h-slow']/tbody/tr")[0].xpath("string()")
        assert all(each in row for each in (text, "2,3 s", "1.284"))
        browser = browse("archivist")
        browser.open(f"{portal.absolute_url()}/{ADDRESS}")
        assert not browser.headers["Status"].startswith("200")
    finally:
        (home.run / "slow-searches.json").unlink()


def test_failed_work_of_every_queue_is_shown(parked, opened, browse):
    page = opened(browse("owner"))
    assert len(page.xpath("//table[@aria-labelledby='h-parked']/tbody/tr")) == 3
    lanes = page.xpath("//table[@aria-labelledby='h-lanes']/tbody/tr")
    counted = {row.xpath("string(th)"): row.xpath("string(td[3])") for row in lanes}
    assert counted["Đọc tệp"] == counted["Chỉ mục tìm kiếm"] == counted["unknown-lane"] == "1"


def test_one_is_tried_again(portal, parked, opened, browse):
    browser = browse("owner")
    opened(browser)
    browser.getForm(index=2).submit()
    assert browser.headers["Location"] == f"{portal.absolute_url()}/{ADDRESS}"
    transaction.begin()
    assert len(jobs.parked(portal._p_jar.root())) == 2


def test_all_are_tried_again(portal, parked, opened, browse):
    browser = browse("owner")
    opened(browser)
    browser.getControl("Thử lại tất cả").click()
    assert "Đã xếp lại để thử: 3 việc" in opened(browser).text_content()
    transaction.begin()
    assert not jobs.parked(portal._p_jar.root())


def test_a_foreign_page_cannot_have_it_tried_again(portal, parked, browse):
    browser = browse("owner")
    browser.open(f"{portal.absolute_url()}/{ADDRESS}", data="all=1")
    assert browser.headers["Status"].startswith("403")
    transaction.begin()
    assert len(jobs.parked(portal._p_jar.root())) == 3


@pytest.mark.parametrize("person", [None, "member", "archivist"])
def test_it_is_for_those_who_run_the_system(portal, archive, browse, person):
    browser = browse(person)
    browser.open(f"{portal.absolute_url()}/{ADDRESS}")
    assert not browser.headers["Status"].startswith("200")
    browser.open(portal.absolute_url())
    assert "@@status" not in browser.contents
