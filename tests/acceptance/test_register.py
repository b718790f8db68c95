"""Editing in the register itself, by keyboard alone, and one change for many rows; everything is undone again."""

import re

import pytest
from playwright.sync_api import expect

ARCHIVIST = "luutru"
DOSSIER = "phong-van-phong-uy-ban-nhan-dan-tinh/muc-luc-01/02-cong-tac-tu-phap"


@pytest.fixture
def register(visit, instance):
    """``register(…)``: the register of a dossier of the demo, as an archivist sees it."""

    def show(**how):
        page = visit(ARCHIVIST, **how)
        page.goto(f"{instance.url}/{DOSSIER}")
        return page

    return show


def titles(page):
    return page.locator("#register .ttl").all_inner_texts()


def undo(page):
    page.get_by_role("button", name="Hoàn tác").click()
    expect(page.locator(".alert")).to_contain_text("Đã hoàn tác")


def test_a_row_is_edited_and_saved_with_the_keyboard(register):
    page = register()
    before = titles(page)
    page.locator(".row-edit").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#row-said")).to_contain_text("Dòng đang mở để sửa")
    expect(page.locator("#f-ordinal")).to_be_focused()
    for _ in range(5):
        page.keyboard.press("Tab")
    expect(page.locator("#f-title")).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("Trích yếu gõ lại")
    page.keyboard.press("Enter")
    expect(page.locator("#row-said")).to_contain_text("Đã lưu")
    expect(page.locator(".row-edit").first).to_be_focused()
    assert titles(page) == ["Trích yếu gõ lại", *before[1:]]
    page.reload()
    assert titles(page) == ["Trích yếu gõ lại", *before[1:]]
    page.locator(".row-edit").first.click()
    page.locator("#f-title").fill(before[0])
    page.locator("#f-title").press("Enter")
    expect(page.locator("#row-said")).to_contain_text("Đã lưu")
    page.reload()
    assert titles(page) == before


def test_escape_leaves_the_row_as_it_was(register):
    page = register()
    before = titles(page)
    page.locator(".row-edit").first.click()
    page.locator("#f-title").fill("Bỏ")
    page.keyboard.press("Escape")
    expect(page.locator(".row-form")).to_have_count(0)
    expect(page.locator(".row-edit").first).to_be_focused()
    assert titles(page) == before


def test_what_is_wrong_is_said_at_the_cell_and_the_rest_is_kept(register):
    page = register()
    page.locator("#register tbody tr").first.locator("td").nth(3).dblclick()
    expect(page.locator("#f-issued_date")).to_be_focused()
    page.locator("#f-issued_date").fill("32/13/2016")
    page.locator("#f-organ_name").fill("Sở Tư pháp")
    page.locator("#f-issued_date").press("Enter")
    expect(page.locator("#e-issued_date")).to_be_visible()
    expect(page.locator("#f-issued_date")).to_be_focused()
    expect(page.locator("#f-organ_name")).to_have_value("Sở Tư pháp")
    page.keyboard.press("Escape")


def test_saving_goes_on_to_the_next_row(register):
    page = register()
    page.locator(".row-edit").first.click()
    expect(page.locator("#f-title")).to_be_visible()
    first = page.locator(".row-form").get_attribute("data-uid")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".row-form")).not_to_have_attribute("data-uid", first)
    page.keyboard.press("Escape")


@pytest.mark.parametrize("scripts", [True, False])
def test_many_rows_are_changed_as_shown_and_undone(register, scripts):
    page = register(scripts=scripts)
    before = titles(page)
    if scripts:
        page.locator("#pick-page").check()
        expect(page.locator(".bulk")).to_be_visible()
    else:
        for pick in page.locator(".pick").all():
            pick.check()
    page.locator("button[value=set]").click()
    page.locator("#field").select_option("keywords")
    page.get_by_role("button", name="Tiếp").click()
    page.locator("#text").fill("thử")
    page.get_by_role("button", name="Xem trước").click()
    expect(page.locator("table[aria-labelledby=h-preview] tbody tr")).to_have_count(len(before))
    page.get_by_role("button", name=re.compile("^Xác nhận")).click()
    expect(page.locator(".alert")).to_contain_text(f"Đã sửa {len(before)} dòng")
    undo(page)
    assert titles(page) == before


def test_without_a_script_a_row_is_edited_on_the_page(register):
    page = register(scripts=False)
    before = titles(page)
    page.locator(".row-edit").first.click()
    page.locator("#f-title").fill("Gõ không kịch bản")
    page.get_by_role("button", name="Lưu").click()
    expect(page.locator(".alert")).to_contain_text("Đã sửa 1 dòng")
    assert titles(page)[0] == "Gõ không kịch bản"
    undo(page)
    assert titles(page) == before


@pytest.mark.parametrize("width", [390, 320])
def test_the_register_and_an_open_row_fit_a_phone(register, width):
    page = register(width=width)
    page.locator(".row-edit").first.click()
    expect(page.locator("#f-title")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.keyboard.press("Escape")
