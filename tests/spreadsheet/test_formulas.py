"""Texts that a spreadsheet program would run."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoso.spreadsheet import allowed, defused


@pytest.mark.parametrize("text", ["=1+1", "+84", "-Lưu", "@a", "'=1", "''-x", "\t=1"])
def test_a_formula_becomes_text(text):
    assert defused(text).startswith("'")
    assert allowed(defused(text)) == text


@pytest.mark.parametrize("text", ["Quyết định", "'90", "", "1-2"])
def test_other_texts_stay(text):
    assert defused(text) == text == allowed(text)


@given(st.text(alphabet="'=+-@\ta1 "))
def test_every_text_comes_back(text):
    assert allowed(defused(text)) == text
