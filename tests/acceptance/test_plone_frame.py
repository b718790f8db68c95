"""Plone's own screens in a browser: no script breaks in our frame, the editor and its dialogues work."""

import re

import pytest
from playwright.sync_api import expect

# Beside the control panels that the list of them links to.
pytestmark = pytest.mark.screens

MORE = ["/@@usergroup-userprefs", "/@@usergroup-groupprefs", "/@@usergroup-controlpanel", "/@@member-fields"]
# Plone gives this one a frame of its own, so that a broken theme can be mended.
UNTHEMED = "/@@theming-controlpanel"
PERSONAL = ["/@@personal-information", "/@@personal-preferences", "/@@change-password"]


def in_our_frame(page):
    """The head is ours, and nothing of the page lies beside the screen."""
    expect(page.locator(".mast .mast-name")).to_be_visible()
    expect(page.locator("main, [role=main]")).to_have_count(1)
    assert page.evaluate("getComputedStyle(document.body).fontFamily").startswith('"Sobo Sans"')


def test_every_control_panel_opens(visit, instance):
    page = visit("admin")
    page.goto(f"{instance.url}/@@overview-controlpanel")
    in_our_frame(page)
    panels = page.eval_on_selector_all(".configlets a", "links => links.map(link => link.href)")
    assert len(panels) > 20
    for address in [*panels, *(instance.url + each for each in MORE + PERSONAL)]:
        # Zope's own management screens are not Plone's.
        if "/manage_" in address:
            continue
        response = page.goto(address, wait_until="networkidle")
        assert response.status == 200, address
        assert "@@confirm-action" not in page.url, "asked before it could be shown, because it would write"
        if UNTHEMED not in address:
            in_our_frame(page)


def test_pages_around_signing_in_open(visit, instance):
    page = visit()
    for address in ("/login", "/@@login-help", "/@@mail_password_form", "/passwordreset/0123456789", "/logged-out"):
        response = page.goto(instance.url + address, wait_until="networkidle")
        assert response.status == 200, address
        in_our_frame(page)
    page.goto(f"{instance.url}/@@login-help")
    page.get_by_label("Tên đăng nhập").fill("canbo")
    assert "Reset" not in page.inner_text("main, [role=main]")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_editor_and_its_link_dialogue(visit, instance, scheme):
    page = visit("admin")
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{instance.url}/++add++News%20Item", wait_until="networkidle")
    in_our_frame(page)
    page.locator("#form-widgets-IDublinCore-title, [name='form.widgets.IDublinCore.title']").fill("Tin thử")
    editor = page.frame_locator(".tox-edit-area__iframe").locator("body")
    editor.click()
    page.keyboard.type("Toàn văn")
    page.keyboard.press("Control+a")
    ground = editor.evaluate("body => getComputedStyle(body).backgroundColor")
    assert ground == page.evaluate("getComputedStyle(document.body).backgroundColor")
    link = page.locator("[data-mce-name=plonelink]")
    if not link.is_visible():
        page.locator("[data-mce-name=overflow-button]").click()
    link.click()
    dialogue = page.locator(".modal.show")
    expect(dialogue.get_by_role("button", name="Chèn", exact=True)).to_be_visible()
    dialogue.get_by_role("tab", name="Ngoài").or_(dialogue.get_by_text("Ngoài", exact=True)).first.click()
    dialogue.locator("[name=external]").first.fill("https://example.org/")
    dialogue.get_by_role("button", name="Chèn", exact=True).click()
    expect(editor.locator("a")).to_have_attribute("href", "https://example.org/")
    page.get_by_role("button", name="Bỏ", exact=True).click()
    page.wait_for_url(re.compile(r"/hoso/?$"))


def test_choosing_content_for_a_link(visit, instance):
    page = visit("admin")
    page.goto(f"{instance.url}/++add++Document", wait_until="networkidle")
    page.get_by_role("link", name="Phân loại").click()
    page.locator(
        ".content-browser-selected-items-wrapper button, .content-browser-selected-items-wrapper a"
    ).first.click()
    expect(page.locator(".content-browser")).to_be_visible()
    expect(page.locator(".content-browser")).to_contain_text("Phông")


def test_wrong_password_then_the_right_one(visit, instance):
    page = visit()
    page.goto(f"{instance.url}/login?came_from={instance.url}/@@hoso-search?q=a")
    page.get_by_label("Tên đăng nhập").fill("canbo")
    page.get_by_label("Mật khẩu").fill("sai")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Tên hoặc mật khẩu không đúng")
    expect(page.get_by_label("Mật khẩu")).to_be_focused()
    page.keyboard.type(instance.accounts["canbo"]["password"])
    page.keyboard.press("Enter")
    page.wait_for_url("**/@@hoso-search?q=a")
