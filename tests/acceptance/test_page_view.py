"""The page view in a browser: marks on the words, sizes, keys, small pictures, text alone, print, what it costs."""

import io
import json
import re
import subprocess
import sys
import time
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.screens

DOCUMENT = "phong-van-phong-uy-ban-nhan-dan-tinh/muc-luc-01/01-to-chuc-hoat-dong-ban-chi-huy-quan-su/35-01-2026-01-001"
QUERY = "quân sự"
# What the instance has stored of page 1: its size, and the box of each hit in points.
STORED = """
import json, sys
from hoso import pages, query
from hoso.cli.boot import site_of, start_zope
from hoso.home import Home
document, asked = sys.argv[1:]
with site_of(start_zope(Home.from_environment())) as site:
    page = pages.reading(site.restrictedTraverse(document)).page(1)
    hits = [pages.boxes(page, [span]) for span in query.hits(page.text, query.parse(asked))]
    edges = [list(zip(*boxes)) for boxes in hits]
    print(json.dumps([page.width, page.height, [[min(e[0]), min(e[1]), max(e[2]), max(e[3])] for e in edges]]))
"""
DRAWN = """() => {
    const box = (element) => { const b = element.getBoundingClientRect(); return [b.left, b.top, b.right, b.bottom]; };
    const rectangles = document.querySelectorAll('.leaf rect.h:not(.weak)');
    return [box(document.querySelector('.leaf img')), [...rectangles].map(box)];
}"""


@pytest.fixture(scope="module")
def stored(instance):
    done = subprocess.run(
        [Path(sys.executable).parent / "python", "-c", STORED, DOCUMENT, QUERY],
        env=instance.environment, check=True, capture_output=True, text=True,
    )  # fmt: skip
    return json.loads(done.stdout)


@pytest.fixture
def view(visit, instance):
    """``view(number, …)``: the page view of the demo's document in a browser, with the query."""

    def show(number=1, options="", *, query=QUERY, **how):
        page = visit(**how)
        page.goto(f"{instance.url}/{DOCUMENT}/page/{number}?q={query}{options}")
        page.wait_for_load_state("networkidle")
        return page

    return show


def until(page, condition, seconds=10):
    """Wait for a condition in the page; the page's own policy forbids Playwright's way to ask again and again."""
    end = time.monotonic() + seconds
    while not page.evaluate(condition):
        assert time.monotonic() < end, condition
        page.wait_for_timeout(50)


def at(number):
    """The address of a page, whatever it is shown by."""
    return re.compile(rf"/page/{number}(\?|$)")


@pytest.mark.parametrize("width", [1366, 390])
@pytest.mark.parametrize("zoom", ["page", "width", "200"])
def test_marks_stand_on_the_words(view, stored, width, zoom):
    page_width, page_height, hits = stored
    page = view(options=f"&zoom={zoom}", width=width)
    (left, top, right, bottom), drawn = page.evaluate(DRAWN)
    across, down = (right - left) / page_width, (bottom - top) / page_height
    assert across == pytest.approx(down, rel=0.01) and right - left > 300
    assert len(drawn) == len(hits) > 1
    for hit, box in zip(hits, drawn, strict=True):
        expected = [left + hit[0] * across, top + hit[1] * down, left + hit[2] * across, top + hit[3] * down]
        assert box == pytest.approx(expected, abs=1)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_sizes_of_the_picture(view):
    page = view()
    shown = {}
    for key in ("", "+", "-", "-"):
        if key:
            with page.expect_navigation():
                page.keyboard.press(key)
            page.wait_for_load_state("networkidle")
        current = page.locator(".zoom [aria-current]").inner_text()
        shown[current] = page.locator(".leaf img").evaluate("image => [image.naturalWidth, image.clientHeight]")
    assert [pixels for pixels, _ in shown.values()] == [1200, 2400, 1200]
    assert list(shown) == ["Vừa ngang", "200 %", "Cả trang"]
    assert shown["Cả trang"][1] <= 768 < shown["Vừa ngang"][1]


def test_keys_lead_from_page_to_page_and_from_hit_to_hit(view):
    page = view()
    for key, number in (("ArrowRight", 2), ("ArrowLeft", 1)):
        page.keyboard.press(key)
        expect(page).to_have_url(at(number))
    page.keyboard.press("n")
    expect(page).to_have_url(re.compile(r"hit=2#hit$"))
    expect(page.locator("rect#hit")).to_be_in_viewport()
    page.keyboard.press("p")
    expect(page).to_have_url(re.compile(r"hit=1#hit$"))
    page.keyboard.press("t")
    expect(page.locator(".leaf")).to_have_count(0)
    page.keyboard.press("t")
    expect(page.locator(".leaf")).to_be_visible()
    page.keyboard.press("g")
    page.keyboard.type("3")
    page.keyboard.press("Enter")
    expect(page).to_have_url(at(3))


def test_page_down_turns_the_page_when_its_end_is_seen(view):
    page = view()
    page.keyboard.press("PageDown")
    until(page, "scrollY > 100")
    expect(page).to_have_url(at(1))
    page.evaluate("document.querySelector('.stage').scrollIntoView({ block: 'end', behavior: 'instant' })")
    page.keyboard.press("PageDown")
    expect(page).to_have_url(at(2))
    page.wait_for_load_state("networkidle")
    page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
    page.keyboard.press("PageUp")
    expect(page).to_have_url(at(1))
    # Whoever goes back reads on upwards.
    until(page, "document.querySelector('.stage').getBoundingClientRect().bottom <= innerHeight + 1")


def test_arrows_scroll_a_picture_wider_than_its_frame(view):
    page = view(options="&zoom=200")
    page.locator(".stage").focus()
    page.keyboard.press("ArrowRight")
    until(page, "document.querySelector('.stage').scrollLeft > 0")
    expect(page).to_have_url(at(1))


def test_keys_are_shown_and_can_be_switched_off(view):
    page = view()
    panel = page.locator("#keys")
    expect(panel).to_be_hidden()
    page.keyboard.press("?")
    expect(panel).to_be_visible()
    expect(panel).to_contain_text("Chỗ khớp sau")
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    assert page.locator("#next-hit").get_attribute("aria-keyshortcuts") == "n"
    page.get_by_role("button", name="Phím tắt").click()
    panel.get_by_role("checkbox").uncheck()
    page.keyboard.press("Escape")
    page.reload()
    before = page.url
    for key in ("n", "t", "?", "/", "g", "+"):
        page.keyboard.press(key)
    expect(panel).to_be_hidden()
    assert page.evaluate("document.activeElement.tagName") == "BODY"
    assert page.url == before
    assert page.locator("#next-hit").get_attribute("aria-keyshortcuts") is None
    page.keyboard.press("ArrowRight")
    expect(page).to_have_url(at(2))


def test_keys_are_letters_in_fields_and_commands_with_modifiers(view):
    page = view()
    before = page.url
    page.keyboard.press("/")
    expect(page.locator("#quick")).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.type(" n/?t")
    expect(page.locator("#quick")).to_have_value(f"{QUERY} n/?t")
    page.keyboard.press("ArrowLeft")
    page.locator("#quick").blur()
    for keys in ("Control+ArrowRight", "Alt+n", "Control+g", "Meta+t"):
        page.keyboard.press(keys)
    assert page.url == before
    assert page.evaluate("document.activeElement.tagName") == "BODY"


def test_rows_of_a_list_are_walked_by_keys(visit, instance):
    page = visit()
    page.goto(f"{instance.url}/@@hoso-search?q=n%C4%83m")
    links = page.locator(".reg-row h2 a")
    assert links.count() > 2
    for key, row in (("j", 0), ("j", 1), ("j", 2), ("k", 1)):
        page.keyboard.press(key)
        expect(links.nth(row)).to_be_focused()
    target = links.nth(1).get_attribute("href")
    page.keyboard.press("Enter")
    expect(page).to_have_url(target)


def test_small_pictures_cost_nothing_until_opened_and_are_one_stop(view):
    page = view(2)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if url.endswith("w=200")]
    page.get_by_role("link", name="Ảnh nhỏ").click()
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if url.endswith("w=200")]
    pictures = page.locator(".thumbs a")
    assert pictures.evaluate_all("links => links.filter(link => link.tabIndex === 0).length") == 1
    page.locator(".thumbs a[aria-current]").focus()
    page.keyboard.press("ArrowDown")
    expect(pictures.nth(2)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(at(3))
    expect(page.locator(".thumbs a[aria-current]")).to_have_text(re.compile(r"3"))


def test_without_scripts_everything_is_a_link_or_a_form(view):
    page = view(scripts=False)
    expect(page.get_by_role("button", name="Phím tắt")).to_be_hidden()
    page.get_by_role("link", name="Trang sau").click()
    expect(page).to_have_url(at(2))
    page.locator("#previous-hit").click()
    expect(page).to_have_url(re.compile(r"/page/1\?.*hit=last#hit$"))
    page.locator("#n").fill("3")
    page.locator("#n").press("Enter")
    expect(page).to_have_url(at(3))
    page.locator(".side form input[type=search]").fill("nhiệm vụ")
    page.get_by_role("button", name="Tìm", exact=True).last.click()
    expect(page.locator("rect#hit")).to_be_in_viewport()
    page.get_by_role("link", name="Ảnh nhỏ").click()
    expect(page.locator(".thumbs img").first).to_be_visible()
    page.get_by_role("link", name="Chữ", exact=True).click()
    expect(page.locator(".ocr")).to_be_visible()
    # A stroke of the strip leads to the page it stands for.
    place = page.locator(".strip svg a").last
    target = place.get_attribute("href").partition("?")[0].removeprefix("..")
    place.locator("rect").click(position={"x": 1, "y": 1})
    expect(page).to_have_url(re.compile(re.escape(target) + r"\?"))


def test_text_alone_reads_as_text(view):
    page = view(query="quân sự")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_role("link", name="Chữ", exact=True).click()
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "page-picture" in url]
    tree = page.locator("main").aria_snapshot()
    assert 'heading "Chữ đọc được' in tree
    assert "mark: QUÂN SỰ" in tree
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in tree
    assert "img" not in tree
    assert page.locator(".ocr .unsure").count() == page.locator(".ocr .visually-hidden").count() > 0


def test_the_printed_page_is_the_picture_without_controls(view):
    page = view()
    page.emulate_media(media="print")
    for hidden in (".tools", ".where", ".side", ".mast form", ".leaf > svg"):
        expect(page.locator(hidden).first).to_be_hidden()
    expect(page.locator(".leaf img")).to_be_visible()
    printed = pypdfium2.PdfDocument(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    assert len(printed) == 1
    pictures = [each for each in printed[0].get_objects() if each.type == 3]
    left, bottom, right, top = max(
        (each.get_bounds() for each in pictures), key=lambda b: (b[2] - b[0]) * (b[3] - b[1])
    )
    width, height = printed[0].get_size()
    assert (top - bottom) / height > 0.6 and left > 0 and bottom > 0 and right < width


def test_a_page_costs_few_requests_and_little_data(chromium, instance):
    context = chromium.new_context(viewport={"width": 1366, "height": 768})
    page = context.new_page()
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    asked, sizes = {}, {}
    line.on("Network.requestWillBeSent", lambda event: asked.setdefault(event["requestId"], event["request"]["url"]))
    line.on("Network.loadingFinished", lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}))

    def pictures():
        return [url for key, url in asked.items() if key in sizes and "page-picture" in url]

    page.goto(f"{instance.url}/{DOCUMENT}/page/1?q={QUERY}", wait_until="load")
    # What is likely to be wanted next comes after it.
    deadline = time.monotonic() + 30
    while len(pictures()) < 2 and time.monotonic() < deadline:
        page.wait_for_timeout(100)
    context.close()
    shown, following = pictures()
    assert shown.endswith("/page-picture/1?w=1200")
    assert following == shown.replace("/1?", "/2?")
    first = list(asked)[: list(asked.values()).index(shown) + 1]
    assert len(first) <= 12
    assert sum(sizes[key] for key in first) <= 1_500_000
    assert not [url for url in asked.values() if "original" in url or url.endswith(".pdf")]
