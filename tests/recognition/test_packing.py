import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoso.recognition import Line, Page, compose, pack, unpack, unpack_text

words = st.text(st.characters(exclude_categories=["Cs", "Z", "C"]), min_size=1, max_size=8)
edges = st.integers(0, 100_000).map(lambda value: value / 100)
lines = st.lists(
    st.lists(st.tuples(words, st.tuples(edges, edges, edges, edges), st.integers(0, 100).map(float)), min_size=1),
    max_size=5,
)


@given(lines, st.sampled_from(["text", "ocr"]))
def test_a_page_comes_back_as_it_was(content, source):
    text, placed = compose([Line(tuple(line)) for line in content])
    page = Page(7, 595.2, 841.9, source, "text_layer", 88.5, text, placed, {"turn": 90}, ((("a", "b"), ("c", "")),))
    packed = pack(page)
    assert b"\n" not in packed
    assert unpack(packed) == page
    assert unpack_text(packed) == text


def test_the_text_is_found_whatever_it_says():
    text = 'a","words":[] "text": \\'
    page = Page(1, 595.0, 842.0, "text", "text_layer", None, text, (), {"text": "b"})
    packed = pack(page)
    assert unpack_text(packed) == text
    assert unpack_text(packed[: packed.rindex(b'"words"') + 8]) == text
    with pytest.raises(ValueError, match="not found"):
        unpack_text(packed[:90])
