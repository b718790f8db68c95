"""Names and metadata of uploads: text from somebody's computer, or from whoever pretends to be one."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoso.ingest.uploads import BadRequest, parse
from hoso.ingest.uploads.errors import BadName
from hoso.ingest.uploads.names import clean_name, numbered


def encoded(text):
    return base64.b64encode(text.encode()).decode()


def test_metadata_are_base64_of_utf8():
    header = f"filename {encoded('1004 Quyết định.pdf')}, sha256 {encoded('ab')},empty"
    assert parse(header) == {"filename": "1004 Quyết định.pdf", "sha256": "ab", "empty": ""}
    assert parse("") == {}


@pytest.mark.parametrize(
    "header",
    ["filename %%%", f"filename {base64.b64encode(bytes([0xFF])).decode()}", "a YQ==,a Yg==", "a " + "YQ==" * 5_000],
)
def test_other_metadata_are_refused(header):
    with pytest.raises(BadRequest):
        parse(header)


@given(st.dictionaries(st.from_regex(r"[a-z]{1,10}", fullmatch=True), st.text(max_size=50), max_size=5))
def test_what_a_browser_encodes_is_what_is_parsed(values):
    assert parse(",".join(f"{key} {encoded(value)}" for key, value in values.items())) == values


def test_a_decomposed_name_is_the_composed_one():
    assert clean_name(" Quye\u0302\u0301t đi\u0323nh.pdf ") == "Quyết định.pdf"


@pytest.mark.parametrize(
    "name",
    ["", " ", "..", "a/b.pdf", "..\\b.pdf", "a\x00b.pdf", "a\nb.pdf", "gpj.\u202efdp", "\ud800.pdf", "ế" * 200],
)
def test_names_that_cannot_be_kept(name):
    with pytest.raises(BadName):
        clean_name(name)


@given(st.text(max_size=300))
def test_a_name_is_kept_or_refused_and_never_leads_elsewhere(name):
    try:
        kept = clean_name(name)
    except BadName:
        return
    assert kept and not set(kept) & set("/\\\x00\r\n")
    assert clean_name(kept) == kept
    assert len(numbered(kept, 999).encode()) <= 255


def test_a_number_stands_before_the_suffix():
    assert [numbered("scan.1.pdf", number) for number in (1, 2)] == ["scan.1.pdf", "scan.1 (2).pdf"]
