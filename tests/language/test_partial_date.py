"""Partial dates: the days they cover, their wording, and why a date is refused."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoso.language import ImpossibleDate, PartialDate, UnreadableDate

FORMS = [
    ("1998", "1998-01-01", "1998-12-31", "1998"),
    ("năm 1998", "1998-01-01", "1998-12-31", "1998"),
    ("6/1998", "1998-06-01", "1998-06-30", "1998-06"),
    ("06.1998", "1998-06-01", "1998-06-30", "1998-06"),
    ("tháng 6 năm 1998", "1998-06-01", "1998-06-30", "1998-06"),
    ("tháng 2/2000", "2000-02-01", "2000-02-29", "2000-02"),
    ("12/06/1998", "1998-06-12", "1998-06-12", "1998-06-12"),
    ("12-6-1998", "1998-06-12", "1998-06-12", "1998-06-12"),
    ("Ngày 12 tháng 6 năm 1998", "1998-06-12", "1998-06-12", "1998-06-12"),
    ("ngày 12/6/1998", "1998-06-12", "1998-06-12", "1998-06-12"),
    ("2016-01-05", "2016-01-05", "2016-01-05", "2016-01-05"),
    ("2016-01", "2016-01-01", "2016-01-31", "2016-01"),
    ("1998-2001", "1998-01-01", "2001-12-31", "1998/2001"),
    ("1998 – 2001", "1998-01-01", "2001-12-31", "1998/2001"),
    ("6/1998 - 12/1999", "1998-06-01", "1999-12-31", "1998-06/1999-12"),
    ("12-6-1998 - 1-7-1998", "1998-06-12", "1998-07-01", "1998-06-12/1998-07-01"),
    ("từ 1998 đến tháng 3 năm 2000", "1998-01-01", "2000-03-31", "1998/2000-03"),
]


@pytest.mark.parametrize(("text", "first", "last", "iso"), FORMS)
def test_forms(text, first, last, iso):
    value = PartialDate.parse(text)
    assert (value.first, value.last) == (date.fromisoformat(first), date.fromisoformat(last))
    assert value.iso == iso
    assert str(value) == value.text == text


def test_undated():
    value = PartialDate.parse(" Không  ngày ")
    assert (value.text, value.first, value.last, value.iso) == ("Không ngày", None, None, "")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("31/11/1998", "Tháng 11 có 30 ngày"),
        ("29/2/1999", "Tháng 2 năm 1999 có 28 ngày"),
        ("0/6/1998", "không có ngày 0"),
        ("13/1998", "không có tháng 13"),
        ("2016-00-05", "không có tháng 0"),
        ("0000", "không có năm 0"),
        ("2001-1998", "kết thúc trước khi bắt đầu"),
    ],
)
def test_impossible_dates_say_why(text, why):
    with pytest.raises(ImpossibleDate, match=why) as refused:
        PartialDate.parse(text)
    assert refused.value.text == text


@pytest.mark.parametrize("text", ["", "hôm qua", "12/6/98", "12/6-1998", "1998-2001-2003", "19980612", "x" * 5000])
def test_unreadable_dates_name_the_forms(text):
    with pytest.raises(UnreadableDate, match="không ngày") as refused:
        PartialDate.parse(text)
    assert len(str(refused.value)) < 300


@given(st.dates())
def test_every_day_in_every_form(day):
    forms = [
        f"{day.day}/{day.month}/{day.year:04}",
        f"{day:%d-%m-}{day.year:04}",
        f"ngày {day.day} tháng {day.month} năm {day.year:04}",
        day.isoformat(),
    ]
    for form in forms:
        assert (PartialDate.parse(form).first, PartialDate.parse(form).iso) == (day, day.isoformat())


@given(st.dates(max_value=date(9999, 11, 30)))
def test_a_month_ends_where_the_next_begins(day):
    last = PartialDate.parse(f"{day.month}/{day.year:04}").last
    assert last is not None
    assert (last + timedelta(days=1)).day == 1


@given(st.text())
def test_any_text_is_a_date_or_refused(text):
    try:
        value = PartialDate.parse(text)
    except (ImpossibleDate, UnreadableDate):
        return
    assert PartialDate.parse(value.text) == value
