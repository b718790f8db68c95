"""Figures that renew themselves in a browser."""

import json

from playwright.sync_api import expect

ARCHIVIST = "luutru"


def answers(page, *replies):
    """What the script hears, one after the other; the last again and again."""
    left = list(replies)

    def reply(route):
        now = left.pop(0) if len(left) > 1 else left[0]
        if now is None:
            route.abort()
        else:
            route.fulfill(content_type="application/json", body=json.dumps(now))

    page.route("**/@@reading-live", reply)


def reading(share, pages, busy=True):
    return {"busy": busy, "share": share, "figures": {"pages": [pages, "/ 60 trang"], "waiting": ["2", "tệp"]}}


def test_figures_follow_the_server_until_all_is_done(visit, instance):
    page = visit(ARCHIVIST)
    answers(page, reading(250, "15"), reading(500, "30"), reading(0, "–", busy=False))
    page.goto(f"{instance.url}/@@reading")
    expect(page.locator("[data-figure=pages] span")).to_have_text("15")
    expect(page.locator(".live > progress")).to_have_js_property("value", 250)
    expect(page.locator(".live > progress")).to_be_visible()
    expect(page.locator("[data-figure=pages] span")).to_have_text("30")
    expect(page.locator("[data-said]")).to_have_text("Đã xong. Bấm Cập nhật để xem danh sách mới.")
    expect(page.locator(".live > progress")).to_be_hidden()


def test_without_script_the_link_renews_them(visit, instance):
    page = visit(ARCHIVIST, scripts=False)
    page.goto(f"{instance.url}/@@reading?state=waiting")
    page.get_by_role("link", name="Cập nhật").click()
    expect(page.locator("[data-figure=waiting]")).to_be_visible()
