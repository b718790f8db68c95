"""Lists in a browser: the button that prints, what comes onto paper, files that Office opens."""

import re

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from docx import Document
from openpyxl import load_workbook

pytestmark = pytest.mark.screens

ROWS = 230
AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture(scope="module")
def dossier(instance):
    """The address of a dossier of the demo."""
    hits = instance.ask("luutru", "ban chỉ huy quân sự")
    return next(f"{instance.url}/{path.rpartition('/')[0]}" for path, _, pages in hits if pages)


@pytest.fixture
def page(visit, dossier):
    """The document list of the dossier, seen by an archivist."""
    page = visit("luutru")
    page.goto(f"{dossier}/@@document-list")
    return page


def printed(page, tmp_path):
    """The texts of the pages that come onto paper."""
    path = tmp_path / "list.pdf"
    page.pdf(path=path, prefer_css_page_size=True)
    document = pypdfium2.PdfDocument(path)
    return [sheet.get_textpage().get_text_bounded() for sheet in document]


def test_the_button_prints(page):
    page.evaluate("window.print = () => { window.printed = true }")
    page.get_by_role("button", name="In", exact=True).click()
    assert page.evaluate("window.printed")


def test_without_script_there_is_no_dead_button(visit, dossier):
    page = visit(None, scripts=False)
    page.goto(f"{dossier}/@@document-list")
    assert page.get_by_text("Ctrl + P").is_visible()
    assert not page.get_by_role("button", name="In", exact=True).is_visible()


def test_a_long_list_breaks_over_pages_with_its_head(page, tmp_path):
    page.evaluate(
        """rows => {
            const body = document.querySelector(".a4 tbody"), row = body.rows[0];
            body.replaceChildren(...Array.from({length: rows}, (_, index) => {
                const copy = row.cloneNode(true);
                copy.cells[3].textContent = `[${index + 1}] về việc rà soát thủ tục`;
                return copy;
            }));
        }""",
        ROWS,
    )
    sheets = printed(page, tmp_path)
    assert len(sheets) > 5
    for number, text in enumerate(sheets, 1):
        assert f"{number} / {len(sheets)}" in text
        assert "Tải .docx" not in text and "Đăng xuất" not in text
        if "[" in text:
            assert "Tên loại và trích yếu" in " ".join(text.split())
    assert re.findall(r"\[(\d+)\]", " ".join(sheets)) == [str(number) for number in range(1, ROWS + 1)]
    assert "Người lập" in sheets[-1]


def test_a_cover_is_one_sheet(page, dossier, tmp_path):
    page.goto(f"{dossier}/@@cover")
    (text,) = printed(page, tmp_path)
    assert "HỒ SƠ" in text and "Thời hạn lưu trữ" in text
    assert "1 / 1" not in text


def test_the_files_open(page, tmp_path):
    for suffix in ("docx", "xlsx"):
        with page.expect_download() as download:
            page.get_by_role("link", name=f".{suffix}").click()
        path = tmp_path / f"list.{suffix}"
        download.value.save_as(path)
        assert download.value.suggested_filename.endswith(f".{suffix}")
        if suffix == "docx":
            assert Document(path).tables
        else:
            assert load_workbook(path).worksheets[0].max_row > 5


@pytest.mark.parametrize("name", ["document-list", "cover", "box-labels"])
@pytest.mark.parametrize("width", [1366, 320])
def test_nothing_is_in_the_way(visit, dossier, name, width):
    page = visit("luutru", width=width)
    page.goto(f"{dossier}/@@{name}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert Axe().run(page, options=AXE).response["violations"] == []
