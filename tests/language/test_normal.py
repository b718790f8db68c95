"""Normal form: equal words become equal strings, and a second pass changes nothing."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoso.language import nfc

VIETNAMESE = "ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
MARKED = st.text(st.sampled_from("aeouyd bcn.\n_1" + VIETNAMESE + "\u0302\u0306\u031b\u0300\u0301\u0323\u200bĐÐоеνê"))


@pytest.mark.parametrize("letter", VIETNAMESE + VIETNAMESE.upper())
def test_every_letter_is_composed_from_any_of_its_spellings(letter):
    decomposed = unicodedata.normalize("NFD", letter)
    backwards = decomposed[0] + decomposed[:0:-1]
    assert nfc(decomposed) == letter
    assert nfc(backwards) == letter


def test_half_composed_windows_1258():
    assert nfc("quyê\u0301t đi\u0323nh vê\u0300 viê\u0323c") == "quyết định về việc"


def test_stray_marks_are_dropped_and_detached_ones_joined():
    assert nfc("\u0301Điều\n\u0300 1 \u0323.") == "Điều\n 1 ."
    assert nfc("Ha ̀ Nô ̣i") == "Hà Nội"


def test_a_mark_without_a_composed_letter_stays_on_its_letter():
    assert nfc("ơ\u0306") == "ơ\u0306"


def test_lookalikes_only_inside_latin_words():
    assert nfc("Cоng vаn") == "Cong van"
    assert nfc("Q\u0430\u0300n") == "Qàn"
    assert nfc("Москва και α β") == "Москва και α β"
    assert nfc("Ðại học, ƉIỀU") == "Đại học, ĐIỀU"


def test_invisible_characters_go_but_the_soft_hyphen_of_tcvn3_stays():
    assert nfc("quy\u200bết\ufeff đ\u00ad") == "quyết đ\u00ad"


@given(st.text() | MARKED)
def test_idempotent_and_composed(text):
    once = nfc(text)
    assert nfc(once) == once
    assert unicodedata.is_normalized("NFC", once)


def test_half_a_character_can_be_written_afterwards():
    assert nfc("Thủ tục \ud800lạ").encode() == "Thủ tục \ufffdlạ".encode()
