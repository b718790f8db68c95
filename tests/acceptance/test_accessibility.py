"""Every screen of ours with axe-core, for whoever comes and for the staff: on a desk by day, on the narrowest phone by
night, and on paper."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from people import sign_in

pytestmark = pytest.mark.screens

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
FONDS = "phong-van-phong-uy-ban-nhan-dan-tinh"
DOSSIER = f"{FONDS}/muc-luc-01/01-to-chuc-hoat-dong-ban-chi-huy-quan-su"
DOCUMENT = f"{DOSSIER}/35-01-2026-01-001"

ANYBODY = [
    "login",
    "",
    "@@hoso-search?q=quan+su",
    "@@hoso-search?q=khongcochunaonhuthe",
    FONDS,
    f"{FONDS}/muc-luc-01",
    DOSSIER,
    DOCUMENT,
    f"{DOCUMENT}/page/1?q=quan+su",
    f"{DOCUMENT}/page/1?q=quan+su&show=text",
    f"{DOCUMENT}/@@similar",
    f"{DOSSIER}/@@document-list",
    "@@help/search",
    "@@help/thuat-ngu",
    "khong-co-gi",
]
STAFF = [
    "@@desk",
    "@@saved-searches?q=quan+su",
    "@@search-export?q=quan+su",
    "@@reading",
    "@@undescribed",
    f"{DOSSIER}/@@upload",
    f"{DOSSIER}/@@cover",
    f"{FONDS}/@@dossier-list",
    f"{FONDS}/@@box-labels",
    f"{DOSSIER}/edit",
    f"{DOSSIER}/++add++ArchivalDocument",
    f"{DOSSIER}/@@access",
    f"{DOCUMENT}/edit",
    f"{DOCUMENT}/@@page-correct/1",
]
VISITS = (
    [(None, path) for path in ANYBODY]
    + [("luutru", path) for path in ANYBODY[4:9] + STAFF]
    + [("admin", path) for path in ("@@status", "@@abbreviations")]
)


@pytest.fixture(scope="module")
def signed_in(chromium, instance):
    """``signed_in(user, width, scheme)``: a page in which that person is signed in; kept for all screens."""
    pages = {}

    def page_of(user, width, scheme):
        if (user, width) not in pages:
            context = chromium.new_context(viewport={"width": width, "height": 768}, color_scheme=scheme)
            pages[user, width] = context.new_page()
            if user:
                sign_in(pages[user, width], instance, user)
        return pages[user, width]

    yield page_of
    for page in pages.values():
        page.context.close()


@pytest.mark.parametrize(("width", "scheme"), [(1366, "light"), (320, "dark")])
@pytest.mark.parametrize(("user", "path"), VISITS)
def test_nothing_is_in_anybodys_way(signed_in, instance, user, path, width, scheme):
    page = signed_in(user, width, scheme)
    response = page.goto(f"{instance.url}/{path}")
    assert response.status == (404 if path == "khong-co-gi" else 200)
    found = Axe().run(page, options=RULES).response["violations"]
    assert [(each["id"], [node["target"] for node in each["nodes"]]) for each in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    if scheme == "light":
        assert_fits_on_paper(page)


def assert_fits_on_paper(page):
    """Printed on A4 (794 px wide), nothing runs over its edge and there is nothing that one can only click."""
    screen = page.viewport_size
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 794, "height": 1123})
    assert page.evaluate("document.documentElement.scrollWidth") <= 794
    assert page.locator(".mast nav:visible, .skip:visible, .tools:visible, main .btn:visible").count() == 0
    page.emulate_media(media="screen")
    page.set_viewport_size(screen)
