"""Every screen of ours with axe-core, for whoever comes and for the staff, on a desk and on the narrowest phone."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from people import sign_in

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
    f"{DOSSIER}/@@document-list",
    "@@help/search",
    "@@help/thuat-ngu",
    "khong-co-gi",
]
STAFF = [
    "@@desk",
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
    [(None, path) for path in ANYBODY] + [("luutru", path) for path in ANYBODY[4:9] + STAFF] + [("admin", "@@status")]
)


@pytest.fixture(scope="module")
def signed_in(chromium, instance):
    """``signed_in(user, width)``: a page of a browser in which that person is signed in; kept for all screens."""
    pages = {}

    def page_of(user, width):
        if (user, width) not in pages:
            page = chromium.new_context(viewport={"width": width, "height": 768}).new_page()
            if user:
                sign_in(page, instance, user)
            pages[user, width] = page
        return pages[user, width]

    yield page_of
    for page in pages.values():
        page.context.close()


@pytest.mark.parametrize("width", [1366, 320])
@pytest.mark.parametrize(("user", "path"), VISITS)
def test_nothing_is_in_anybodys_way(signed_in, instance, user, path, width):
    page = signed_in(user, width)
    response = page.goto(f"{instance.url}/{path}")
    assert response.status == (404 if path == "khong-co-gi" else 200)
    found = Axe().run(page, options=RULES).response["violations"]
    assert [(each["id"], [node["target"] for node in each["nodes"]]) for each in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
