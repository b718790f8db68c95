"""Takes the pictures beside this file from a running demo: ``python docs/pictures/take.py ADDRESS``, see
``scripts/pictures``.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path
from urllib.parse import quote

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from hoso.home import Home
from hoso.setup import accounts

HERE = Path(__file__).parent
SIZE = {"width": 1366, "height": 768}
LARGEST = 80_000
# Share of the picture's side, number of colours: with fewer colours than these, states lose theirs.
STEPS = ((1, 128), (1, 64), (0.75, 64), (0.75, 48), (0.6, 48), (0.5, 48), (0.4, 48))
DOSSIER = "phong-van-phong-uy-ban-nhan-dan-tinh/muc-luc-01/02-cong-tac-tu-phap"
ARCHIVIST, ADMINISTRATOR = "luutru", "admin"
# Picture → who looks, and where.
VIEWS = {
    "home": (None, ""),
    "search": (None, f"@@hoso-search?q={quote('biện pháp bảo đảm')}"),
    "document": (None, "304-2025-nd-cp"),
    "dossier": (ARCHIVIST, DOSSIER),
    "upload": (ARCHIVIST, f"{DOSSIER}/@@upload"),
    "list": (ARCHIVIST, f"{DOSSIER}/@@document-list"),
    "desk": (ARCHIVIST, "@@desk"),
    "reading": (ARCHIVIST, "@@reading"),
    "status": (ADMINISTRATOR, "@@status"),
}


def main(address: str) -> None:
    """Take all pictures."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        pages = {user: opened(browser, address, user) for user in (None, ARCHIVIST, ADMINISTRATOR)}
        for name, (user, path) in VIEWS.items():
            pages[user].goto(f"{address}/{path}")
            take(pages[user], name)
        reader = pages[None]
        reader.goto(f"{address}/{VIEWS['search'][1]}")
        reader.locator(".hits a").first.click()
        take(reader, "page")
        archivist = pages[ARCHIVIST]
        archivist.goto(f"{address}/@@undescribed")
        archivist.locator("tbody .ttl a").first.click()
        archivist.goto(f"{archivist.url}/edit")
        take(archivist, "describing")
        browser.close()


def opened(browser: Browser, address: str, user: str | None) -> Page:
    """A page of that user's, signed in."""
    page = browser.new_context(viewport=SIZE, locale="vi-VN").new_page()
    if user:
        password = next(each.password for each in accounts.read(Home.from_environment()) if each.user == user)
        page.goto(f"{address}/login")
        page.locator("[name=__ac_name]").fill(user)
        page.locator("[name=__ac_password]").fill(password)
        page.locator("button[name='buttons.login']").click()
        page.wait_for_load_state()
    return page


def take(page: Page, name: str) -> None:
    """Write the picture of what the page shows, with as many colours and points as make it small enough."""
    page.wait_for_load_state("networkidle")
    whole = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    for share, colours in STEPS:
        picture = whole.resize([round(share * side) for side in whole.size], Image.Resampling.LANCZOS)
        data = io.BytesIO()
        picture.quantize(colours, dither=Image.Dither.NONE).save(data, "PNG", optimize=True)
        if data.tell() <= LARGEST:
            break
    (HERE / f"{name}.png").write_bytes(data.getvalue())
    print(f"{name}.png {data.tell()} bytes, {picture.width} points wide, {colours} colours")


if __name__ == "__main__":
    main(sys.argv[1])
