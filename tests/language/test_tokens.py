"""Golden tokens. A change here changes the analysis: raise ANALYSIS_VERSION, so that indexes are rebuilt."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hoso.language import ANALYSIS_VERSION, analyse, fold_token, nfc, tokenize

GOLDEN = [
    ("Quyết định bãi bỏ", "quyet dinh bai bo", "quyết định bãi bỏ"),
    ("Số: 15/2016/QĐ-UBND", "so 15 2016 qd ubnd", "số 15 2016 qđ ubnd"),
    ("Luật số 63/2025/QH15;", "luat so 63 2025 qh15", "luật số 63 2025 qh15"),
    ("HÒA BÌNH, Thúy, khỏe, thủy", "hoa binh thuy khoe thuy", "hoà bình thuý khoẻ thuỷ"),
    ("hoà bình, thuý, khoẻ, thuỷ", "hoa binh thuy khoe thuy", "hoà bình thuý khoẻ thuỷ"),
    ("qúy, quý, qùa, tòan", "quy quy qua toan", "quý quý quà toàn"),
    ("của mùa búa", "cua mua bua", "của mùa búa"),
    ("TP.HCM H'Hen Đ.5a", "tp hcm h hen d 5a", "tp hcm h hen đ 5a"),
    ("100 m² (một trăm)", "100 m2 mot tram", "100 m² một trăm"),
    ("a_b\tc\u00a0d\r\ne", "a b c d e", "a b c d e"),
    ("quyê\u0301t đi\u0323nh", "quyet dinh", "quyết định"),
    ("ơ\u0306i", "oi", "ơ\u0306i"),
    ("", "", ""),
    ("…—“”()", "", ""),
]


@pytest.mark.parametrize(("text", "folded", "exact"), GOLDEN)
def test_golden_syllables(text, folded, exact):
    terms = analyse(text)
    assert ANALYSIS_VERSION == 1
    assert terms.f == folded.split()
    assert terms.x == exact.split()


def test_golden_bigrams():
    terms = analyse("Ủy ban\nnhân dân")
    assert terms.f2 == ["uy_ban", "ban_nhan", "nhan_dan"]
    assert terms.x2 == ["uỷ_ban", "ban_nhân", "nhân_dân"]
    assert analyse("một").f2 == []


def test_offsets_point_into_the_text():
    text = "Số: 15/QĐ-UBND\nngày"
    assert [(t.text, text[t.start : t.end]) for t in tokenize(text)] == [
        ("số", "Số"),
        ("15", "15"),
        ("qđ", "QĐ"),
        ("ubnd", "UBND"),
        ("ngày", "ngày"),
    ]


def test_endless_runs_are_cut():
    assert [len(token) for token in analyse("x" * 150).f] == [64, 64, 22]


@given(st.text())
def test_index_and_query_agree(text):
    terms = analyse(text)
    tokens = tokenize(nfc(text))
    assert terms.x == [token.text for token in tokens]
    assert terms.f == [fold_token(token.text) for token in tokens]
    assert all(terms.f)
    assert len(terms.f2) == len(terms.x2) == max(0, len(terms.f) - 1)


@example("A𝞤")
@given(st.text())
def test_terms_are_stable_under_their_own_analysis(text):
    terms = analyse(text)
    assert analyse(" ".join(terms.f)).f == terms.f
    assert analyse(" ".join(terms.x)).f == terms.f
