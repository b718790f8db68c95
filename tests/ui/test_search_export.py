"""Results as files, with chosen columns; addresses that name a search for good."""

from __future__ import annotations

import csv
import unicodedata
from io import BytesIO
from urllib.parse import parse_qs, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as some
from lxml import html
from openpyxl import load_workbook

from hoso.lists import results
from hoso.search.facets import FACETS
from hoso.ui.search.state import LAST_PAGE, SORTS, SearchState

SECRET = "Văn bản mật danh"


@pytest.fixture
def get(archive, portal, browse):
    """``get(person, name, **form)``: the browser with an address of the site."""

    def opened(person, name, **form):
        browser = browse(person)
        browser.open(f"{portal.absolute_url()}/@@{name}?{urlencode(form, doseq=True)}")
        return browser

    return opened


def table(browser):
    """The rows of a .csv or .xlsx."""
    assert browser.headers["Status"].startswith("200"), browser.contents
    body = browser._response.body
    if browser.headers["Content-Type"].startswith("text/csv"):
        return list(csv.reader(body.decode("utf-8-sig").splitlines(keepends=True)))
    sheet = load_workbook(BytesIO(body)).worksheets[0]
    return [["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]


@pytest.mark.parametrize("name", ["search-xlsx", "search-csv"])
def test_the_chosen_columns_in_the_order_of_the_table(get, name):
    rows = table(get("archivist", name, q="đơn giản", column=["pages", "title", "number", "unknown"]))
    assert rows == [
        ["Số, ký hiệu", "Tiêu đề, trích yếu", "Các trang khớp đầu tiên"],
        ["1004/QĐ-UBND", "Quyết định thông qua phương án", rows[1][2]],
    ]
    assert sorted(rows[1][2].split(", ")) == ["1", "3"]


def test_both_kinds_of_files_say_the_same_and_without_a_choice_all_that_is_quick(get):
    found = [table(get("archivist", name, q="", sort="title")) for name in ("search-xlsx", "search-csv")]
    assert found[0] == found[1]
    assert len(found[0][0]) == len(results.ORDINARY) == len(results.COLUMNS) - 1
    assert SECRET in sum(found[1], [])


@pytest.mark.parametrize("person", [None, "member", "stranger"])
def test_a_csv_holds_nothing_that_is_hidden_and_runs_nothing(get, person):
    rows = table(get(person, "search-csv", q=""))
    assert not any(SECRET in cell for row in rows for cell in row)
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)


def test_a_csv_that_is_cut_says_so(get, monkeypatch):
    monkeypatch.setattr(results, "MAX_HITS", 2)
    monkeypatch.setattr(results, "MAX_SIZE", 2)
    *_rows, last = table(get("archivist", "search-csv", q="", column=["number", "date"]))
    assert last[-1].startswith("Bị cắt")


def test_the_page_of_columns_keeps_the_search_and_leads_to_both_files(get, browse):
    browser = get("archivist", "search-export", q="đơn giản", kind="ArchivalDocument", sort="number", page="3")
    browser.getControl(name="column").value = ["number", "title"]
    page = html.fromstring(browser.contents)
    assert page.xpath("//button/@formaction")[0].endswith("@@search-csv")
    checked = set(page.xpath("//input[@name='column'][@checked]/@value"))
    assert checked == set(results.ORDINARY)
    kept = {(field.get("name"), field.get("value")) for field in page.xpath("//main//input[@type='hidden']")}
    assert {("q", "đơn giản"), ("kind", "ArchivalDocument"), ("sort", "number")} <= kept
    browser.getControl("Lưu .xlsx").click()
    assert table(browser)[1] == ["1004/QĐ-UBND", "Quyết định thông qua phương án"]


filters = some.lists(some.tuples(some.sampled_from(sorted(FACETS)), some.text("aă 1/=&+#%", min_size=1, max_size=9)))
states = some.builds(
    SearchState,
    text=some.text(max_size=40),
    within=some.sampled_from(["", "0" * 32]),
    filters=filters.map(lambda pairs: tuple((name, value.strip() or "x") for name, value in pairs[:9])),
    sort=some.sampled_from(sorted(SORTS)),
    page=some.integers(1, LAST_PAGE),
)


def reread(address):
    form = parse_qs(address, keep_blank_values=True)
    return SearchState.from_form({name: values if len(values) > 1 else values[0] for name, values in form.items()})


@given(states)
def test_an_address_names_a_search_for_good(state):
    once = reread(state.query_string)
    assert reread(once.query_string) == once
    assert once.query_string == reread(once.query_string).query_string
    assert (once.within, set(once.filters), once.sort, once.page) == (
        state.within,
        set(state.filters),
        state.sort,
        state.page,
    )


@given(states)
def test_the_same_search_has_the_same_address_however_it_was_come_by(state):
    backwards = SearchState(state.text, state.within, state.filters[::-1], state.sort, state.page)
    assert backwards.query_string == state.query_string
    decomposed = reread(urlencode({"q": unicodedata.normalize("NFD", "thủ tục")}))
    assert decomposed == reread(urlencode({"q": "thủ tục"}))


def test_the_page_tells_its_address(get, portal):
    page = html.fromstring(get("archivist", "hoso-search", year="2016", kind="LegalAct", q="a", page="1").contents)
    assert page.xpath("//link[@rel='canonical']/@href") == [
        f"{portal.absolute_url()}/@@hoso-search?q=a&kind=LegalAct&year=2016"
    ]
