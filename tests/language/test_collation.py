"""The order of the Vietnamese alphabet."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoso.language import sort_key

ORDERED = [
    ["An", "Ăn", "Ẩn", "Ấn", "Dân", "Đan"],
    ["ma", "mà", "mả", "mã", "má", "mạ"],
    ["an", "an bài", "án", "án binh", "ang", "anh"],
    ["Hà Giang", "Hà Nội", "Hạ Long", "Hải Dương"],
    ["e", "ê", "g", "o", "ô", "ơ", "p", "u", "ư", "v"],
    ["Quyển 2", "Quyển 9", "Quyển 10", "Quyển 100"],
    ["1998", "Báo cáo"],
    ["08-NQ/TU", "9-NQ/TU", "15-NQ/TU"],
    ["Tờ 9a", "Tờ 9b", "Tờ 10"],
]


@pytest.mark.parametrize("ordered", ORDERED, ids=lambda words: words[0])
def test_order(ordered):
    shuffled = ordered[:]
    random.Random(4).shuffle(shuffled)
    assert sorted(shuffled, key=sort_key) == ordered
    assert len({sort_key(word) for word in ordered}) == len(ordered)


def test_case_punctuation_and_tone_placement_do_not_count():
    assert sort_key("“HÒA  bình”") == sort_key("hoà-bình")


@given(st.text(max_size=700))
def test_any_text_has_a_key(text):
    assert isinstance(sort_key(text), str)
