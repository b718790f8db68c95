"""The words of the forms."""

from datetime import date

import pytest

from hoso.language import PartialDate
from hoso.lists import wording


@pytest.mark.parametrize(
    "number, words",
    [
        (0, "không"),
        (5, "năm"),
        (10, "mười"),
        (15, "mười lăm"),
        (21, "hai mươi mốt"),
        (25, "hai mươi lăm"),
        (40, "bốn mươi"),
        (101, "một trăm linh một"),
        (111, "một trăm mười một"),
        (230, "hai trăm ba mươi"),
        (1000, "một nghìn"),
        (1005, "một nghìn không trăm linh năm"),
        (12_345, "mười hai nghìn ba trăm bốn mươi lăm"),
        (1_000_020, "một triệu không trăm hai mươi"),
        (2_000_000_001, "hai tỷ không trăm linh một"),
    ],
)
def test_numbers_as_one_says_them(number, words):
    assert wording.in_words(number) == words


def test_a_term_is_called_as_the_law_of_the_day_calls_it():
    assert wording.word("retention", date(2025, 6, 30)) == "Thời hạn bảo quản"
    assert wording.word("retention", date(2025, 7, 1)) == "Thời hạn lưu trữ"
    with pytest.raises(KeyError):
        wording.word("nothing", date(2025, 7, 1))


def test_spans_keep_the_wording():
    day = PartialDate.parse
    assert wording.span(day("6/1998"), day("không ngày")) == "6/1998 – không ngày"
    assert wording.span(day("1998"), day("1998")) == "1998"
    assert wording.span(None, None) == ""
