"""Printed trees and texts of every kind read the same again, and no text is an error."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoso.language import PartialDate, find, nfc
from hoso.query import (
    MAX_LENGTH,
    And,
    Days,
    Field,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Text,
    Word,
    Years,
    leaves,
    parse,
)

# What texts are made of: signs of the language, names of fields, and what merely looks like them.
PIECES = (
    *'"“”«»()-*:.,…_+/\\\n\x00',
    *("đất", "rừng", "Ủy ban", "ubnd", "QĐ", "15/2016/QĐ-UBND", "02", "QH14", "a", "1.0", "12:30", "🙂", "\u0301", "о"),
    *("OR", " OR ", " HOẶC ", " HOAC ", " AND ", " NOT ", "NOT", "--", " -", "- ", "qu*", "**", "..", "2016"),
    *("số:", "Số: ", "SỐ:", "loại:", "cơ quan:", "co  quan:", "năm:", "ngày:", "người ký:", "hồ sơ:", "ho", "hồ"),
    *("year:", "date:", "signer:", "dossier:", "căn cứ:", "ngày:abc", "30/6/2016", "2016-01..2016-06", "30/2/2016"),
)

SYLLABLES = st.sampled_from(["đất", "Ủy", "ban", "15", "QĐ", "hồ", "or", "số", "không", "ho", "nam"])
WORDS = st.lists(SYLLABLES, min_size=1, max_size=3).map("/".join)
RUNS = st.lists(SYLLABLES, min_size=1, max_size=4).map(" ".join)
TEXTS = (WORDS | RUNS | st.sampled_from(["số: 15 (bản sao", "OR", "a:b"])).map(Text)
ENDS = st.integers(0, 9999)
YEARS = st.one_of(
    st.tuples(ENDS, ENDS).map(lambda ends: Years(*sorted(ends))),
    ENDS.map(lambda year: Years(year, None)),
    ENDS.map(lambda year: Years(None, year)),
)
POINTS = st.sampled_from(["2016", "1/2017", "30/6/2018"]).map(PartialDate.parse)
DAYS = st.one_of(
    st.tuples(POINTS, POINTS).map(lambda ends: Days(*sorted(ends, key=lambda end: end.first))),
    POINTS.map(lambda point: Days(point, None)),
    POINTS.map(lambda point: Days(None, point)),
)
FIELDS = st.one_of(
    st.builds(Field, st.sampled_from(["number", "type", "authority", "signer", "dossier"]), TEXTS),
    st.builds(Field, st.just("year"), YEARS),
    st.builds(Field, st.just("date"), DAYS),
)
LEAVES = WORDS.map(Word) | RUNS.map(Phrase) | st.sampled_from(["qu", "15/2016/q", "Đấ"]).map(Prefix) | FIELDS


def flat(kind, parts):
    return tuple(each for part in parts for each in (part.parts if isinstance(part, kind) else (part,)))


NODES = st.recursive(
    LEAVES,
    lambda nodes: st.one_of(
        nodes.map(lambda part: part.part if isinstance(part, Not) else Not(part)),
        st.lists(nodes, min_size=2, max_size=3).map(lambda parts: And(flat(And, parts))),
        st.lists(nodes, min_size=2, max_size=3).map(lambda parts: Or(flat(Or, parts))),
    ),
    max_leaves=10,
)
TREES = st.lists(NODES, max_size=4).map(lambda parts: And(flat(And, parts)))


@given(TREES.filter(lambda tree: sum(isinstance(leaf, Prefix) for leaf, _ in leaves(tree)) <= 20))
def test_a_printed_tree_reads_the_same(tree):
    assert parse(str(tree)).tree == tree


def check(text):
    """What holds of every text."""
    query = parse(text)
    assert isinstance(query, Query)
    printed = str(query)
    assert len(printed) <= MAX_LENGTH
    assert parse(printed).tree == query.tree
    literal = query.literally()
    assert parse(str(literal)).tree == literal.tree == parse(str(literal)).literally().tree
    assert not literal.structured
    assert query.understood() and literal.understood()
    assert all(leaf.tokens for leaf, _ in leaves(query.tree) if not isinstance(leaf, Field))
    return query


@given(st.text() | st.lists(st.sampled_from([*PIECES, " "]), max_size=40).map("".join))
def test_any_text_is_read_printed_told_and_marked(text):
    query = check(text)
    if query:
        assert find(nfc(text), query.needles()) is not None


def fuzzed(seed, count):
    """Texts of the pieces, and of any characters."""
    chosen = random.Random(seed)
    ranges = [(32, 0x250), (1, 0xD800), (0x10000, 0x11000)]
    for _ in range(count):
        if chosen.random() < 0.7:
            yield "".join(chosen.choices([*PIECES, " ", " "], k=chosen.randrange(25)))
        else:
            yield "".join(chr(chosen.randrange(*chosen.choice(ranges))) for _ in range(chosen.randrange(30)))


@pytest.mark.parametrize("count", [20_000, pytest.param(1_000_000, marks=pytest.mark.deep)])
def test_so_many_texts_and_no_exception(count):
    for text in fuzzed(count, count):
        try:
            query = parse(text)
            assert parse(str(query)).tree == query.tree
            query.understood()
        except Exception as error:
            raise AssertionError(f"{text!r}: {error!r}") from error


@pytest.mark.parametrize(
    "piece", ["(", "-(", ")", "NOT ", "a OR ", '"', "(a OR ", "-", "signer:a ", "a* ", "ngày:6/2016 "]
)
def test_long_and_deep_texts_have_a_bounded_reading(piece):
    check(piece * 1000)
    check(piece * 1000 + "x" + ")" * 900)
