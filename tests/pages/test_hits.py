import pytest

from hoso.language import Span
from hoso.pages import boxes
from hoso.recognition import Line, Page, compose

#        0123456789012345678901234
# text = "Số 1004/QĐ-UBND\nĐiều một"
TEXT, WORDS = compose(
    [
        Line((("Số", (0, 0, 1, 1), 90), ("1004/QĐ-UBND", (1, 0, 2, 1), 90))),
        Line((("Điều", (0, 1, 1, 2), 90), ("một", (1, 1, 2, 2), 90))),
    ]
)
PAGE = Page(1, 10, 10, "ocr", "image_file", 90, TEXT, WORDS)


@pytest.mark.parametrize(
    "spans, expected",
    [
        ([], []),
        ([Span(0, 2)], [0]),
        ([Span(3, 7)], [1]),
        ([Span(8, 10)], [1]),
        ([Span(3, 20)], [1, 2]),
        ([Span(21, 24), Span(0, 2)], [0, 3]),
        ([Span(0, 1), Span(1, 2)], [0]),
        ([Span(2, 3)], []),
        ([Span(15, 16)], []),
        ([Span(0, len(TEXT))], [0, 1, 2, 3]),
        ([Span(len(TEXT), len(TEXT) + 5)], []),
    ],
)
def test_the_words_that_a_span_touches(spans, expected):
    assert boxes(PAGE, spans) == [WORDS[index].box for index in expected]


def test_a_page_without_words_has_no_boxes():
    assert boxes(Page(1, 10, 10, "blank", "blank_page", None, "", ()), [Span(0, 3)]) == []
