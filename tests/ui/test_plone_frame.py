"""Plone's frame in our face: one head, signing in, the toolbar, the order of styles."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest
from lxml import etree, html

from hoso.ui.style import sheet

STATIC = files("hoso.ui") / "static"
WRONG = "Tên hoặc mật khẩu không đúng. Kiểm tra phím Caps Lock và bộ gõ tiếng Việt."


def head(browser, url):
    """The head of the page as text, without where the reader is and what is made anew for each answer."""
    browser.open(url)
    (mast,) = html.fromstring(browser.contents).find_class("mast")
    for each in mast.xpath(".//*[@aria-current]"):
        del each.attrib["aria-current"]
    for each in mast.xpath(".//input[@name='_authenticator']"):
        each.getparent().remove(each)
    return " ".join(etree.tostring(mast, encoding="unicode", with_tail=False).split())


@pytest.mark.parametrize(("person", "address"), [(None, "login"), ("archivist", "@@personal-information")])
def test_both_frames_have_the_same_head(portal, archive, browse, person, address):
    browser = browse(person)
    ours = head(browser, f"{portal.absolute_url()}/{archive.fonds.getId()}")
    plones = head(browser, f"{portal.absolute_url()}/{address}")
    assert ours == plones
    assert "quick" in ours


def test_the_frame_of_forms_shows_no_head_of_plones_own(portal, archive, browse):
    browser = browse("owner")
    browser.open(f"{portal.absolute_url()}/@@overview-controlpanel")
    page = html.fromstring(browser.contents)
    for identifier in ("portal-logo", "portal-searchbox", "portal-globalnav", "edit-bar"):
        assert not page.xpath(f"//*[@id='{identifier}']"), identifier
    assert page.find_class("site-tools")


def test_the_toolbar_is_for_those_who_run_the_site(portal, archive, browse):
    browser = browse("archivist")
    browser.open(f"{portal.absolute_url()}/@@personal-information")
    page = html.fromstring(browser.contents)
    assert page.find_class("mast")
    assert not page.find_class("site-tools") and not page.xpath("//*[@id='edit-bar']")


class TestSigningIn:
    """``…/login``."""

    @pytest.fixture
    def form(self, portal, archive, browse):
        def open_form(query=""):
            browser = browse()
            browser.open(f"{portal.absolute_url()}/login{query}")
            return browser

        return open_form

    def send(self, browser, name, password):
        browser.getControl(name="__ac_name").value = name
        browser.getControl(name="__ac_password").value = password
        browser.getControl(name="buttons.login").click()

    def test_a_wrong_password_is_told_at_its_field(self, form, archive):
        browser = form(f"?came_from={archive.fonds.absolute_url()}")
        self.send(browser, "member", "wrong")
        page = html.fromstring(browser.contents)
        (field,) = page.xpath("//input[@name='__ac_password']")
        assert field.get("aria-invalid") == "true" and not field.get("value")
        assert page.get_element_by_id(field.get("aria-describedby")).text == WRONG
        assert page.xpath("string(//input[@name='__ac_name']/@value)") == "member"
        assert page.xpath("string(//input[@name='came_from']/@value)") == archive.fonds.absolute_url()

    def test_a_wrong_name_is_told_in_the_same_words(self, password, form):
        browser = form()
        self.send(browser, "nobody-of-that-name", password)
        assert WRONG in browser.contents

    @pytest.mark.parametrize("address", ["{archive}/page/1?q=a", "{portal}/missing", "{secret}"])
    def test_the_way_back_tells_nothing_of_what_is_there(self, password, form, portal, archive, address):
        places = {"archive": archive.document, "secret": archive.secret, "portal": portal}
        asked = address.format(**{name: place.absolute_url() for name, place in places.items()})
        browser = form(f"?came_from={asked.replace('?', '%3F')}")
        self.send(browser, "stranger", password)
        assert browser.headers["Location"] == asked

    @pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org/x", "javascript:alert(1)"])
    def test_never_away_from_the_site(self, password, form, portal, elsewhere):
        browser = form(f"?came_from={elsewhere}")
        self.send(browser, "stranger", password)
        assert browser.headers["Location"] == portal.absolute_url()

    def test_leaves_no_message_behind(self, password, form):
        browser = form()
        self.send(browser, "member", password)
        assert "statusmessages" not in browser.cookies


def test_plones_style_lies_between_our_base_and_our_controls():
    text = (STATIC / "classic.css").read_text(encoding="utf-8")
    order = re.search(r"@layer ([^;{]+);", text)[1].split(", ")
    assert [layer for layer in order if layer != "classic"] == list(sheet.LAYERS)
    assert order.index("base") < order.index("classic") < order.index("controls")
    assert re.search(r'@import url\("([^"]+)"\) layer\(classic\);', text)


def test_plones_style_is_where_ours_looks_for_it(portal, browse):
    browser = browse()
    path = re.search(r'@import url\("\.\./([^"]+)"\)', (STATIC / "classic.css").read_text(encoding="utf-8"))[1]
    browser.open(f"{portal.absolute_url()}/{path}")
    assert browser.headers["Status"].startswith("200")
    assert "text/css" in browser.headers["Content-Type"]
