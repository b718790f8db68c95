"""The search page."""

from __future__ import annotations

from urllib.parse import quote, urlencode

import pytest
import transaction
from lxml import html

from hoso.home import Home
from hoso.record.create import create
from hoso.search.site.engine import _of

ADDRESS = "@@hoso-search"


@pytest.fixture
def search(portal, browse):
    """``search("member", q="…")``: the search page as that person gets it."""

    def ask(person=None, status="200", **form) -> html.HtmlElement:
        browser = browse(person)
        browser.open(f"{portal.absolute_url()}/{ADDRESS}?{urlencode(form, doseq=True)}")
        assert browser.headers["Status"].startswith(status), browser.headers["Status"]
        return html.fromstring(browser.contents)

    return ask


def titles(page) -> list[str]:
    return [heading.text_content() for heading in page.xpath("//li[@class='reg-row']//h2")]


def test_a_hit_leads_to_its_page_with_the_words_marked(archive, search):
    page = search(q="đơn giản hóa")
    assert titles(page) == ["Quyết định thông qua phương án"]
    hits = page.xpath("//ul[@class='hits']/li")
    address = archive.document.absolute_url()
    assert {hit.xpath("string(a/@href)") for hit in hits} == {
        f"{address}/page/{number}?{urlencode({'q': 'đơn giản hóa'})}#hit" for number in (1, 3)
    }
    assert all(hit.xpath("span/mark/text()") == ["đơn giản hóa"] for hit in hits)
    row = page.xpath("string(//li[@class='reg-row'])")
    for told in ("1004/QĐ-UBND", "30/06/2016", "Quyết định", "Kho 2 – giá 14 – hộp 231 – hồ sơ 1458 – tờ 1–3"):
        assert told in row


def test_the_query_stays_in_the_box_and_is_told_as_understood(archive, search):
    page = search(q="don gian hoa")
    assert page.xpath("string(//input[@name='q']/@value)") == "don gian hoa"
    assert "don, gian, hoa" in page.xpath("string(//p[@class='ask-read'])")
    assert titles(page) == ["Quyết định thông qua phương án"]


def test_a_phrase_without_a_match_is_relaxed_and_the_page_says_so(archive, search):
    page = search(q='"đơn giản hoà hành chính"')
    assert titles(page) == ["Quyết định thông qua phương án"]
    assert "không phân biệt dấu" in page.xpath("string(//p[@class='ask-read'])")


@pytest.mark.parametrize(("person", "found"), [("archivist", True), ("member", False), (None, False)])
def test_hits_counts_and_facets_know_nothing_of_what_is_hidden(archive, search, person, found):
    page = search(person, q="mật danh")
    assert ("Văn bản mật danh" in page.text_content()) == found
    assert page.xpath("string(//h1)").split()[0] == ("1" if found else "0")
    everything = search(person)
    counted = sum(int(count) for count in everything.xpath("//details[1]//li/span[last()]/text()"))
    assert int(everything.xpath("string(//h1)").split()[0]) == counted == len(titles(everything))


def test_a_facet_adds_a_filter_and_a_chip_removes_it(archive, search, browse):
    browser = browse("archivist")
    browser.open(f"{archive.fonds.aq_parent.absolute_url()}/{ADDRESS}?q={quote('thủ tục')}")
    page = html.fromstring(browser.contents)
    (chosen,) = [a for a in page.xpath("//details//li/a") if a.text_content().strip() == "Hồ sơ"]
    browser.open(chosen.get("href"))
    page = html.fromstring(browser.contents)
    assert titles(page) == ["Hồ sơ rà soát thủ tục"]
    browser.open(page.xpath("//a[@class='chip']/@href")[0])
    assert len(titles(html.fromstring(browser.contents))) > 1


def test_no_hit_gives_advice(archive, search):
    page = search(q="xyzzy")
    assert "Không có văn bản nào khớp “xyzzy”" in page.xpath("string(//div[@class='advice'])")


def test_the_form_keeps_filters_and_order(archive, search):
    page = search("archivist", q="thủ tục", kind="Dossier", sort="newest")
    kept = {(i.get("name"), i.get("value")) for i in page.xpath("//form[@class='wrap']//input[@type='hidden']")}
    assert {("kind", "Dossier"), ("sort", "newest")} <= kept


def test_parameters_out_of_bounds_get_a_clear_page(archive, search):
    for form in (
        {"q": "a" * 2001},
        {"page": "0"},
        {"page": "501"},
        {"page": "x"},
        {"page": "-1"},
        {"kind": [str(n) for n in range(51)]},
        {"year": "9" * 301},
    ):
        assert search(status="400", **form).xpath("string(//div[@class='advice']/p)"), form


def test_every_text_has_an_answer(archive, search):
    for text in ('"', "(đất OR", "Số: 1004/QĐ-UBND", "*", "\\", "AND NOT", "a:b", "[1 TO 2]", "\x00", "%"):
        assert search(q=text).xpath("//h1[@id='results']"), text


def test_a_missing_index_is_told_and_is_no_empty_answer(archive, search):
    home = Home.from_environment()
    kept = home.search.rename(home.path / "search-kept")
    _of.cache_clear()
    try:
        page = search(q="thủ tục", status="503")
        assert "Chưa có chỉ mục tìm kiếm" in page.xpath("string(//div[@role='status'])")
        assert not page.xpath("//div[@class='advice']")
    finally:
        kept.rename(home.search)
        _of.cache_clear()


def test_results_are_cut_into_pages_of_twenty(archive, index, search, browse):
    documents = [
        create(archive.dossier, "ArchivalDocument", f"{number}.pdf", title=f"Biên bản kiểm kê {number}")
        for number in range(1, 26)
    ]
    transaction.commit()
    index(*documents)
    page = search(q="kiểm kê")
    assert len(titles(page)) == 20
    browser = browse()
    browser.open(page.xpath("//ul[@class='pagination']//a/@href")[-1])
    second = html.fromstring(browser.contents)
    assert len(titles(second)) == 5
    assert not set(titles(page)) & set(titles(second))
    assert "21–25 / 25" in second.text_content()
