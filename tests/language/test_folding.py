"""Folding: one character for one, whatever the text."""

from hypothesis import given
from hypothesis import strategies as st

from hoso.language import fold, nfc
from hoso.language.folding import lower


def test_all_vietnamese_letters():
    assert fold("Quyết định ĐẶC BIỆT, Ủy ban; phường Ỷ La, Nguyễn Hữu") == (
        "quyet dinh dac biet, uy ban; phuong y la, nguyen huu"
    )


def test_compatible_letters_and_digits():
    assert fold("m² ２０１６") == "m2 2016"


def test_letters_of_other_scripts_stay():
    assert fold("İ ß 한 я") == "i ß 한 я"


@given(st.text())
def test_length_is_kept(text):
    text = nfc(text)
    assert len(fold(text)) == len(text)
    assert len(lower(text)) == len(text)


@given(st.text())
def test_idempotent_and_blind_to_case(text):
    text = nfc(text)
    assert fold(fold(text)) == fold(text)
    assert fold(lower(text)) == fold(text)
