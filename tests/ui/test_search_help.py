"""What helps while searching: proposals as one types, what was meant, searching within the results."""

from __future__ import annotations

import json
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
import transaction
from lxml import html

from hoso.access import set_level
from hoso.home import Home
from hoso.search.site.engine import forget_engines


@pytest.fixture
def ask(portal, browse):
    """``ask(person, name, **form)``: the browser that was given that address of the site."""

    def opened(person, name, **form):
        browser = browse(person)
        browser.open(f"{portal.absolute_url()}/@@{name}?{urlencode(form, doseq=True)}")
        return browser

    return opened


def proposals(browser):
    assert browser.headers["Content-Type"].startswith("application/json")
    return json.loads(browser.contents)


@pytest.mark.parametrize("place", ["", "@@hoso-search", "khong-co-gi", "document"])
def test_the_boxes_of_the_page_and_of_its_head_propose(portal, archive, browse, place):
    browser = browse()
    browser.open(archive.document.absolute_url() if place == "document" else f"{portal.absolute_url()}/{place}")
    page = html.fromstring(browser.contents)
    boxes = page.xpath("//input[@data-suggest]/@name")
    assert boxes == (["q", "q"] if place == "khong-co-gi" else ["q"])
    (head,) = page.xpath("//*[@data-proposals]")
    assert head.get("data-proposals") == f"{portal.absolute_url()}/@@suggest-search"
    assert head.get("data-label") == "Hồ sơ, văn bản mang số hoặc tên này" and "{count}" in head.get("data-found")
    assert page.xpath("//script[contains(@src, '/scripts/suggest.js?v=')]") and not page.xpath("//script[not(@src)]")


@pytest.mark.parametrize("typed", ["1004", "100", "1004/q", "số 1004", "Quyết định thông q", "thong qua phuong an"])
def test_number_and_title_are_proposed_as_one_types(archive, ask, typed):
    (first, *_others) = proposals(ask(None, "suggest-search", q=typed))
    assert first["label"] == "Quyết định thông qua phương án"
    assert first["url"] == archive.document.absolute_url()
    assert "1004/QĐ-UBND" in first["detail"]


@pytest.mark.parametrize("typed", ["", "q", "xyzzy", "đơn giản hóa", '"', "*", "7"])
def test_what_begins_no_number_and_no_title_proposes_nothing(archive, ask, typed):
    assert proposals(ask("archivist", "suggest-search", q=typed)) == []


def test_proposals_tell_nothing_that_is_hidden(archive, ask):
    assert [each["label"] for each in proposals(ask("archivist", "suggest-search", q="văn bản m"))] == [
        "Văn bản mật danh"
    ]
    for person in (None, "member", "stranger"):
        for typed in ("văn bản m", "mật", "vb", "hồ sơ k"):
            labels = [each["label"] for each in proposals(ask(person, "suggest-search", q=typed))]
            assert not any("mật danh" in label for label in labels), (person, typed)
            assert person == "member" or not any("kín" in label for label in labels), (person, typed)
    set_level(archive.document, "private")
    transaction.commit()
    assert proposals(ask(None, "suggest-search", q="1004")) == []


def test_proposals_stay_within_bounds_and_hold_no_search_up(archive, ask):
    assert ask(None, "suggest-search", q="a" * 201).headers["Status"].startswith("400")
    assert ask(None, "suggest-search", q=["a", "b"]).headers["Status"].startswith("200")
    (Home.from_environment().search / "current.json").unlink()
    forget_engines()
    browser = ask(None, "suggest-search", q="1004")
    assert browser.headers["Status"].startswith("503") and proposals(browser) == []


def test_what_was_meant_is_offered_where_little_is_found(archive, ask, browse):
    page = html.fromstring(ask(None, "hoso-search", q="đơn giảnn hóa").contents)
    (link,) = page.xpath("//p[@class='exact']/a")
    assert link.text_content() == "đơn giản hóa"
    browser = browse()
    browser.open(link.get("href"))
    assert "Quyết định thông qua phương án" in browser.contents
    assert not html.fromstring(browser.contents).xpath("//p[@class='exact'][contains(., 'Ý bạn là')]")


def test_what_was_meant_is_never_a_word_that_is_hidden(archive, ask):
    assert "mat danh</a>" in ask("archivist", "hoso-search", q="mat dannh").contents
    for person in (None, "member", "stranger"):
        assert "mat danh</a>" not in ask(person, "hoso-search", q="mat dannh").contents


@pytest.mark.parametrize(
    ("asked", "more", "both"),
    [
        ("thủ tục", "rà soát", "thủ tục rà soát"),
        ("thủ tục", "thủ", "thủ tục"),
        ("thủ OR tục", '"rà soát" -kín', '(thủ OR tục) "rà soát" -kín'),
        ("", "rà soát", "rà soát"),
    ],
)
def test_within_the_results_the_words_are_added_to_the_query(archive, ask, asked, more, both):
    browser = ask(
        "archivist", "hoso-search", q=asked, kind="ArchivalDocument", sort="newest", page="2", **{"and": more}
    )
    assert browser.headers["Status"].startswith("302")
    parameters = parse_qs(urlsplit(browser.headers["Location"]).query)
    assert parameters == {"q": [both], "kind": ["ArchivalDocument"], "sort": ["newest"]}


def test_the_form_for_further_words_keeps_the_search(archive, ask):
    page = html.fromstring(ask("archivist", "hoso-search", q="thủ tục", level="public", sort="title").contents)
    (form,) = [form for form in page.xpath("//form") if form.xpath(".//input[@name='and']")]
    kept = {(field.get("name"), field.get("value")) for field in form.xpath(".//input[@type='hidden']")}
    assert {("q", "thủ tục"), ("level", "public"), ("sort", "title")} <= kept


def test_further_words_out_of_bounds_get_a_clear_page(archive, ask):
    assert ask(None, "hoso-search", q="a", **{"and": "b" * 2001}).headers["Status"].startswith("400")
    assert ask(None, "hoso-search", q="", **{"and": ")("}).headers["Status"].startswith(("200", "302"))
