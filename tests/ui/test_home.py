"""The front page."""

from __future__ import annotations

import re

import pytest
import transaction
from lxml import html

from hoso.home import Home
from hoso.language import PartialDate
from hoso.record.create import create
from hoso.record.origin import origin_now
from hoso.search.site.engine import forget_engines


@pytest.fixture
def front(portal, browse):
    """``front("member")``: the page as that person gets it."""

    def ask(person: str | None = None) -> html.HtmlElement:
        browser = browse(person)
        browser.open(portal.absolute_url())
        assert browser.headers["Status"].startswith("200")
        return html.fromstring(browser.contents)

    return ask


def new(page) -> list[str]:
    return [heading.text_content() for heading in page.xpath("//ol[@aria-labelledby='h-new']//h3")]


def total(page) -> int:
    return int(re.search(r"Tất cả ([\d.]+) văn bản", page.text_content())[1].replace(".", ""))


def test_the_site_opens_with_the_question_fonds_and_new_documents(portal, archive, front):
    page = front()
    assert page.xpath("string(//form[@role='search']/@action)") == f"{portal.absolute_url()}/@@hoso-search"
    assert page.xpath("//section[@aria-labelledby='h-fonds']//a/@href") == [archive.fonds.absolute_url()]
    assert "Quy chế phối hợp" in new(page)
    assert not [title for title in new(page) if title.startswith("Hồ sơ")], "dossiers are no documents"


def test_files_that_nobody_described_are_not_shown_as_new(archive, front):
    assert archive.hostile.title not in new(front("archivist"))


def test_documents_are_counted_for_whoever_looks(archive, front):
    public, staff = front(), front("archivist")
    assert "văn bản công khai" in public.text_content() and "văn bản bạn xem được" in staff.text_content()
    assert total(staff) == total(public) + 1
    assert "Văn bản mật danh" in new(staff) and "Văn bản mật danh" not in public.text_content()


@pytest.mark.parametrize("section", ["h-types", "h-years"])
def test_ways_lead_to_as_many_documents_as_they_say(archive, front, browse, section):
    ways = front().xpath(f"//section[@aria-labelledby='{section}']//li")
    assert ways
    for way in ways:
        browser = browse()
        browser.open(way.xpath("string(.//a/@href)"))
        found = html.fromstring(browser.contents).xpath("string(//h1[@id='results'])")
        assert found.split()[0] == way.xpath("string(.//small | ./span)")


def test_examples_find_something(archive, front, browse):
    examples = front().xpath("//p[@id='q-how']/a/@href")[:-1]
    assert len(examples) == 2
    for example in examples:
        browser = browse()
        browser.open(example)
        assert html.fromstring(browser.contents).xpath("//li[@class='reg-row']"), example


def test_many_years_show_the_latest_as_bars_and_keep_the_others_in_reach(archive, index, front):
    documents = [
        create(
            archive.dossier, "ArchivalDocument", f"{year}.pdf", title=f"Văn bản năm {year}", origin=origin_now("typed"),
            issued_date=PartialDate.parse(str(year)),
        )
        for year in range(1980, 2005)
    ]  # fmt: skip
    transaction.commit()
    index(*documents)
    page = front()
    bars = page.xpath("//ol[@class='years']/li")
    labels = [bar.xpath("string(a/text()[last()])").strip() or bar.text_content().strip()[-4:] for bar in bars]
    assert labels == [str(year) for year in range(1988, 2005)]
    assert "Các năm trước: 1980–1987" in page.text_content()
    assert len(page.xpath("//details//ol/li")) == 8


def test_fonds_that_are_not_public_are_for_people_with_a_function(portal, archive, front):
    create(portal, "Fonds", title="Phông nội bộ")
    transaction.commit()
    assert "Phông nội bộ" not in front().text_content()
    assert "Phông nội bộ" in front("member").text_content()


def test_without_an_index_the_page_says_so_and_still_opens(archive, front):
    home = Home.from_environment()
    kept = home.search.rename(home.path / "search-kept")
    forget_engines()
    try:
        page = front()
        assert "Chưa có chỉ mục tìm kiếm" in page.xpath("string(//div[@role='status'])")
        assert page.xpath("//section[@aria-labelledby='h-fonds']//a") and not new(page)
    finally:
        kept.rename(home.search)
        forget_engines()
