"""Saved searches on their pages, and the feed."""

from __future__ import annotations

from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
import transaction
from lxml import etree, html
from plone import api
from sample import CANARY, TYPED

from hoso.access import set_level
from hoso.record.create import create
from hoso.search import saved
from hoso.search.saved import Asked

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def url(portal):
    return f"{portal.absolute_url()}/"


@pytest.fixture
def page(url):
    """``page(browser, path)``: the page as a tree."""

    def ask(browser, path: str) -> html.HtmlElement:
        browser.open(url + path)
        assert browser.headers["Status"].startswith("200"), browser.headers["Status"]
        return html.fromstring(browser.contents)

    return ask


@pytest.fixture
def search(portal, archive):
    """A search that the member saved, with a document in it that is new."""
    member = api.user.get(username="member").getUser()
    search = saved.save("member", CANARY[:90], Asked("thủ tục"))
    saved.mark_all(search, member, at=0)
    for each in list(search.known)[:1]:
        del search.known[each]
    transaction.commit()
    return search


def press(browser, do: str, **values):
    """Send the form whose button or hidden field says ``do``."""
    for form in html.fromstring(browser.contents).xpath("//form[@method='post']"):
        if form.xpath(f".//*[@name='do' and @value='{do}']"):
            data = [(each.get("name"), each.get("value", "")) for each in form.xpath(".//input[@name]")]
            data = [pair for pair in data if pair[0] not in ("do", *values)]
            browser.post(form.get("action"), urlencode([*data, ("do", do), *values.items()]))
            return browser.headers["Status"]
    raise AssertionError(f"nothing to press: {do}")


def test_a_search_is_saved_from_the_results(archive, browse, page, url):
    browser = browse("stranger")
    link = page(browser, "@@hoso-search?q=th%E1%BB%A7+t%E1%BB%A5c&year=2016").xpath(
        "//a[contains(@href, '@@saved-searches?')]/@href"
    )[0]
    browser.open(link)
    browser.getControl(name="name").value = "Thủ tục"
    browser.getControl("Lưu tìm kiếm").click()
    assert browser.headers["Status"].startswith("303")
    (search,) = saved.of_person("stranger")
    assert (search.name, search.asked) == ("Thủ tục", Asked("thủ tục", (("year", "2016"),)))
    assert search.known
    row = page(browser, "@@saved-searches").xpath("//tbody/tr")[0]
    assert "Thủ tục" in row.xpath("string()")
    assert parse_qs(urlsplit(row.xpath(".//a[contains(@href, 'hoso-search')]/@href")[0]).query) == {
        "q": ["thủ tục"],
        "year": ["2016"],
    }


def test_nobody_else_and_nobody_at_all(search, browse, url):
    for name in (None, "archivist"):
        browser = browse(name)
        browser.open(f"{url}@@saved-search?id={search.id}")
        assert not browser.headers["Status"].startswith("200")
    browser = browse()
    browser.open(f"{url}@@saved-searches")
    assert not browser.headers["Status"].startswith("200")
    assert "@@saved-searches" not in _opened(browser, f"{url}@@hoso-search?q=x")


def _opened(browser, address: str) -> str:
    browser.open(address)
    return browser.contents


def test_what_is_new_is_shown_until_it_was_seen(search, browse, page):
    browser = browse("member")
    assert page(browser, "@@saved-searches").xpath("string(//tbody/tr/td[2])") == "1"
    shown = page(browser, f"@@saved-search?id={search.id}")
    assert len(shown.xpath("//li[contains(@class, 'reg-row')]")) == 1
    assert CANARY[:90] in shown.xpath("string(//h1)")
    assert press(browser, "looked").startswith("303")
    assert not page(browser, f"@@saved-search?id={search.id}").xpath("//li[contains(@class, 'reg-row')]")


def test_looking_writes_nothing(portal, search, browse, page):
    browser = browse("member")
    before = portal._p_jar.db().lastTransaction()
    page(browser, "@@saved-searches?q=abc")
    page(browser, f"@@saved-search?id={search.id}")
    key = saved.of_person("member")[0].feed_key
    browser.open(f"{portal.absolute_url()}/@@saved-search-feed?key={key or 'none'}")
    assert portal._p_jar.db().lastTransaction() == before


def test_renamed_mailed_and_removed(portal, search, browse, page):
    browser = browse("member")
    page(browser, f"@@saved-search?id={search.id}")
    assert press(browser, "rename", name="Tên mới").startswith("303")
    page(browser, f"@@saved-search?id={search.id}")
    assert press(browser, "alert", frequency="weekly").startswith("303")
    transaction.begin()
    assert (search.name, search.frequency, search.base) == ("Tên mới", "weekly", portal.absolute_url())
    page(browser, f"@@saved-search?id={search.id}")
    assert press(browser, "remove").startswith("303")
    transaction.begin()
    assert saved.of_person("member") == []


@pytest.mark.parametrize("values", [{"name": " "}, {"name": "n" * 101}])
def test_a_name_out_of_its_bounds_is_refused_with_the_remedy(search, browse, page, values):
    browser = browse("member")
    page(browser, f"@@saved-search?id={search.id}")
    assert press(browser, "rename", **values).startswith("400")
    assert "100" in browser.contents


def test_nothing_is_done_without_the_token(search, browse, url):
    browser = browse("member")
    browser.open(f"{url}@@saved-searches")
    browser.post(f"{url}@@saved-search", f"id={search.id}&do=remove")
    assert not browser.headers["Status"].startswith("303")
    transaction.begin()
    assert saved.of_person("member")


def test_mail_needs_an_address(search, browse, page):
    api.user.get(username="member").setMemberProperties({"email": ""})
    transaction.commit()
    browser = browse("member")
    page(browser, f"@@saved-search?id={search.id}")
    assert press(browser, "alert", frequency="daily").startswith("400")
    assert "@@personal-information" in browser.contents


@pytest.fixture
def feed(browse, url):
    """``feed(key)``: titles of the entries; or the status."""

    def ask(key: str):
        browser = browse()
        browser.open(f"{url}@@saved-search-feed?key={key}")
        if not browser.headers["Status"].startswith("200"):
            return browser.headers["Status"][:3]
        assert browser.headers["Content-Type"].startswith("application/atom+xml")
        root = etree.fromstring(browser.contents.encode())
        for each in (root, *root.findall(f"{ATOM}entry")):
            for name in ("id", "title", "updated"):
                assert each.find(f"{ATOM}{name}").text
        assert root.find(f"{ATOM}author/{ATOM}name").text
        return [each.find(f"{ATOM}title").text for each in root.findall(f"{ATOM}entry")]

    return ask


def test_a_feed_gives_what_its_owner_may_see_now(archive, search, browse, page, feed, index):
    browser = browse("member")
    page(browser, f"@@saved-search?id={search.id}")
    assert press(browser, "feed").startswith("303")
    address = page(browser, f"@@saved-search?id={search.id}").xpath("//a[contains(@href, 'feed?key')]/@href")[0]
    key = parse_qs(urlsplit(address).query)["key"][0]
    titles = feed(key)
    assert "1004/QĐ-UBND – Quyết định thông qua phương án" in titles
    assert not any("mật danh" in title for title in titles)
    # The index does not know yet.
    set_level(archive.document, "private")
    transaction.commit()
    assert feed(key) == [title for title in titles if "1004" not in title]
    page(browser, f"@@saved-search?id={search.id}")
    assert press(browser, "feed").startswith("303")
    assert feed(key) == "404"


def test_no_key_no_feed(archive, feed):
    for key in ("", "x", "x" * 1000):
        assert feed(key) == "404"


def test_a_feed_ends_with_the_account(search, portal, feed):
    key = saved.open_feed(search)
    transaction.commit()
    assert isinstance(feed(key), list)
    portal.acl_users.portal_role_manager.removeRoleFromPrincipal("Member", "member")
    transaction.commit()
    assert feed(key) == "404"


def test_signs_that_xml_cannot_hold(archive, search, index, feed):
    strange = create(archive.dossier, "ArchivalDocument", "la.pdf", title="Thủ tục lạ", origin=TYPED)
    strange.title = "Thủ tục \x00\x0b\ud800 lạ"[:20]
    index(archive.document, strange)
    key = saved.open_feed(search)
    transaction.commit()
    assert len(feed(key)) == 2


def test_the_desk_tells_what_is_new(archive, browse, page):
    archivist = api.user.get(username="archivist").getUser()
    search = saved.save("archivist", "Thủ tục", Asked("thủ tục"))
    saved.mark_all(search, archivist, at=0)
    search.known.clear()
    transaction.commit()
    told = page(browse("archivist"), "@@desk").xpath("string(//section[@aria-labelledby='h-searches'])")
    assert "Thủ tục" in told and "mới" in told
