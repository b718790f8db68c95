"""The page view, its pictures and the original."""

from __future__ import annotations

import hashlib
from urllib.parse import quote

import pytest
import transaction
from lxml import html

from hoso import pages
from hoso.pages.state import set_state
from hoso.record import files
from hoso.record.create import create

QUERY = "đơn giản hóa"


def page_of(browser, url: str) -> html.HtmlElement:
    browser.open(url)
    assert browser.headers["Status"].startswith("200"), browser.headers["Status"]
    return html.fromstring(browser.contents)


def url(record, number: int, query: str = QUERY) -> str:
    return f"{record.absolute_url()}/page/{number}?q={quote(query)}"


def test_hits_are_drawn_where_the_words_stand(archive, browse):
    page = page_of(browse(), url(archive.document, 1))
    stored = pages.reading(archive.document).page(1)
    words = [word.box for word in stored.words if word.text in ("đơn", "giản", "hóa")]
    x0, y0, x1, y1 = words[0][0], words[0][1], words[2][2], words[2][3]
    (drawing,) = page.xpath("//div[contains(@class, 'leaf')]/svg")
    assert drawing.get("viewbox") == f"0 0 {stored.width:g} {stored.height:g}"
    assert [[float(r.get(name)) for name in ("x", "y", "width", "height")] for r in drawing.xpath(".//rect")] == [
        [x0, y0, x1 - x0, y1 - y0]
    ]
    assert page.xpath("string(//picture/img/@src)") == f"{archive.document.absolute_url()}/page-picture/1?w=1200"


def test_a_hit_over_the_end_of_a_line_is_drawn_on_both_lines(archive, browse):
    page = page_of(browse(), url(archive.document, 1, '"thủ tục kế hoạch"'))
    assert page.xpath("//div[contains(@class, 'leaf')]//rect/@y") == ["100", "120"]


def test_the_text_of_the_page_is_marked_too(archive, browse):
    page = page_of(browse(), url(archive.document, 1))
    assert page.xpath("//div[@class='ocr']//mark/text()") == ["đơn giản hóa"]
    assert "kế hoạch rà soát" in page.xpath("string(//div[@class='ocr'])")


def test_a_query_without_accents_finds_the_same(archive, browse):
    page = page_of(browse(), url(archive.document, 1, "don gian hoa"))
    assert page.xpath("//div[@class='ocr']//mark/text()") == ["đơn giản hóa"]


def test_unsure_words_are_pointed_out(archive, browse):
    page = page_of(browse(), url(archive.document, 3))
    assert page.xpath("//mark[contains(@class, 'unsure')]/text()")
    assert page.xpath("string(//path[@class='u']/@d)").count("M") == 5
    assert "5 chữ chưa chắc" in page.text_content()
    assert "chưa chắc" not in page_of(browse(), url(archive.document, 1)).text_content()


def test_ways_from_page_to_page_and_from_hit_to_hit(archive, browse):
    browser = browse()
    page = page_of(browser, url(archive.document, 1))
    assert page.xpath("//a[@rel='prev']/@aria-disabled") == ["true"] and not page.xpath("//a[@rel='prev']/@href")
    onward = page.xpath("//a[@id='next-hit']/@href")
    assert onward == [f"{archive.document.absolute_url()}/page/3?q={quote(QUERY)}&hit=1#hit".replace("%20", "+")]
    last = page_of(browser, onward[0])
    assert last.xpath("//*[@id='hit']")
    assert not last.xpath("//a[@rel='next']/@href") and not last.xpath("//a[@id='next-hit']/@href")
    back = page_of(browser, last.xpath("//a[@id='previous-hit']/@href")[0])
    assert back.xpath("//li[@aria-current='page']/text()")[-1].strip().endswith("1")


def test_hits_are_counted_through_the_document(archive, browse):
    page = page_of(browse(), url(archive.document, 3))
    assert "Chỗ khớp 2 / 2" in " ".join(page.xpath("string(//nav[@aria-label='Chỗ khớp'])").split())
    listed = page.xpath("//ol[@class='pg']/li")
    assert [" ".join(row.text_content().split()) for row in listed] == [
        "tr. 1đơn giản hóa thủ tục kế hoạch rà soát",
        "tr. 3đơn giản hóa hành chính",
    ]
    assert listed[1].get("class") == "now" and listed[1].xpath("a/@aria-current") == ["page"]
    assert page.xpath("//nav[@class='strip']//path/@d")[1] == "M0.5 3v12M2.5 3v12"
    places = [place.partition("?")[0] for place in page.xpath("//nav[@class='strip']/svg/a/@href")]
    assert places == ["../page/1", "../page/3"]


def test_hits_need_no_engine(archive, browse, index):
    index()
    page = page_of(browse(), url(archive.document, 2))
    assert page.xpath("//a[@id='previous-hit']/@href") and page.xpath("//a[@id='next-hit']/@href")
    nothing = page_of(browse(), url(archive.document, 2, "zzzz"))
    assert "0 chỗ khớp “zzzz”" in nothing.text_content()
    assert not nothing.xpath("//a[@id='next-hit']")


def test_words_beside_better_hits_are_marked_but_not_counted(archive, browse):
    page = page_of(browse(), url(archive.document, 1, "giản hóa"))
    assert page.xpath("//div[@class='ocr']//mark/text()") == ["giản hóa"]
    page = page_of(browse(), url(archive.document, 1, "hóa thủ tục soát"))
    assert page.xpath("//div[@class='ocr']//mark/text()") == ["hóa thủ tục", "soát"]


def test_every_way_to_show_a_page_stands_in_its_address(archive, browse):
    browser = browse()
    page = page_of(browser, url(archive.document, 1) + "&show=text&zoom=200&thumbs=1")
    assert not page.xpath("//picture") and page.xpath("//nav[@class='thumbs']")
    onward = page.xpath("//a[@rel='next' and @href]/@href")[0]
    for part in ("show=text", "zoom=200", "thumbs=1", "q=%C4%91%C6%A1n"):
        assert part in onward
    handed_on = [(field.get("name"), field.get("value")) for field in page.xpath("//form[.//input[@id='n']]//input")]
    assert {("show", "text"), ("zoom", "200"), ("thumbs", "1")} <= set(handed_on)
    large = page_of(browser, url(archive.document, 1) + "&zoom=200")
    assert large.xpath("string(//picture/img/@src)").endswith("?w=2400")
    assert large.xpath("//@data-soon") == [""]
    assert page_of(browser, url(archive.document, 1)).xpath("//@data-soon") == ["2 3"]
    assert not page_of(browser, url(archive.document, 1)).xpath("//nav[@class='thumbs']")


@pytest.mark.parametrize("parameter", ["zoom=9", "show=all", "thumbs=2", "hits=some"])
def test_a_way_that_does_not_exist_is_said(archive, browse, parameter):
    browser = browse()
    browser.open(f"{archive.document.absolute_url()}/page/1?{parameter}")
    assert browser.headers["Status"].startswith("400")
    assert f"“{parameter.partition('=')[2]}”" in browser.contents


@pytest.mark.parametrize(
    ("asked", "leads_to"),
    [
        ("", "1"),
        ("?n=2", "2"),
        (f"?q={quote(QUERY)}", "1?q=Q&hit=1#hit"),
        (f"?q={quote(QUERY)}&from=2", "3?q=Q&hit=1#hit"),
        (f"?q={quote(QUERY)}&from=3&show=text", "3?q=Q&show=text&hit=1#hit"),
        ("?q=zzzz&from=2", "2?q=zzzz"),
    ],
)
def test_finding_leads_to_the_first_page_with_hits(archive, browse, asked, leads_to):
    browser = browse()
    browser.open(f"{archive.document.absolute_url()}/page{asked}")
    expected = leads_to.replace("Q", quote(QUERY).replace("%20", "+"))
    assert browser.headers["Location"] == f"{archive.document.absolute_url()}/page/{expected}"


def test_the_form_leads_to_the_page_with_the_query(archive, browse):
    browser = browse()
    browser.open(f"{archive.document.absolute_url()}/page?n=2&q=h%C3%B3a")
    assert browser.headers["Status"].startswith("302")
    assert browser.headers["Location"] == f"{archive.document.absolute_url()}/page/2?q=h%C3%B3a"


def test_pages_that_do_not_exist_get_a_clear_answer(archive, browse):
    browser = browse()
    for number in ("0", "4", "-1", "1.5", "abc", "99999999999999", "%D9%A3"):
        browser.open(f"{archive.document.absolute_url()}/page/{number}")
        assert browser.headers["Status"].startswith("404"), number
        assert "các trang từ 1 đến 3" in browser.contents, number


def test_a_document_that_waits_shows_its_picture(archive, browse):
    browser = browse("archivist")
    page = page_of(browser, f"{archive.secret.absolute_url()}/page/1")
    assert "chờ đọc" in page.xpath("string(//*[@role='status'])").lower()
    browser.open(page.xpath("//picture/img/@src")[0])
    assert browser.headers["Content-Type"] == "image/webp"


def test_why_a_document_failed_is_said(archive, browse):
    set_state(archive.secret, pages.ReadingState("failed", reason="Tệp có mật khẩu."))
    transaction.commit()
    page = page_of(browse("archivist"), f"{archive.secret.absolute_url()}/page/1")
    assert "Tệp có mật khẩu." in page.xpath("string(//*[@role='status'])")


def test_pictures_have_a_few_widths_and_are_asked_for_once(archive, browse):
    browser = browse()
    address = f"{archive.document.absolute_url()}/page-picture/1"
    browser.open(f"{address}?w=200")
    assert browser.headers["Content-Type"] == "image/webp"
    assert browser.headers["Cache-Control"] == "private, no-cache"
    tag = browser.headers["ETag"]
    for width in ("201", "1", "100000", "x"):
        browser.open(f"{address}?w={width}")
        assert browser.headers["Status"].startswith("404"), width
    again = browse()
    again.addHeader("If-None-Match", tag)
    again.open(f"{address}?w=200")
    assert again.headers["Status"].startswith("304")


def test_the_original_comes_byte_for_byte(archive, browse):
    browser = browse()
    browser.open(f"{archive.document.absolute_url()}/original")
    version = files.current(archive.document)
    assert hashlib.sha256(browser._response.body).hexdigest() == version.sha256
    headers = browser.headers
    assert headers["Content-Disposition"] == (
        "attachment; filename=\"1004 Quy_t ___nh.pdf\"; filename*=UTF-8''1004%20Quy%E1%BA%BFt%20%C4%91%E1%BB%8Bnh.pdf"
    ).replace("Quy_t ___nh", "Quy_t __nh")
    assert headers["Content-Security-Policy"] == "sandbox"
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_ranges_of_the_original(archive, browse):
    with files.current(archive.document).open() as file:
        whole = file.read()
    for asked, status, part in (
        ("bytes=0-9", "206", slice(0, 10)),
        ("bytes=-5", "206", slice(-5, None)),
        ("bytes=100-", "206", slice(100, None)),
        ("bytes=0-1,4-5", "200", slice(None)),
        ("nonsense", "200", slice(None)),
    ):
        browser = browse()
        browser.addHeader("Range", asked)
        browser.open(f"{archive.document.absolute_url()}/original/1")
        assert browser.headers["Status"].startswith(status), asked
        assert browser._response.body == whole[part], asked


def test_a_range_outside_the_file_is_refused(archive, browse):
    browser = browse()
    browser.addHeader("Range", "bytes=1000000-")
    browser.open(f"{archive.document.absolute_url()}/original")
    assert browser.headers["Status"].startswith("416")


def test_versions_that_do_not_exist(archive, browse):
    browser = browse()
    for version in ("0", "2", "abc", "1/1"):
        browser.open(f"{archive.document.absolute_url()}/original/{version}")
        assert browser.headers["Status"].startswith("404"), version


def test_a_record_without_a_file_has_no_pages(archive, browse):
    empty = create(archive.dossier, "ArchivalDocument", title="Chưa có tệp")
    transaction.commit()
    browser = browse()
    for path in ("page/1", "page-picture/1", "original"):
        browser.open(f"{empty.absolute_url()}/{path}")
        assert browser.headers["Status"].startswith("404")
    assert "chưa có tệp" in page_of(browser, empty.absolute_url()).text_content()


def test_the_searchable_copy_is_named_with_its_state(archive, browse):
    page = page_of(browse(), url(archive.document, 1))
    (link,) = page.xpath("//a[contains(@href, '/searchable-copy')]")
    assert link.get("href") == f"{archive.document.absolute_url()}/searchable-copy/about"
    assert "(chưa tạo)" in " ".join(link.getparent().text_content().split())
    assert page_of(browse(), link.get("href")) is not None
