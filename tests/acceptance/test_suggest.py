"""Records proposed as one types: on the front page, in the head of other pages and on the page of results."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from test_accessibility import DOCUMENT, DOSSIER, RULES

pytestmark = pytest.mark.screens

TYPED, TITLE = "to chuc va hoat dong cua ban chi", "Tổ chức và hoạt động của Ban Chỉ huy quân sự"
HIDDEN, HIDDEN_TITLE = "quy phong, chong toi", "Quỹ phòng, chống tội phạm"
BOXES = [("", "#q"), (DOCUMENT, "#quick"), ("@@hoso-search", ".ask input[type=search]")]
boxes = pytest.mark.parametrize(("path", "box"), BOXES)


@pytest.fixture
def typing(visit, instance):
    """``typing(path, box, text, …)``: the box in which the text was typed, and what is proposed for it."""

    def begin(path, box, text, user=None, **how):
        page = visit(user, **how)
        page.goto(f"{instance.url}/{path}")
        field = page.locator(box)
        field.click()
        page.keyboard.type(text)
        return field, page.locator("[role=listbox]:visible [role=option]")

    return begin


@boxes
def test_a_title_is_proposed_without_accents_and_opened_by_keys(typing, path, box):
    field, options = typing(path, box, TYPED)
    expect(options.first).to_contain_text(TITLE)
    expect(field).to_have_attribute("aria-expanded", "true")
    field.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", options.first.get_attribute("id"))
    field.press("Enter")
    expect(field.page).to_have_url(re.compile(f"/hoso/{DOSSIER}(/|$)"))
    expect(field.page.locator("h1")).to_contain_text("quân sự")


@boxes
def test_escape_closes_and_keeps_the_text(typing, path, box):
    field, options = typing(path, box, TYPED)
    expect(options.first).to_be_visible()
    field.press("Escape")
    expect(options).to_have_count(0)
    expect(field).to_have_value(TYPED)
    field.press("Enter")
    expect(field.page).to_have_url(re.compile("@@hoso-search.*q=to"))


@boxes
def test_a_click_opens_the_record(typing, path, box):
    field, options = typing(path, box, TYPED)
    options.first.click()
    expect(field.page).to_have_url(re.compile(f"/hoso/{DOSSIER}(/|$)"))


@boxes
def test_only_what_one_may_see_is_proposed(typing, path, box):
    _, options = typing(path, box, HIDDEN, "luutru")
    expect(options.filter(has_text=HIDDEN_TITLE).first).to_be_visible()
    field, options = typing(path, box, "", None)
    with field.page.expect_response(re.compile("@@suggest-search")) as answer:
        field.page.keyboard.type(HIDDEN)
    assert not any(HIDDEN_TITLE in each["label"] for each in answer.value.json())
    expect(options.filter(has_text=HIDDEN_TITLE)).to_have_count(0)


@pytest.mark.parametrize(("width", "scheme"), [(1366, "light"), (390, "dark")])
@boxes
def test_the_open_list_is_in_nobodys_way(typing, path, box, width, scheme):
    if box == "#quick" and width < 960:
        pytest.skip("a narrow screen has no box in its head")
    field, options = typing(path, box, "nam", width=width)
    field.page.emulate_media(color_scheme=scheme)
    expect(options.first).to_be_visible()
    found = Axe().run(field.page, options=RULES).response["violations"]
    assert [(each["id"], [node["target"] for node in each["nodes"]]) for each in found] == []
    assert field.page.evaluate("document.documentElement.scrollWidth") <= width
    expect(options.first).to_be_in_viewport(ratio=1)


def test_an_error_is_silent_and_typing_goes_on(typing):
    field, options = typing("", "#q", "")
    field.page.route("**/@@suggest-search*", lambda route: route.fulfill(status=200, body="no list"))
    with field.page.expect_response(re.compile("@@suggest-search")):
        field.page.keyboard.type(TYPED)
    field.page.keyboard.type(" huy")
    expect(field).to_have_value(f"{TYPED} huy")
    expect(options).to_have_count(0)
