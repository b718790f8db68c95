"""The search page."""

from __future__ import annotations

from urllib.parse import parse_qs, quote, urlencode, urlsplit

import pytest
import transaction
from lxml import html

from hoso.home import Home
from hoso.language import PartialDate
from hoso.record.create import create
from hoso.search.site.engine import forget_engines

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


def test_where_signs_were_read_the_words_as_typed_are_offered(archive, search, browse):
    page = search(q="zzzz OR don", sort="newest")
    assert titles(page) == ["Quyết định thông qua phương án"]
    (link,) = page.xpath("//p[@class='ask-read']//a")
    assert "zzzz hoặc don" in page.xpath("string(//p[@class='ask-read'])")
    assert {"q": ["zzzz or don"], "sort": ["newest"]}.items() <= parse_qs(urlsplit(link.get("href")).query).items()
    assert not search(q='don "gian hoa"').xpath("//p[@class='ask-read']//a")


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


@pytest.fixture
def no_engine(archive):
    """The index is away."""
    home = Home.from_environment()
    kept = home.search.rename(home.path / "search-kept")
    forget_engines()
    yield
    kept.rename(home.search)
    forget_engines()


def test_numbers_find_while_the_engine_is_down(archive, no_engine, search):
    page = search(q="Số: 1004/qd-ubnd", status="503")
    assert page.xpath("//li[@class='reg-row']//a/@href") == [archive.document.absolute_url()]
    assert "Chưa có chỉ mục tìm kiếm" in page.xpath("string(//div[@role='status'])")
    for text in ("1004", "hóa", '"', "*"):
        page = search(q=text, status="503")
        assert not page.xpath("//li[@class='reg-row']") and "Không có bản ghi nào bạn xem được" in page.text_content()


def test_exactly_the_number_that_was_typed_comes_first(archive, index, search):
    longer = create(
        archive.dossier, "ArchivalDocument", "x.pdf", title="Về 1004/QĐ-UBND", code_number="1004",
        code_notation="QĐ-UBND-HN",
    )  # fmt: skip
    transaction.commit()
    index(longer, archive.document, archive.dossier)
    page = search("archivist", q="số 1004/qd-ubnd")
    assert len(titles(page)) == 2
    assert page.xpath("//p[@class='exact']/a/@href") == [archive.document.absolute_url()]
    assert not search("archivist", q="1004").xpath("//p[@class='exact']")


def test_nothing_left_says_what_each_filter_keeps_away(archive, search, browse):
    page = search("archivist", q="đơn giản hóa", kind="Dossier", type="quyet-dinh")
    assert not titles(page)
    drops = page.xpath("//div[@class='advice']//li[contains(., 'Bỏ lọc')]")
    assert [" ".join(drop.text_content().split()) for drop in drops] == ["Bỏ lọc Hồ sơ: 1 kết quả"]
    browser = browse("archivist")
    browser.open(drops[0].xpath("string(a/@href)"))
    assert len(titles(html.fromstring(browser.contents))) == 1


def test_rare_values_of_a_facet_are_folded_and_chosen_ones_are_not(archive, index, search):
    documents = [
        create(archive.dossier, "ArchivalDocument", title="Biên bản", issued_date=PartialDate.parse(str(year)))
        for year in range(1990, 2002)
    ]
    transaction.commit()
    index(*documents)
    page = search("archivist", q="biên bản")
    (years,) = page.xpath("//details[@class='facet'][summary='Năm']")
    assert len(years.xpath("ul/li")) == 7 and len(years.xpath("details/ul/li")) == 5
    assert "Thêm 5" in years.xpath("string(details/summary)")
    folded = years.xpath("details/ul/li/a/text()")[0]
    (years,) = search("archivist", q="biên bản", year=folded).xpath("//details[@class='facet'][summary='Năm']")
    assert years.xpath("ul/li/a[@aria-current]")[0].text_content().startswith(folded)


def test_a_long_document_shows_where_its_hits_lie(archive, index, search, scanned):
    scanned(archive.document, *("rà soát" if number % 3 == 0 else "khác" for number in range(1, 31)))
    transaction.commit()
    index(archive.document)
    (strip,) = search(q="rà soát").xpath("//p[contains(@class, 'strip')]")
    assert "10 trang khớp" in strip.text_content() and "/ 30 trang" in " ".join(strip.text_content().split())
    assert strip.xpath("string(.//path[last()]/@d)").count("v12") == 10
    assert "/page/3?q=" in strip.xpath("string(a/@href)")


def test_a_missing_index_is_told_and_is_no_empty_answer(archive, search):
    home = Home.from_environment()
    kept = home.search.rename(home.path / "search-kept")
    forget_engines()
    try:
        page = search(q="thủ tục", status="503")
        assert "Chưa có chỉ mục tìm kiếm" in page.xpath("string(//div[@role='status'])")
        assert not page.xpath("//div[@class='advice']")
    finally:
        kept.rename(home.search)
        forget_engines()


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
