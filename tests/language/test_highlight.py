"""Highlights: where a text answers, and the piece of it that is shown."""

from hypothesis import given
from hypothesis import strategies as st

from hoso.language import Needle, abbreviations, find, nfc, snippet
from hoso.language.tokens import tokenize

TEXT = "QUYẾT ĐỊNH\nVề việc bãi bỏ văn bản; bài bổ sung. Hòa giải cơ sở."


def marked(text, *needles):
    return [text[span.start : span.end] for span in find(text, needles)]


def test_accents_are_preferred_and_otherwise_ignored():
    assert marked(TEXT, Needle(("bãi", "bỏ"), True)) == ["bãi bỏ"]
    assert marked(TEXT, Needle(("bai", "bo"), False)) == ["bãi bỏ", "bài bổ"]
    assert marked(TEXT, Needle(("bại", "bó"), True)) == ["bãi bỏ", "bài bổ"]


def test_across_the_end_of_a_line_and_with_either_tone_placement():
    assert marked(TEXT, Needle(("định", "về"), True)) == ["ĐỊNH\nVề"]
    assert marked(TEXT, Needle((tokenize("hòa")[0].text, "giải"), True)) == ["Hòa giải"]


def test_neighbours_are_one_span_unless_a_sign_parts_them():
    needles = [Needle((word,), True) for word in ("văn", "bản", "bài")]
    assert marked(TEXT, *needles) == ["văn bản", "bài"]


def test_snippet_shows_the_window_with_the_longest_hits():
    text = "lẻ định. " + "x " * 200 + "về quyết định này " + "y " * 200
    spans = find(text, [Needle(("quyết",), True), Needle(("định",), True)])
    parts = snippet(text, spans, width=60)
    assert [part for part, hit in parts if hit] == ["quyết định"]
    assert parts[0][0].startswith("…") and parts[-1][0].endswith("…")
    assert len("".join(part for part, _ in parts)) <= 64


def test_snippet_without_hits_is_the_beginning():
    assert snippet("Điều 1.\n\nPhạm vi", []) == [("Điều 1. Phạm vi", False)]
    assert snippet("", []) == []


def test_abbreviations():
    assert abbreviations.expand("ubnd") == (("uỷ", "ban", "nhân", "dân"),)
    assert abbreviations.expand("hdnd") == abbreviations.expand("hđnd") == (("hội", "đồng", "nhân", "dân"),)
    assert abbreviations.expand("xyz") == ()


TEXTS = st.text(st.sampled_from("ab áà\n.,1"), max_size=400)


@given(TEXTS, st.lists(st.tuples(st.lists(st.sampled_from(["a", "b", "á", "ab"]), max_size=3), st.booleans())))
def test_spans_are_ordered_and_inside(text, needles):
    text = nfc(text)
    spans = find(text, [Needle(tuple(tokens), exact) for tokens, exact in needles])
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(a.end <= b.start for a, b in zip(spans, spans[1:], strict=False))


@given(TEXTS, st.lists(st.sampled_from(["a", "b", "á"])), st.integers(20, 100))
def test_snippet_is_the_text_and_bounded(text, words, width):
    text = nfc(text)
    parts = snippet(text, find(text, [Needle((word,), False) for word in words]), width)
    shown = "".join(part for part, _ in parts)
    assert len(shown) <= 2 * width + 4
    assert shown.strip("…").strip() in " ".join(text.split())
    assert all(part for part, _ in parts)
