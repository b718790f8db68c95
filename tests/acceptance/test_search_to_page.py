"""From the front page to the marked words, as a reader goes there in a browser, with scripts and without."""

import re

import pytest
from keyboard import follow, tab_to
from playwright.sync_api import expect

pytestmark = pytest.mark.screens

QUERY = "tài sản bảo đảm"
# Both at one moment: the page may still be scrolling to the hit.
BOXES = """['.leaf img', 'rect#hit'].map(selector => {
    const box = document.querySelector(selector).getBoundingClientRect();
    return [box.left, box.top, box.right, box.bottom];
})"""
ARCHIVIST, MEMBER = "luutru", "canbo"


def search(page, text):
    """Search from the box of the page at hand."""
    page.locator("input[name=q]").fill(text)
    with page.expect_navigation():
        page.locator("input[name=q]").press("Enter")


@pytest.mark.parametrize("scripts", [True, False])
def test_from_the_front_page_to_the_marked_words(visit, scripts):
    page = visit(scripts=scripts)
    search(page, QUERY)
    first = page.locator(".reg-row").first
    expect(first.locator("h2 mark").first).to_have_text(QUERY)
    first.locator(".hits a").first.click()
    expect(page).to_have_url(re.compile("/page/"))
    expect(page.locator("rect#hit")).to_be_in_viewport()
    leaf, hit = page.evaluate(BOXES)
    assert leaf[2] - leaf[0] > 500 and 0 < hit[2] - hit[0] < (leaf[2] - leaf[0]) / 2
    assert leaf[0] <= hit[0] and leaf[1] <= hit[1] and hit[2] <= leaf[2] and hit[3] <= leaf[3]
    expect(page.locator(".ocr mark").first).to_be_visible()


def test_the_picture_is_there_and_the_ways_on_work(visit):
    page = visit()
    search(page, QUERY)
    page.locator(".hits a").first.click()
    expect(page).to_have_url(re.compile("/page/"))
    page.wait_for_load_state("networkidle")
    assert page.locator(".leaf img").evaluate("image => image.naturalWidth") == 1200
    before = page.url
    page.locator("#next-hit").click()
    expect(page).not_to_have_url(before)
    page.locator("#previous-hit").click()
    expect(page.locator("rect#hit")).to_have_count(1)
    page.locator("input#n").fill("1")
    page.locator("input#n").press("Enter")
    expect(page).to_have_url(re.compile(r"/page/1\?q="))
    with page.expect_download() as download:
        page.locator(".tools a[href$='/original']").click()
    assert download.value.suggested_filename.endswith(".pdf")


def test_a_filter_is_set_and_removed(visit):
    page = visit(ARCHIVIST)
    search(page, "năm")
    everything = page.locator("h1").inner_text()
    page.locator(".facet li a:visible").last.click()
    expect(page.locator(".chip")).to_have_count(1)
    page.locator(".chip").click()
    expect(page.locator("h1")).to_have_text(everything)


def test_readers_find_only_what_they_may_see(visit):
    found = {}
    for user in (ARCHIVIST, MEMBER, None):
        page = visit(user)
        search(page, "quỹ phòng, chống tội phạm")
        found[user] = page.locator(".reg-row h2", has_text="Quỹ phòng, chống tội phạm").count() > 0
    assert found == {ARCHIVIST: True, MEMBER: False, None: False}


@pytest.mark.parametrize("width", [390, 320])
def test_nothing_runs_off_a_narrow_screen(visit, width):
    page = visit(ARCHIVIST, width=width)

    def fits():
        page.wait_for_load_state()
        return page.evaluate("document.documentElement.scrollWidth") <= width

    assert fits()
    search(page, QUERY)
    assert fits()
    page.locator(".reg-row h2 a").first.click()
    expect(page.locator(".first-page")).to_be_visible()
    assert fits()
    page.locator(".acts a").first.click()
    expect(page).to_have_url(re.compile("/page/1$"))
    assert fits()


def test_the_first_key_leads_to_the_search_box(visit):
    page = visit()
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_class("skip")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_attribute("name", "q")


def test_from_a_question_to_a_mended_description_without_a_mouse(visit):
    page = visit(ARCHIVIST)
    page.keyboard.press("/")
    page.keyboard.type(QUERY)
    page.keyboard.press("Enter")
    expect(page.locator("h1#results")).to_be_visible()
    follow(page, page.locator(".hits a").first)
    expect(page.locator("rect#hit")).to_be_in_viewport()
    page.keyboard.press("n")
    expect(page).to_have_url(re.compile(r"hit=2#hit$"))
    follow(page, page.locator(".breadcrumb a").last)
    expect(page.locator(".first-page")).to_be_visible()
    address = page.url
    follow(page, page.get_by_role("link", name=re.compile("Sửa mô tả")).first)
    note = page.locator("[name$='.description']").first
    before = note.input_value()
    tab_to(page, note)
    page.keyboard.press("Control+End")
    page.keyboard.type(" gõ bằng phím")
    page.keyboard.press("Control+Enter")
    expect(page).not_to_have_url(f"{address}/edit")
    page.goto(f"{address}/edit")
    expect(note).to_have_value(f"{before} gõ bằng phím")
    note.fill(before)
    page.keyboard.press("Control+Enter")
    expect(page).not_to_have_url(f"{address}/edit")
