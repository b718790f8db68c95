"""The screens of what is read, waits, failed, was imported."""

from __future__ import annotations

import json

import pytest
import transaction
from lxml import html

from hoso import jobs
from hoso.home import Home
from hoso.ingest import Problem, Result
from hoso.ingest.past import announcing
from hoso.ingest.progress import Progress
from hoso.ingest.report import Recorder
from hoso.jobs.entry import new_entry
from hoso.jobs.outbox import outbox_of
from hoso.pages import ReadingState, state
from hoso.pages.state import set_state


def opened(browser, url: str) -> html.HtmlElement:
    browser.open(url)
    assert browser.headers["Status"].startswith("200"), browser.headers["Status"]
    return html.fromstring(browser.contents)


@pytest.fixture
def home():
    """The instance's folders, without imports."""
    home = Home.from_environment()
    home.make_folders()
    yield home
    for file in (home.log / "imports").glob("*"):
        file.unlink()


def test_undescribed_records_are_listed(portal, archive, browse):
    page = opened(browse("archivist"), f"{portal.absolute_url()}/@@undescribed")
    assert page.xpath("//tbody//a/@href") == [archive.hostile.absolute_url()]


class TestLists:
    """Files by their state of reading."""

    @pytest.fixture
    def unreadable(self, archive):
        set_state(archive.secret, ReadingState("failed", reason="Tệp có mật khẩu. Gỡ mật khẩu rồi tải lại."))
        transaction.commit()
        return archive.secret

    def titles(self, page) -> list[str]:
        return page.xpath("//section[@id='lists']//tbody//span[@class='ttl']/a/@href")

    def test_what_failed_comes_first_with_its_reason(self, portal, unreadable, browse):
        page = opened(browse("archivist"), f"{portal.absolute_url()}/@@reading")
        assert self.titles(page) == [unreadable.absolute_url()]
        assert "Gỡ mật khẩu rồi tải lại" in page.xpath("string(//section[@id='lists'])")
        (current,) = page.xpath("//nav[@class='choose']//a[@aria-current]")
        assert current.text_content().split() == ["Đọc", "lỗi", "1"] or current.text_content().split()[-1] == "1"

    def test_each_list_has_as_many_rows_as_it_says(self, portal, unreadable, browse):
        browser = browse("archivist")
        page = opened(browser, f"{portal.absolute_url()}/@@reading")
        counted = 0
        for link in page.xpath("//nav[@class='choose']//a"):
            count = int(link.text_content().split()[-1])
            assert len(self.titles(opened(browser, link.get("href")))) == count
            counted += count
        assert counted

    def test_a_file_is_read_once_more_when_somebody_says_so(self, portal, unreadable, browse):
        browser = browse("archivist")
        opened(browser, f"{portal.absolute_url()}/@@reading?state=failed")
        browser.getControl("Thử lại").click()
        assert browser.headers["Status"].startswith("303")
        transaction.begin()
        assert state(unreadable).name == "waiting"
        assert "Việc đã được xếp lại" in opened(browser, browser.headers["Location"]).text_content()

    def test_a_foreign_page_cannot_have_it_read(self, portal, unreadable, browse):
        browser = browse("archivist")
        browser.open(f"{portal.absolute_url()}/@@reading", data=f"uid={unreadable.UID()}")
        assert browser.headers["Status"].startswith("403")
        transaction.begin()
        assert state(unreadable).name == "failed"

    def test_what_is_no_record_is_told(self, portal, unreadable, browse):
        browser = browse("archivist")
        opened(browser, f"{portal.absolute_url()}/@@reading?state=failed")
        browser.getControl(name="uid").value = "0" * 32
        browser.getControl("Thử lại").click()
        assert browser.headers["Status"].startswith("404")

    def test_empty_lists_say_so(self, portal, archive, browse):
        page = opened(browse("archivist"), f"{portal.absolute_url()}/@@reading?state=reading")
        assert "Không có tệp nào đang đọc." in page.xpath("string(//section[@id='lists'])")

    def test_figures_are_told_again_for_the_script(self, portal, archive, browse):
        set_state(archive.document, ReadingState("reading", 3, 8))
        transaction.commit()
        browser = browse("archivist")
        page = opened(browser, f"{portal.absolute_url()}/@@reading")
        browser.open(page.xpath("string(//*[@data-live]/@data-live)"))
        told = json.loads(browser.contents)
        shown = {each.get("data-figure"): each.text_content().split() for each in page.xpath("//*[@data-figure]")}
        assert told["busy"] and told["share"] == 375
        assert {name: " ".join(words).split() for name, words in told["figures"].items()} == shown
        assert shown["pages"][0] == "3"


class TestParked:
    """Work that failed for good."""

    @pytest.fixture
    def parked(self, portal, archive):
        root = portal._p_jar.root()
        entry = new_entry("read", archive.secret.UID())._replace(attempts=5, error="Lỗi <b>thử</b>")
        outbox_of(root).lane("reading").parked[entry.target] = tuple(entry)
        transaction.commit()
        return jobs.parked(root)[0].key

    def test_it_is_shown_and_tried_again(self, portal, parked, browse):
        browser = browse("archivist")
        page = opened(browser, f"{portal.absolute_url()}/@@reading")
        assert "Lỗi <b>thử</b>" in page.text_content()
        browser.getControl("Thử lại").click()
        assert "Việc đã được xếp lại" in opened(browser, browser.headers["Location"]).text_content()
        transaction.begin()
        assert not jobs.parked(portal._p_jar.root())
        assert jobs.counts(portal._p_jar.root())["reading"].waiting

    def test_a_foreign_page_cannot_have_it_tried_again(self, portal, parked, browse):
        browser = browse("archivist")
        page = opened(browser, f"{portal.absolute_url()}/@@reading")
        key = page.xpath("string(//input[@name='key']/@value)")
        browser.open(f"{portal.absolute_url()}/@@reading", data=f"key={key}")
        assert browser.headers["Status"].startswith("403")
        transaction.begin()
        assert jobs.parked(portal._p_jar.root())

    def test_work_that_is_gone_gets_a_clear_answer(self, portal, parked, browse):
        browser = browse("archivist")
        opened(browser, f"{portal.absolute_url()}/@@reading")
        browser.getControl(name="key").value = "bm8="
        browser.getControl("Thử lại").click()
        assert browser.headers["Status"].startswith("404")
        assert "không còn chờ" in html.fromstring(browser.contents).text_content()


class TestImports:
    """Imports by the command."""

    @pytest.fixture
    def recorder(self, home, archive):
        def begin(into: str | None = None) -> Recorder:
            target = "/".join(archive.series.getPhysicalPath()[2:]) if into is None else into
            return Recorder(home.log / "imports", {"source": "/quét/đợt <1>", "into": target, "catalogue": None})

        return begin

    def test_one_that_is_done_says_what_to_look_at(self, portal, archive, recorder, browse):
        secret = archive.secret
        with recorder() as writing:
            writing.record(
                [
                    Result("a.pdf", "added", uid=archive.document.UID()),
                    Result("b <b>.pdf", "rejected", message_vi="Tệp rỗng. Hãy chép lại."),
                    Result("c.pdf", "duplicate", uid=secret.UID(), message_vi="Trùng nội dung."),
                ]
            )
            writing.problem(Problem(7, "Ngày", "“31/2” không có."))
            name = writing.finish().log.stem
        browser = browse("archivist")
        page = opened(browser, f"{portal.absolute_url()}/@@reading")
        (line,) = page.xpath("//ul[@class='lines']/li[contains(., 'quét')]")
        assert "xong, 3 chỗ cần xem" in line.text_content()
        page = opened(browser, line.xpath("string(.//a/@href)"))
        rows = [" ".join(row.text_content().split()) for row in page.xpath("//tbody/tr")]
        assert rows == [
            "b <b>.pdf không nhập được Tệp rỗng. Hãy chép lại.",
            "c.pdf trùng nội dung Trùng nội dung.",
            "Ngày dòng 7 “31/2” không có.",
        ]
        assert page.xpath("//tbody//a/@href") == [secret.absolute_url()]
        assert name in browser.url and not page.xpath("//*[@data-live]")

    def test_one_that_runs_shows_how_far_it_is(self, portal, home, recorder, browse):
        browser = browse("archivist")
        with recorder() as writing:
            name = writing.report.log.stem
            announcing(home, name, None)(Progress(30, 120, 1_000, 4_000, 2.5, 36.0, "a.pdf"))
            page = opened(browser, f"{portal.absolute_url()}/@@import?name={name}")
            assert page.xpath("string(//progress/@value)") == "250"
            shown = page.xpath("string(//*[@data-figure='files'])").split()
            browser.open(page.xpath("string(//*[@data-live]/@data-live)"))
            told = json.loads(browser.contents)
            assert (told["busy"], told["share"]) == (True, 250)
            assert shown == " ".join(told["figures"]["files"]).split() == ["30", "/", "120"]
            writing.finish()
        browser.open(f"{portal.absolute_url()}/@@import-live?name={name}")
        assert json.loads(browser.contents)["busy"] is False

    def test_one_that_was_broken_off_names_the_command(self, portal, recorder, browse):
        with recorder() as writing:
            name = writing.report.log.stem
        page = opened(browse("archivist"), f"{portal.absolute_url()}/@@import?name={name}")
        command = page.xpath("string(//code)")
        assert command.startswith("hoso import '/quét/đợt <1>' --into ")

    def test_who_may_not_see_where_it_went_does_not_see_it(self, portal, recorder, browse):
        with recorder("no/such/place") as writing:
            name = writing.finish().log.stem
        for person, seen in (("archivist", False), ("owner", True)):
            browser = browse(person)
            assert ("quét" in opened(browser, f"{portal.absolute_url()}/@@reading").text_content()) == seen
            browser.open(f"{portal.absolute_url()}/@@import?name={name}")
            assert browser.headers["Status"].startswith("200" if seen else "404")
            browser.open(f"{portal.absolute_url()}/@@import-live?name={name}")
            assert bool(json.loads(browser.contents)) == seen

    @pytest.mark.parametrize("name", ["", "x", "../../etc", "20261124-163052-096350", "a" * 50])
    def test_what_is_no_import_is_told(self, portal, home, browse, name):
        browser = browse("archivist")
        browser.open(f"{portal.absolute_url()}/@@import?name={name}")
        assert browser.headers["Status"].startswith(("404", "400"))

    def test_long_lists_go_on_on_a_next_page(self, portal, recorder, browse):
        with recorder() as writing:
            writing.record([Result(f"{n}.pdf", "rejected", message_vi="Tệp rỗng.") for n in range(60)])
            name = writing.finish().log.stem
        browser = browse("archivist")
        page = opened(browser, f"{portal.absolute_url()}/@@import?name={name}")
        assert len(page.xpath("//tbody/tr")) == 50
        page = opened(browser, page.xpath("//ul[@class='pagination']//a/@href")[-1])
        assert [row.xpath("string(.//b)") for row in page.xpath("//tbody/tr")][0] == "50.pdf"
