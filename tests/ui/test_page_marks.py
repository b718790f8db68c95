"""Marks of a page: what is a hit, what stands beside one, where both are on the paper."""

import pytest

from hoso.query import parse
from hoso.recognition import Line, Page, compose
from hoso.ui.page.marks import marks


def page(*lines):
    def box(row, at):
        return (50.0 * at, 20.0 * row, 50.0 * at + 40, 20.0 * row + 10)

    placed = [
        Line(tuple((word, box(row, at), 90.0) for at, word in enumerate(line.split())))
        for row, line in enumerate(lines)
    ]
    text, words = compose(placed)
    return Page(1, 595.0, 842.0, "ocr", "no_text_layer", 90.0, text, words)


def told(shown, query):
    return [(shown.text[mark.start : mark.end], mark.hit) for mark in marks(shown, parse(query))]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("giao đất", [("giao đất", 1), ("Đất", 0), ("giao đất", 2), ("đất đất", 0), ("giao đất", 3)]),
        ("đất", [("đất", 1), ("Đất", 2), ("đất\nđất đất", 3), ("đất", 4)]),
        ('"giao đất"', [("giao đất", 1), ("giao đất", 2), ("giao đất", 3)]),
        ("zzz", []),
    ],
)
def test_hits_and_what_stands_beside_them(query, expected):
    shown = page("về giao đất; Đất, giao đất", "đất đất giao đất")
    assert told(shown, query) == [(text, hit) for text, hit in expected]


def test_a_mark_has_a_box_for_each_line():
    (mark,) = marks(page("a giao", "đất b"), parse('"giao đất"'))
    assert mark.boxes == ((50.0, 0.0, 90.0, 10.0), (0.0, 20.0, 40.0, 30.0))
    (mark,) = marks(page("một giao đất hai"), parse('"giao đất"'))
    assert mark.boxes == ((50.0, 0.0, 140.0, 10.0),)


def test_marks_never_overlap_and_count_the_hits():
    shown = page(*["giao đất ở đất giao giao đất đất"] * 200)
    found = marks(shown, parse("giao đất"))
    assert all(first.end <= second.start for first, second in zip(found, found[1:], strict=False))
    assert [mark.hit for mark in found if mark.hit] == list(range(1, 401))
