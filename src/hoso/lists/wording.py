"""The words of the forms: terms as the law of the day calls them, days, spans and numbers in words."""

from __future__ import annotations

import csv
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import Any

DOTS = "……………"
"""What a form has where something is to be written by hand."""

_DIGITS = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]
_GROUPS = ("", "nghìn", "triệu", "tỷ")


def word(key: str, day: date) -> str:
    """What the law in force on that day calls something; ``KeyError`` for what no law names."""
    for row in _words():
        first, last = row["valid_from"] or "0001-01-01", row["valid_to"] or "9999-12-31"
        if row["key"] == key and first <= day.isoformat() <= last:
            return row["text"]
    raise KeyError(key)


def span(first: Any, last: Any) -> str:
    """Two dates as written, ``10/01/2007 – 20/12/2010``; one where they say the same, nothing for none."""
    return " – ".join(dict.fromkeys(str(each) for each in (first, last) if each))


def place_and_day(day: date) -> str:
    """The line above the signature; the place is written by hand."""
    return f"{DOTS}, ngày {day.day:02} tháng {day.month:02} năm {day.year}"


def moment(at: datetime) -> str:
    """``14 giờ 32, 24/11/2026``."""
    return f"{at.hour} giờ {at.minute:02}, {at:%d/%m/%Y}"


def count(number: int) -> str:
    """1284 → ``1.284``."""
    return f"{number:,}".replace(",", ".")


def in_words(number: int) -> str:
    """A number below a trillion as one says it: 21 → ``hai mươi mốt``, 1005 → ``một nghìn không trăm linh năm``."""
    groups: list[int] = []
    while number or not groups:
        number, group = divmod(number, 1000)
        groups.append(group)
    spoken = [
        f"{_hundreds(group, power < len(groups) - 1)} {_GROUPS[power]}".strip()
        for power, group in reversed(list(enumerate(groups)))
        if group or len(groups) == 1
    ]
    return " ".join(spoken)


def _hundreds(group: int, something_before: bool) -> str:
    """Three digits; the hundreds are said also when they are none, where something stands before."""
    hundreds, rest = divmod(group, 100)
    tens, units = divmod(rest, 10)
    said = [f"{_DIGITS[hundreds]} trăm"] if hundreds or something_before else []
    if tens > 1:
        said.append(f"{_DIGITS[tens]} mươi")
    elif tens == 1:
        said.append("mười")
    elif units and said:
        said.append("linh")
    if units == 1 and tens > 1:
        said.append("mốt")
    elif units == 5 and tens:
        said.append("lăm")
    elif units or not said:
        said.append(_DIGITS[units])
    return " ".join(said)


@cache
def _words() -> tuple[dict[str, str], ...]:
    text = files(__package__).joinpath("data/words.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))
