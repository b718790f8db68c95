"""Every page a person can reach, with texts in it that try to run: none does, and looking changes nothing."""

from __future__ import annotations

from io import BytesIO

import hostile
import openpyxl
import pytest
from crawling import crawl, files
from people import sign_in

pytestmark = pytest.mark.screens

LIMIT = 120
PEOPLE = (None, "luutru", "admin")


@pytest.fixture(scope="module")
def infected(instance, rest, tmp_path_factory):
    """The instance with a public dossier whose every text is hostile; afterwards it is gone."""
    box, catalogue = hostile.make(tmp_path_factory.mktemp("hostile"))
    instance.hoso("import", box, "--into", "hostile", "--catalogue", catalogue, "--level", "public", code=1)
    instance.hoso("status", "--wait")
    yield instance
    rest.ask("DELETE", f"{instance.url}/hostile")


@pytest.fixture
def open_page(chromium, infected):
    """``open_page(user)``: a page of a fresh browser, and what the browser complains of."""
    contexts = []

    def begin(user):
        context = chromium.new_context(viewport={"width": 1366, "height": 768})
        contexts.append(context)
        page, complaints = context.new_page(), []
        if user:
            sign_in(page, infected, user)
        page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
        page.on("dialog", lambda dialog: (complaints.append(f"{page.url}: {dialog.message}"), dialog.dismiss()))
        page.on(
            "console",
            lambda message: (
                complaints.append(f"{page.url}: {message.text}") if "Content Security Policy" in message.text else None
            ),
        )
        return page, complaints

    yield begin
    for context in contexts:
        context.close()


def formulas(workbook):
    """The cells of a workbook that would compute something."""
    sheets = openpyxl.load_workbook(BytesIO(workbook)).worksheets
    return [cell.coordinate for sheet in sheets for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


@pytest.mark.parametrize("user", PEOPLE)
def test_no_text_runs_and_looking_writes_nothing(infected, open_page, user):
    page, complaints = open_page(user)
    size = infected.data_fs.stat().st_size
    visited, hostile_pages, broken, written, offered = [], 0, [], [], {}
    for visit in crawl(page, infected.url, LIMIT):
        visited.append(visit.url)
        if size != (size := infected.data_fs.stat().st_size):
            written.append(visit.url)
        if visit.response.status >= 400:
            broken.append((visit.response.status, visit.url))
        assert page.evaluate("window.canary") is None, visit.url
        assert page.locator("img[src=x]").count() == 0, visit.url
        hostile_pages += hostile.SCRIPT in page.content() or "&lt;script&gt;window.canary" in page.content()
        for address in files(page):
            offered.setdefault(address.rsplit("/", 1)[-1].split("?")[0], address)
    assert complaints == []
    assert broken == []
    assert written == []
    assert len(visited) > 20 and hostile_pages > 3, visited
    for address in offered.values():
        answer = page.request.get(address)
        assert answer.status == 200, address
        assert answer.headers["x-content-type-options"] == "nosniff", address
        if address.partition("?")[0].endswith("xlsx"):
            assert formulas(answer.body()) == [], address
    assert infected.data_fs.stat().st_size == size
