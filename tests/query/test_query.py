"""The query language: every text has a reading, and what is printed reads the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoso.language import find, nfc
from hoso.query import MAX_LENGTH, And, Phrase, Query, Word, hits, parse


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("quyết định bãi bỏ", [Word("quyết"), Word("định"), Word("bãi"), Word("bỏ")]),
        ('đất "ủy ban  nhân dân"', [Word("đất"), Phrase("ủy ban nhân dân")]),
        ("“hồ sơ” và «mục lục»", [Phrase("hồ sơ"), Word("và"), Phrase("mục lục")]),
        ("Số: 1004/QĐ-UBND", [Word("Số"), Word("1004/QĐ-UBND")]),
        ('"số: 15/2016, ngày"', [Phrase("số: 15/2016, ngày")]),
        ('số: "15/2020', [Word("số"), Word("15/2020")]),
        ('a"b', [Word("a"), Word("b")]),
        ("(đất OR", [Word("đất"), Word("OR")]),
        ('"" - ...', []),
        ("", []),
    ],
)
def test_parse(text, parts):
    query = parse(text)
    assert query.tree == And(tuple(parts))
    assert bool(query) == bool(parts)


def test_long_text_is_cut_and_says_so():
    query = parse("đất " * MAX_LENGTH)
    assert query.cut
    assert len(query.words) == MAX_LENGTH // 4
    assert "chỉ đọc phần đầu" in query.understood()


@pytest.mark.parametrize(("text", "accented"), [("quyet dinh", False), ("quyết dinh", True), ("đat", True)])
def test_accented(text, accented):
    assert parse(text).accented is accented


def test_needles_mark_words_phrases_and_expansions():
    text = "Ủy ban nhân dân tỉnh, UBND của tỉnh\nquyết định"
    marks = find(text, parse('ubnd "tỉnh quyết"').needles())
    assert [text[m.start : m.end] for m in marks] == ["Ủy ban nhân dân", "UBND", "tỉnh\nquyết"]


def test_in_an_accented_query_a_plain_syllable_is_plain():
    text = "ban nhân dân, văn bản"
    marks = find(text, parse("ủy ban").needles())
    assert [text[m.start : m.end] for m in marks] == ["ban"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("quản lý đất", ["quản lý đất"]),
        ("quan ly", ["Quản lý", "quản lý"]),
        ("đất quản", ["Quản", "đất", "quản", "đất"]),
        ('"quản lý" đất', ["Quản lý", "đất", "quản lý đất"]),
        ("đất", ["đất", "đất"]),
    ],
)
def test_hits_are_the_words_as_typed_or_each(asked, found):
    text = "Quản lý về đất đai; quản lý đất. "
    assert [text[span.start : span.end] for span in hits(text, parse(asked))] == found


def test_words_as_typed_may_be_written_out():
    text = "Ủy ban nhân dân tỉnh và ủy ban nhân dân xã"
    assert [text[span.start : span.end] for span in hits(text, parse("ubnd tỉnh"))] == ["Ủy ban nhân dân tỉnh"]


def test_understood():
    assert parse('UBND "hồ sơ"').understood() == ("Tìm tài liệu có: UBND (hoặc “uỷ ban nhân dân”), cụm từ “hồ sơ”.")
    assert parse("").understood() == "Chưa có từ nào để tìm."


SYLLABLE = st.sampled_from(["đất", "Ủy", "ban", "15", "QĐ", "hồ", "OR", "số"])
WORDS = st.lists(SYLLABLE, min_size=1, max_size=4).map("/".join).map(Word)
PHRASES = st.lists(SYLLABLE, min_size=1, max_size=4).map(" ".join).map(Phrase)


@given(st.lists(WORDS | PHRASES, max_size=8).map(tuple).map(And))
def test_a_printed_tree_reads_the_same(tree):
    assert parse(str(tree)).tree == tree


@given(st.text() | st.text(st.sampled_from('"“”«» đấtOR():-*\n\u0301о')))
def test_any_text_is_read_printed_told_and_marked(text):
    query = parse(text)
    assert isinstance(query, Query)
    assert parse(str(query)).tree == query.tree
    assert all(part.tokens for part in query.tree.parts)
    assert query.understood()
    if query:
        assert find(nfc(text), query.needles())
