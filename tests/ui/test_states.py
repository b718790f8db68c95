"""What cannot be shown: hidden and missing things look the same; failures give a number and nothing else."""

from __future__ import annotations

import base64
import json
import re
from urllib.parse import parse_qs, quote, urlsplit

import pytest
import transaction
from lxml import html
from plone import api

# A record in sight leads to these: the same addresses below hidden and missing records.
BELOW = [
    "",
    "/",
    "/view",
    "/edit",
    "/page/1?q=m%E1%BA%ADt",
    "/page-picture/1",
    "/original",
    "/searchable-copy",
    "/nothing",
]
REST = ["", "/@history", "/@workflow", "/@nothing"]


@pytest.fixture
def pairs(archive):
    """Addresses of something hidden, each with one as long of something missing beside it."""

    def beside(record):
        address = record.absolute_url()
        return address, f"{address.removesuffix(record.getId())}{'x' * len(record.getId())}"

    return [beside(archive.secret), beside(archive.closed)]


def text(browser):
    """The answer's body; the browser leaves what is not HTML as bytes."""
    return browser.contents if isinstance(browser.contents, str) else browser.contents.decode()


def answer(browser, url, asked):
    """Everything a person could compare: status, headers, page, without what always differs."""
    browser.open(url)
    # The address itself, and what is made anew for every answer.
    body = re.sub(r"data-token=\"[^\"]*\"|_authenticator=\w+", "", text(browser))
    for address in (asked, quote(asked, safe="")):
        body = body.replace(address, "ASKED")
    headers = {name: value for name, value in browser.headers.items() if name != "Date"}
    return browser.headers["Status"], headers, body


@pytest.mark.parametrize("person", [None, "stranger"])
def test_hidden_looks_as_missing(pairs, browse, person):
    browser = browse(person)
    for hidden, missing in pairs:
        for below in BELOW:
            status, *rest = answer(browser, hidden + below, hidden)
            assert status.startswith("404"), below
            assert [status, *rest] == list(answer(browser, missing + below, missing)), below


@pytest.mark.parametrize("person", [None, "stranger"])
def test_hidden_looks_as_missing_to_programs(pairs, browse, person):
    browser = browse(person)
    browser.addHeader("Accept", "application/json")
    for hidden, missing in pairs:
        for below in REST:
            status, *rest = answer(browser, hidden + below, hidden)
            assert status.startswith("404"), below
            assert [status, *rest] == list(answer(browser, missing + below, missing)), below


@pytest.mark.parametrize("method", ["HEAD", "POST"])
def test_other_methods_tell_nothing_either(pairs, browse, method):
    browser = browse()
    for hidden, missing in pairs:
        told = []
        for url in (hidden, missing):
            response = browser.testapp.request(url, method=method, expect_errors=True)
            told.append((response.status, {**response.headers, "Date": ""}))
        assert told[0][0] == told[1][0]
        assert set(told[0][1].items()) ^ set(told[1][1].items()) == set()


def test_the_page_says_what_to_do_next(archive, browse):
    browser = browse()
    secret = archive.secret.absolute_url()
    browser.open(f"{secret}/page/1?q=a")
    page = html.fromstring(browser.contents)
    assert "Không có gì ở địa chỉ này, hoặc tài khoản của bạn không xem được." in page.text_content()
    assert page.xpath("//main//form[@role='search']")
    (sign_in,) = [link for link in page.xpath("//main//a/@href") if "/login?" in link]
    assert parse_qs(urlsplit(sign_in).query)["came_from"] == [f"{secret}/page/1?q=a"]


def test_signing_in_leads_back_to_what_was_asked_for(archive, browse, password):
    browser = browse()
    browser.open(archive.closed.absolute_url())
    browser.open(html.fromstring(browser.contents).xpath("string(//main//a[contains(@href, '/login?')]/@href)"))
    browser.getControl(name="__ac_name").value = "archivist"
    browser.getControl(name="__ac_password").value = password
    browser.getControl(name="buttons.login").click()
    assert browser.headers["Location"] == archive.closed.absolute_url()
    browser.open(browser.headers["Location"])
    assert "Hồ sơ kín chưa công bố" in browser.contents


def test_a_person_in_a_staff_screen_that_is_not_theirs(portal, archive, browse):
    browser = browse("member")
    for address in ("/@@site-controlpanel", "/@@reading", "/no-such-thing"):
        browser.open(portal.absolute_url() + address)
        assert browser.headers["Status"].startswith("404"), address


def test_whoever_is_not_signed_in_is_led_to_the_sign_in_form(portal, archive, browse):
    browser = browse()
    browser.open(f"{portal.absolute_url()}/@@site-controlpanel")
    browser.followRedirects = True
    browser.open(browser.headers["Location"])
    assert browser.getControl(name="came_from").value.endswith("/@@site-controlpanel")


def test_programs_that_must_sign_in_are_told_so(portal, archive, browse):
    wrong = base64.b64encode(b"member:wrong").decode()
    for headers in ({"Authorization": f"Basic {wrong}"}, {"Accept": "application/json"}):
        browser = browse()
        for header in headers.items():
            browser.addHeader(*header)
        browser.open(f"{portal.absolute_url()}/@@site-controlpanel")
        assert browser.headers["Status"].startswith("401"), headers
    browser = browse()
    browser.addHeader("Authorization", f"Basic {wrong}")
    browser.open(f"{portal.absolute_url()}/@@site-controlpanel")
    assert browser.headers["WWW-Authenticate"].startswith("basic realm=")


def test_what_moved_is_followed_only_into_sight(archive, browse):
    fonds, closed = archive.fonds, archive.closed
    old = {each: each.absolute_url() for each in (archive.series, closed)}
    with api.env.adopt_roles(["Manager"]):
        api.content.rename(closed, "elsewhere")
        api.content.rename(archive.series, "moved")
    transaction.commit()
    browser = browse()
    browser.open(old[archive.series])
    assert browser.headers["Location"] == f"{fonds.absolute_url()}/moved"
    for accept in ("text/html", "application/json"):
        browser = browse()
        browser.addHeader("Accept", accept)
        browser.open(f"{fonds.absolute_url()}/moved/{old[closed].rsplit('/', 1)[1]}")
        assert browser.headers["Status"].startswith("404"), accept
        assert "elsewhere" not in text(browser)


@pytest.fixture
def broken(portal, monkeypatch):
    """A home that fails."""

    def fail(self):
        raise RuntimeError("secret detail")

    monkeypatch.setattr("hoso.ui.home.view.HomeScreen.prepare", fail)
    return f"{portal.absolute_url()}/@@hoso-home"


@pytest.mark.parametrize("person", [None, "archivist"])
def test_a_failure_gives_a_number_that_the_log_knows(broken, browse, caplog, person):
    browser = browse(person)
    browser.open(broken)
    assert browser.headers["Status"].startswith("500")
    assert "secret detail" not in browser.contents and "Traceback" not in browser.contents
    page = html.fromstring(browser.contents)
    number = page.xpath("string(//main//b)")
    assert re.fullmatch(r"[0-9a-f]{8}", number)
    (record,) = [record for record in caplog.records if number in record.getMessage()]
    assert record.exc_info[1].args == ("secret detail",)


def test_a_failure_tells_programs_no_details(broken, browse):
    browser = browse("member")
    browser.addHeader("Accept", "application/json")
    browser.open(broken)
    assert browser.headers["Status"].startswith("500")
    assert "traceback" not in json.loads(browser.contents)


def test_a_form_without_its_token_is_refused_in_words(portal, archive, browse):
    browser = browse("archivist")
    browser.open(f"{archive.document.absolute_url()}/@@read-again", data="x=1")
    assert browser.headers["Status"].startswith("403")
    assert "Mở lại trang rồi làm lại." in browser.contents
