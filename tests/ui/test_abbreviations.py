"""The archive's own abbreviations: kept by who runs the system, in force from the next query on."""

import pytest
import transaction
from lxml import html

from hoso.language import abbreviations
from hoso.search.site import added_lines, keep_lines

ADDRESS = "@@abbreviations"


@pytest.fixture
def form(portal, browse):
    """``form(lines)``: the answer to them, sent by who runs the system."""

    def send(lines: str):
        browser = browse("owner")
        browser.open(f"{portal.absolute_url()}/{ADDRESS}")
        browser.getControl(name="lines").value = lines
        browser.raiseHttpErrors = False
        browser.getForm(action=f"{portal.absolute_url()}/{ADDRESS}").submit()
        transaction.begin()
        return browser

    yield send
    keep_lines(())
    transaction.commit()


def test_what_is_saved_is_used_by_the_next_query(archive, form):
    assert abbreviations.expand("kbxyz") == ()
    answer = form("KBXYZ = Kho bạc xã yên\r\n\r\n")
    assert answer.headers["Status"][:3] in ("200", "303")
    assert added_lines() == ("KBXYZ = Kho bạc xã yên",)
    assert abbreviations.expand("kbxyz") == (("kho", "bạc", "xã", "yên"),)
    assert abbreviations.shortened(["kho", "bạc", "xã", "yên"]) == [(0, 4, ("kbxyz",))]


def test_a_line_that_cannot_be_read_is_named_and_what_was_typed_stays(archive, form):
    answer = form("KBXYZ = Kho bạc xã yên\nhai dòng")
    assert answer.headers["Status"].startswith("400")
    page = html.fromstring(answer.contents)
    assert page.xpath("string(//*[@role='alert'])").strip().startswith("Dòng 2: ")
    assert "hai dòng" in page.xpath("string(//textarea)")
    assert added_lines() == ()


def test_what_was_written_past_the_form_does_not_stop_the_search(archive, portal):
    portal.portal_registry["hoso.abbreviations"] = ("no meaning",)
    try:
        assert abbreviations.expand("ubnd") == (("uỷ", "ban", "nhân", "dân"),)
    finally:
        portal.portal_registry["hoso.abbreviations"] = ()


def test_only_who_runs_the_system_sees_it(portal, browse, archive):
    browser = browse("archivist")
    browser.raiseHttpErrors = False
    browser.open(f"{portal.absolute_url()}/{ADDRESS}")
    assert not browser.headers["Status"].startswith("200") or 'name="lines"' not in browser.contents
