"""Correcting what was read of a page."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
import transaction
from lxml import html

from hoso import pages


@pytest.fixture
def address(archive):
    return f"{archive.document.absolute_url()}/page-correct/1"


@pytest.fixture
def write(browse, address):
    """``write(text)``: open the form as an archivist, write into it, save; the browser, wherever that led."""

    def send(text, *, button="save", browser=None, **changes):
        browser = browser or browse("archivist")
        fields = {**fields_of(browser, address), "text": text, button: "1", **changes}
        browser.post(address, urlencode(fields))
        return browser

    return send


def fields_of(browser, address):
    browser.open(address)
    form = html.fromstring(browser.contents).xpath("//form[@method='post']")[0]
    return {field.get("name"): field.get("value") for field in form.xpath(".//input[@type='hidden']")}


def test_a_text_is_corrected_and_the_page_says_by_whom(archive, browse, write):
    browser = write("đơn giản hoá thủ tục\r\nkế hoạch\x07 rà soát")
    assert browser.headers["Status"].startswith("302")
    assert browser.headers["Location"] == f"{archive.document.absolute_url()}/page/1"
    transaction.begin()
    assert pages.reading(archive.document).page(1).text == "đơn giản hoá thủ tục\nkế hoạch rà soát"
    browser.open(browser.headers["Location"])
    shown = html.fromstring(browser.contents)
    assert "Đã lưu chữ của trang 1." in shown.xpath("string(//*[@role='status'])")
    assert "archivist đã sửa" in shown.text_content()


def test_the_machines_text_comes_back(archive, write):
    write("khác hẳn")
    browser = write("", button="machine")
    assert browser.headers["Status"].startswith("302")
    transaction.begin()
    assert pages.reading(archive.document).page(1).text == "đơn giản hóa thủ tục\nkế hoạch rà soát"


def test_what_somebody_else_corrected_meanwhile_is_not_covered(archive, browse, address, write):
    late = browse("archivist")
    seen = fields_of(late, address)["seen"]
    write("người trước")
    browser = write("người sau", seen=seen)
    assert browser.headers["Status"].startswith("200")
    shown = html.fromstring(browser.contents)
    assert "archivist đã sửa trang 1 trong lúc bạn gõ" in shown.xpath("string(//*[@role='alert'])")
    assert shown.xpath("string(//textarea)") == "người sau"
    transaction.begin()
    assert pages.reading(archive.document).page(1).text == "người trước"


def test_too_long_a_text_stays_in_the_field(archive, write):
    browser = write("x" * 200_001)
    shown = html.fromstring(browser.contents)
    assert "200000" in shown.xpath("string(//*[@role='alert'])")
    assert len(shown.xpath("string(//textarea)")) == 200_001


def test_a_form_from_elsewhere_changes_nothing(archive, browse, address):
    browser = browse("archivist")
    browser.post(address, urlencode({"text": "x", "save": "1"}))
    assert browser.headers["Status"].startswith("4")
    transaction.begin()
    assert pages.reading(archive.document).correction(1) is None


@pytest.mark.parametrize("person", [None, "member", "stranger"])
def test_only_those_who_may_correct_are_offered_it(archive, browse, address, person):
    browser = browse(person)
    browser.open(f"{archive.document.absolute_url()}/page/1")
    assert "page-correct" not in browser.contents
    browser.open(address)
    assert not browser.headers["Status"].startswith("200")


def test_a_page_that_was_not_read_cannot_be_corrected(archive, browse):
    browser = browse("archivist")
    browser.open(f"{archive.secret.absolute_url()}/page-correct/1")
    assert browser.headers["Status"].startswith("404")
    assert "Trang này chưa được đọc" in browser.contents
    browser.open(f"{archive.document.absolute_url()}/page-correct")
    assert browser.headers["Status"].startswith("404")


def test_links_lead_back_to_the_page_view(archive, browse, address):
    browser = browse("archivist")
    browser.open(f"{address}?q=h%C3%B3a")
    shown = html.fromstring(browser.contents)
    shown.make_links_absolute(f"{address}?q=h%C3%B3a")
    places = shown.xpath("//nav[@class='strip']/svg/a/@href")
    assert places and all(place.startswith(f"{archive.document.absolute_url()}/page/") for place in places)
