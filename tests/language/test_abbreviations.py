"""Abbreviations: the table that comes with the software, and the lines a site adds."""

import pytest

from hoso.language import abbreviations
from hoso.language.abbreviations import (
    MAX_LENGTH,
    MAX_LINES,
    MeaningTooLong,
    MeaningTooShort,
    NoAbbreviation,
    NoMeaning,
    TooManyLines,
    standard,
    with_lines,
)


def test_every_row_is_one_short_word_and_several_long_ones():
    rows = list(standard())
    assert len(rows) > 120
    assert all(short.isalnum() and len(phrase) > 1 for short, phrase in rows)
    assert {"ubnd", "hdnd", "tthc", "cchc", "qppl", "gcnqsdd"} <= {short for short, _ in rows}


@pytest.mark.parametrize("typed", ["ủy ban nhân dân", "uy ban nhan dan"])
def test_the_meaning_is_known_with_and_without_accents(typed):
    tokens = ["của", *(word.replace("ủy", "uỷ") for word in typed.split()), "xã"]
    assert standard().shortened(tokens) == [(1, 5, ("ubnd",))]


def test_the_longest_meaning_is_taken():
    tokens = "tòa án nhân dân tối cao".replace("tòa", "toà").split()
    assert standard().shortened(tokens) == [(0, 6, ("tandtc",))]
    assert standard().shortened(tokens[:4]) == [(0, 4, ("tand",))]


def test_what_stands_in_every_number_is_not_looked_for_by_its_words():
    assert standard().expand("qđ")
    assert standard().shortened(["quyết", "định"]) == []


def test_lines_are_added_and_mean_more_than_one_thing():
    table = with_lines(("", "KBNNTW = Kho bạc Nhà nước Trung ương", "UBND=uỷ ban Nhân Dân lâm thời"))
    assert table.expand("kbnntw") == (("kho", "bạc", "nhà", "nước", "trung", "ương"),)
    assert table.expand("UBND".lower()) == (
        ("uỷ", "ban", "nhân", "dân"),
        ("uỷ", "ban", "nhân", "dân", "lâm", "thời"),
    )
    assert standard().expand("kbnntw") == ()


@pytest.mark.parametrize(
    ("line", "cause"),
    [
        ("UBND", NoMeaning),
        ("= ủy ban", NoMeaning),
        ("UBND = ", NoMeaning),
        ("UB ND = ủy ban nhân dân", NoAbbreviation),
        ("NĐ-CP = nghị định", NoAbbreviation),
        ("X = một", MeaningTooShort),
        ("X = " + "một " * 16, MeaningTooLong),
        ("X = a " + "b" * MAX_LENGTH, MeaningTooLong),
    ],
)
def test_every_error_names_its_line(line, cause):
    with pytest.raises(cause, match=r"^Dòng 2: ") as caught:
        with_lines(("", line))
    assert caught.value.line == 2


def test_lines_are_bounded():
    with pytest.raises(TooManyLines):
        with_lines(("",) * (MAX_LINES + 1))


def test_a_provider_says_what_is_in_force():
    table = with_lines(("XQZ = một hai",))
    before = abbreviations.provide(lambda: table)
    try:
        assert abbreviations.expand("xqz") == (("một", "hai"),)
    finally:
        abbreviations.provide(before)
    assert abbreviations.expand("xqz") == ()
