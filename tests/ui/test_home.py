"""The front page."""

from __future__ import annotations

from lxml import html

from hoso.record.create import create


def front(portal, browser) -> html.HtmlElement:
    browser.open(portal.absolute_url())
    assert browser.headers["Status"].startswith("200")
    return html.fromstring(browser.contents)


def test_the_site_opens_with_search_fonds_and_new_acts(portal, archive, browse):
    page = front(portal, browse())
    assert page.xpath("string(//form[@role='search']/@action)") == f"{portal.absolute_url()}/@@hoso-search"
    assert page.xpath("//section[@aria-labelledby='h-fonds']//a/@href") == [archive.fonds.absolute_url()]
    assert "Quy chế phối hợp" in page.xpath("string(//ol[@aria-labelledby='h-acts'])")


def test_fonds_that_are_not_public_are_for_people_with_a_function(portal, archive, browse):
    import transaction

    create(portal, "Fonds", title="Phông nội bộ")
    transaction.commit()
    assert "Phông nội bộ" not in front(portal, browse()).text_content()
    assert "Phông nội bộ" in front(portal, browse("member")).text_content()
