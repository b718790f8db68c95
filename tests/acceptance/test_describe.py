"""Describing at a browser: by keyboard alone, by typing, beside somebody else, over the end of a session.

Everything is put back as it was.
"""

import re

import pytest
from people import sign_in
from playwright.sync_api import expect

ARCHIVIST, ADMINISTRATOR = "luutru", "admin"
DOSSIER = "phong-van-phong-uy-ban-nhan-dan-tinh/muc-luc-01/02-cong-tac-tu-phap"


def field(page, name):
    return page.locator(f"[name='form.widgets.{name}']")


@pytest.fixture
def first(visit, instance):
    """The page of the first document of a dossier, as an archivist sees it."""

    def show(user=ARCHIVIST, **how):
        page = visit(user, **how)
        page.goto(f"{instance.url}/{DOSSIER}")
        page.locator("#register .ttl a").first.click()
        return page

    return show


def save(page):
    page.locator("[name='form.buttons.save']").click()
    expect(page.locator(".told, .statusmessage").first).to_contain_text("Đã lưu")


def test_a_type_is_chosen_from_what_is_proposed(first):
    page = first()
    page.goto(f"{page.url}/edit")
    box = page.get_by_role("combobox", name=re.compile("^Tên loại"))
    before = box.input_value()
    box.fill("")
    box.press_sequentially("ke hoach")
    options = page.locator("[role=option]")
    expect(options).to_have_text(["Kế hoạch"])
    box.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", options.first.get_attribute("id"))
    box.press("Enter")
    expect(box).to_have_value("Kế hoạch")
    expect(options).to_have_count(0)
    box.press_sequentially("x")
    box.press("Escape")
    expect(box).to_have_value("Kế hoạchx")
    box.fill(before)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("6/1998", "tháng 6/1998"),
        ("ngày 3 tháng 2 năm 1930", "03/02/1930"),
        ("từ 1997 đến 2005", "từ 1997 đến 2005"),
        ("không ngày", "không ghi ngày"),
        ("31/2/2020", "Chưa thành ngày"),
    ],
)
def test_the_form_says_how_it_understands_a_date(first, typed, told):
    page = first()
    page.goto(f"{page.url}/edit")
    field(page, "issued_date").fill(typed)
    expect(page.locator("output.echo").first).to_contain_text(told)


def test_what_is_left_of_a_length_is_told(first):
    page = first()
    page.goto(f"{page.url}/edit")
    field(page, "title").fill("ấ" * 480)
    expect(page.locator("#form-widgets-title-help")).to_contain_text("Tối đa 500 ký tự, còn 20.")
    field(page, "title").fill("ấ" * 503)
    expect(page.locator("#form-widgets-title-help")).to_contain_text("thừa 3")


def test_somebody_else_is_named_from_the_first_letter_on_and_no_longer_after_leaving(first, visit):
    page = first()
    address = page.url
    page.goto(f"{address}/edit")
    other = visit(ADMINISTRATOR)
    other.goto(f"{address}/edit")
    expect(other.locator("#editing")).to_be_hidden()
    with page.expect_response(re.compile("@@editing")):
        field(page, "keywords").press_sequentially("x")
    other.reload()
    expect(other.locator("#editing")).to_contain_text("Nguyễn Thị Lưu đang sửa từ")
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(address)
    # The browser sends the release when it has time.
    for _ in range(30):
        other.reload()
        if other.locator("#editing").is_hidden():
            break
        other.wait_for_timeout(500)
    expect(other.locator("#editing")).to_be_hidden()


def test_what_was_typed_survives_the_end_of_the_session(first, instance):
    page = first()
    address = page.url
    page.goto(f"{address}/edit")
    before = field(page, "keywords").input_value()
    field(page, "keywords").fill("chữ chưa lưu")
    page.wait_for_load_state("networkidle")
    page.context.clear_cookies()
    page.locator("[name='form.buttons.save']").click()
    expect(page.locator("#draft")).to_contain_text("Phiên làm việc hết")
    expect(page.locator("#draft-sign-in")).to_be_focused()
    page.on("dialog", lambda dialog: dialog.accept())
    sign_in(page, instance, ARCHIVIST)
    page.goto(f"{address}/edit")
    expect(page.locator("#draft")).to_contain_text("đã được đưa lại")
    expect(field(page, "keywords")).to_have_value("chữ chưa lưu")
    page.locator("#draft-drop").click()
    expect(field(page, "keywords")).to_have_value(before)
    page.goto(address)
    page.goto(f"{address}/edit")
    expect(page.locator("#draft")).to_be_hidden()


def test_without_a_script_it_is_a_plain_form(first):
    page = first(scripts=False)
    address = page.url
    page.goto(f"{address}/edit")
    before = field(page, "document_type").input_value()
    field(page, "document_type").fill("khong co loai nay")
    page.locator("[name='form.buttons.save']").click()
    expect(page.locator("#trouble")).to_contain_text("Chưa lưu được, 1 chỗ cần sửa.")
    field(page, "document_type").fill("KH")
    save(page)
    page.goto(f"{address}/edit")
    expect(field(page, "document_type")).to_have_value("Kế hoạch")
    field(page, "document_type").fill(before)
    save(page)


def test_the_pages_are_turned_beside_the_form(first):
    page = first()
    page.goto(f"{page.url}/edit")
    picture = page.locator("#peek-picture")
    if int(picture.get_attribute("data-count")) > 1:
        page.locator("#peek-after").click()
        expect(picture).to_have_attribute("src", re.compile("/page-picture/2"))
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("image => image.naturalWidth") > 0
