"""From the front page to the marked words, as a reader goes there in a browser, with scripts and without."""

import re

import pytest
from playwright.sync_api import expect, sync_playwright

QUERY = "tài sản bảo đảm"
# Both at one moment: the page may still be scrolling to the hit.
BOXES = """['.leaf img', 'rect#hit'].map(selector => {
    const box = document.querySelector(selector).getBoundingClientRect();
    return [box.left, box.top, box.right, box.bottom];
})"""
ARCHIVIST, MEMBER = "luutru", "canbo"


@pytest.fixture(scope="module")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium, instance):
    """``visit(user, width=…, scripts=…)``: a page in a fresh browser, signed in as that user; it hears no complaint."""
    contexts, complaints = [], []

    def begin(user=None, *, width=1366, scripts=True):
        context = chromium.new_context(viewport={"width": width, "height": 768}, java_script_enabled=scripts)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: _heed(request.url))
        page.goto(instance.url)
        if user:
            page.goto(f"{instance.url}/login")
            page.locator("[name=__ac_name]").fill(user)
            page.locator("[name=__ac_password]").fill(instance.accounts[user]["password"])
            page.locator("button[name='buttons.login']").click()
            page.goto(instance.url)
        # Of our own screens only: the sign-in form is Plone's.
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        return page

    def _heed(url):
        if not url.startswith((instance.url.removesuffix("/hoso"), "data:")):
            complaints.append(f"asked for {url}")

    yield begin
    for context in contexts:
        context.close()
    assert complaints == []


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
    page.locator(".facet li a").last.click()
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


def test_a_reader_needs_no_mouse(visit):
    page = visit()
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_class("skip")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_attribute("name", "q")
    page.keyboard.type(QUERY)
    page.keyboard.press("Enter")
    expect(page.locator("h1#results")).to_be_visible()
