"""Help: a page for every screen, one glossary."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urljoin

import pytest
from lxml import html
from zope.component import getGlobalSiteManager

from hoso.ui.frame import Screen
from hoso.ui.help import glossary
from hoso.ui.help.pages import GLOSSARY, LANGUAGES, ORDER, START, help_page
from hoso.ui.help.view import HelpScreen
from hoso.ui.states.views import StateScreen

TOP = Path(__file__).parents[2]
PAGES = [name for name in ORDER if name != GLOSSARY]


@pytest.mark.parametrize("name", PAGES)
def test_pages_say_the_same_in_both_languages(name):
    vietnamese, english = (help_page(name, language) for language in LANGUAGES)
    for page in (vietnamese, english):
        assert page.title and "<h1" not in page.html
    assert vietnamese != english
    shapes = [re.findall(r"<(h2|table|ol|a) ?", page.html) for page in (vietnamese, english)]
    assert shapes[0] == shapes[1]


def test_every_file_is_listed():
    for language in LANGUAGES:
        folder = TOP / "src" / "hoso" / "ui" / "help" / "pages" / language
        assert {file.stem for file in folder.iterdir()} == set(PAGES)


def test_other_languages_get_the_vietnamese_page():
    assert help_page("search", "fr") == help_page("search", "vi")


def test_the_glossary_of_the_docs_is_made_from_the_same_terms():
    assert (TOP / "docs" / "glossary.md").read_text(encoding="utf-8") == glossary.as_markdown()


def test_terms_are_told_once_and_completely():
    terms = glossary.terms()
    assert len({term.vi for term in terms}) == len(terms)
    assert all(term.vi and term.en and term.meaning_vi and term.meaning_en for term in terms)
    order = [term.vi for term in terms]
    assert order.index("danh mục hồ sơ") < order.index("địa chỉ lưu trữ") < order.index("hồ sơ")


def screens() -> dict[type, str]:
    """Our registered screens, each with its address."""
    found: dict[type, str] = {}
    for each in getGlobalSiteManager().registeredAdapters():
        if isinstance(each.factory, type) and issubclass(each.factory, Screen):
            found[each.factory] = each.name
    return found


@pytest.mark.plone
def test_each_screen_has_its_help_page(portal):
    assert len(screens()) > 10
    own = {screen: names for screen, names in screens().items() if not issubclass(screen, StateScreen | HelpScreen)}
    assert {names for screen, names in own.items() if screen.help not in set(PAGES) - {START}} == set()


@pytest.fixture
def opened(portal, browse):
    def ask(path: str, status: str = "200") -> html.HtmlElement:
        browser = browse()
        browser.open(f"{portal.absolute_url()}/{path}")
        assert browser.headers["Status"].startswith(status), browser.headers["Status"]
        return html.fromstring(browser.contents)

    return ask


def test_every_page_is_shown_and_its_links_lead_to_pages(portal, opened):
    base = f"{portal.absolute_url()}/@@help/"
    for name in ORDER:
        page = opened(f"@@help/{name}")
        assert page.xpath("string(//h1)")
        assert page.xpath("//nav//a[@aria-current='page']/@href")[-1:] == [base + name]
        links = page.xpath("//div[@class='said']//a/@href")
        assert {urljoin(base + name, link) for link in links} <= {base + other for other in ORDER}


def test_the_glossary_shows_terms_with_their_sources(opened):
    page = opened(f"@@help/{GLOSSARY}")
    assert len(page.xpath("//dl[@class='terms']//dt")) == len(glossary.terms())
    assert "Nghị định 30/2020/NĐ-CP, Điều 3 khoản 14" in page.text_content()


def test_without_a_name_it_leads_to_the_first_page(portal, browse):
    browser = browse()
    browser.open(f"{portal.absolute_url()}/@@help")
    assert browser.headers["Location"] == f"{portal.absolute_url()}/@@help/{START}"


@pytest.mark.parametrize("name", ["khong-co", "start/more", "../../etc/passwd", "%3Cscript%3E"])
def test_what_is_no_page_is_told(opened, name):
    assert not opened(f"@@help/{name}", "404").xpath("//div[@class='said']")


def test_the_foot_leads_to_the_help_of_the_screen(portal, archive, opened):
    for path, name in (("", "home"), ("@@hoso-search", "search")):
        page = opened(path)
        assert f"{portal.absolute_url()}/@@help/{name}" in page.xpath("//footer//a/@href")
