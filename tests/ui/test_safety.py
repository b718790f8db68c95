"""What no page may do: run what a record says, write on GET, tell what is hidden."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from lxml import html

from hoso.ui.frame.screen import SECURITY_HEADERS

SCREENS = [
    "{portal}",
    "{portal}/@@hoso-home",
    "{portal}/@@hoso-search?q=th%E1%BB%A7+t%E1%BB%A5c",
    "{portal}/@@saved-searches?q=th%E1%BB%A7+t%E1%BB%A5c",
    "{portal}/@@undescribed",
    "{portal}/@@reading",
    "{fonds}",
    "{series}",
    "{dossier}",
    "{dossier}?show=undescribed",
    "{document}",
    "{hostile}",
    "{hostile}/page/1?q=th%E1%BB%A7+t%E1%BB%A5c",
    "{document}/page/1?q=h%C3%B3a",
    "{document}/page/99",
]
FILES = ["{document}/page-picture/1?w=200", "{document}/original"]


@pytest.fixture
def address(portal, archive):
    places = {name: record.absolute_url() for name, record in vars(archive).items()}

    def fill(pattern: str) -> str:
        return pattern.format(portal=portal.absolute_url(), **places)

    return fill


def foreign_scripts(page):
    """The scripts of a page that are neither files of ours nor what plone.protect puts there."""
    return [
        html.tostring(script)
        for script in page.xpath("//script[not(@id='protect-script')]")
        if "/++resource++hoso/" not in script.get("src", "") or script.text
    ]


def test_texts_of_records_stay_text(address, browse):
    browser = browse("archivist")
    for pattern in SCREENS:
        browser.open(address(pattern))
        assert browser.headers["Status"].startswith("404" if pattern.endswith("/99") else "200"), pattern
        page = html.fromstring(browser.contents)
        assert foreign_scripts(page) == [], pattern
        assert not page.xpath("//img[@src='x']"), pattern
        assert not [name for each in page.iter() for name in each.attrib if name.startswith("on")], pattern


def test_the_hostile_text_is_really_on_these_pages(address, browse):
    browser = browse("archivist")
    for pattern in ("{hostile}", "{hostile}/page/1", "{dossier}", "{portal}/@@hoso-search?q=alert"):
        browser.open(address(pattern))
        assert "<script>alert(1)</script>" in html.fromstring(browser.contents).text_content(), pattern


def test_the_query_itself_stays_text(address, browse):
    browser = browse()
    hostile = quote('"><script>alert(1)</script>')
    for pattern in ("{portal}/@@hoso-search?q=", "{document}/page/1?q="):
        browser.open(address(pattern) + hostile)
        page = html.fromstring(browser.contents)
        assert foreign_scripts(page) == []
        assert "<script>alert(1)</script>" in page.xpath("string(//input[@name='q']/@value)")


def test_every_screen_has_the_strict_headers(address, browse):
    browser = browse("archivist")
    for pattern in SCREENS:
        browser.open(address(pattern))
        for name, value in SECURITY_HEADERS.items():
            assert value in browser.headers[name], (pattern, name)


@pytest.mark.parametrize("person", [None, "archivist"])
def test_looking_writes_nothing(address, browse, functional, person):
    storage = functional["app"]._p_jar.db().storage
    before = storage.lastTransaction()
    for pattern in (*SCREENS, *FILES):
        browse(person).open(address(pattern))
        assert storage.lastTransaction() == before, pattern


@pytest.mark.parametrize("person", [None, "member"])
def test_pages_are_sound_html_without_a_trace_of_the_hidden(address, browse, person):
    for pattern in SCREENS:
        browser = browse(person)
        browser.open(address(pattern))
        if not browser.headers["Status"].startswith(("200", "404")):
            assert "@@undescribed" in pattern or "@@reading" in pattern or "@@saved-searches" in pattern, pattern
            continue
        page = html.fromstring(browser.contents)
        assert "Văn bản mật danh" not in page.text_content(), pattern
        assert "secret-pdf" not in browser.contents, pattern
        identifiers = page.xpath("//@id")
        assert len(identifiers) == len(set(identifiers)), pattern
        assert len(page.xpath("//h1")) == 1, pattern
        assert all(image.get("alt") is not None for image in page.xpath("//img")), pattern
        for reference in page.xpath("//@aria-labelledby | //label/@for"):
            assert reference in identifiers, (pattern, reference)


@pytest.mark.parametrize("person", [None, "member", "stranger"])
def test_staff_screens_are_for_archivists(address, browse, person):
    browser = browse(person)
    for name in ("@@undescribed", "@@reading"):
        browser.open(address("{portal}/" + name))
        assert not browser.headers["Status"].startswith("200")
    browser.open(address("{portal}/@@hoso-home"))
    assert "@@undescribed" not in browser.contents
