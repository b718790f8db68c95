"""Dates as archives have them: a year, a month, a day, a span of them, or none; the wording is kept."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from hoso.language.folding import lower
from hoso.language.normal import nfc


class PartialDateError(ValueError):
    """A text that is no date; the message, in Vietnamese, says why and what to write."""

    def __init__(self, text: str, message: str) -> None:
        super().__init__(message)
        self.text = text


class UnreadableDate(PartialDateError):
    """The wording is none of the forms known."""


class ImpossibleDate(PartialDateError):
    """The wording is a known form, but the calendar has no such day or the span runs backwards."""


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date of any precision.

    ``text`` is the wording as written; ``first`` and ``last`` the first and last day it covers, both ``None``
    for an undated document; ``iso`` the ISO 8601 form (``1998``, ``1998-06``, ``1998-06-12``, a span
    ``1998/2001``), empty when undated. Made by ``parse``.
    """

    text: str
    first: date | None
    last: date | None
    iso: str

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read a date as people write it.

        ``1998``, ``6/1998``, ``12/06/1998``, ``12-6-1998``, ``ngày 12 tháng 6 năm 1998``, ``1998-06-12``,
        spans of these (``1998-2001``, ``6/1998 - 12/1999``, ``từ … đến …``) and ``không ngày``.

        Raises UnreadableDate or ImpossibleDate.
        """
        wording = " ".join(nfc(text).split())
        plain = lower(wording)
        if plain in _UNDATED:
            return cls(wording, None, None, "")
        point = _point(plain)
        if point:
            first, last, iso = _days(wording, point)
            return cls(wording, first, last, iso)
        span = _span(plain)
        if span is None:
            raise UnreadableDate(
                wording,
                f"Không đọc được ngày “{wording[:80]}”. Hãy ghi năm (1998), tháng (6/1998), "
                "ngày (12/06/1998), khoảng (1998-2001) hoặc “không ngày”.",
            )
        first, _, iso_first = _days(wording, span[0])
        _, last, iso_last = _days(wording, span[1])
        if last < first:
            raise ImpossibleDate(wording, f"Khoảng “{wording}” kết thúc trước khi bắt đầu. Hãy đổi chỗ hai ngày.")
        return cls(wording, first, last, f"{iso_first}/{iso_last}")

    def __str__(self) -> str:
        return self.text


_UNDATED = frozenset(
    (
        "không ngày",
        "không ngày tháng",
        "không có ngày",
        "không ghi ngày",
        "không đề ngày",
        "không rõ ngày",
        "không rõ",
    )
)
_DAY, _MONTH, _YEAR = r"(?P<day>\d{1,2})", r"(?P<month>\d{1,2})", r"(?P<year>\d{4})"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?:năm )?{_YEAR}",
        rf"(?:tháng )?{_MONTH} ?[/.-] ?{_YEAR}",
        rf"tháng {_MONTH},? năm {_YEAR}",
        rf"(?:ngày )?{_DAY}(?P<mark> ?[/.-] ?){_MONTH}(?P=mark){_YEAR}",
        rf"ngày {_DAY},? tháng {_MONTH},? năm {_YEAR}",
        rf"{_YEAR}-(?P<month>\d\d)",
        rf"{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)",
    )
)
_SPAN_MARK = re.compile(r" ?[-–—] ?| (?:đến|tới) ")
_Point = tuple[int, int | None, int | None]


def _point(plain: str) -> _Point | None:
    """Year, month and day of one date, as far as given; not yet looked up in the calendar."""
    for form in _FORMS:
        match = form.fullmatch(plain)
        if match:
            found = match.groupdict()
            month, day = found.get("month"), found.get("day")
            return int(found["year"]), int(month) if month else None, int(day) if day else None
    return None


def _span(plain: str) -> tuple[_Point, _Point] | None:
    plain = plain.removeprefix("từ ")
    for mark in _SPAN_MARK.finditer(plain):
        first, last = _point(plain[: mark.start()]), _point(plain[mark.end() :])
        if first and last:
            return first, last
    return None


def _days(wording: str, point: _Point) -> tuple[date, date, str]:
    """First day, last day and ISO form of a point; raises ImpossibleDate."""
    year, month, day = point
    if year < 1:
        raise ImpossibleDate(wording, f"“{wording}”: không có năm 0. Hãy ghi năm từ 1 trở đi.")
    if month is None:
        return date(year, 1, 1), date(year, 12, 31), f"{year:04}"
    if not 1 <= month <= 12:
        raise ImpossibleDate(wording, f"“{wording}”: không có tháng {month}. Tháng từ 1 đến 12.")
    length = calendar.monthrange(year, month)[1]
    if day is None:
        return date(year, month, 1), date(year, month, length), f"{year:04}-{month:02}"
    if not 1 <= day <= length:
        name = f"Tháng {month} năm {year}" if month == 2 else f"Tháng {month}"
        raise ImpossibleDate(wording, f"“{wording}”: không có ngày {day}. {name} có {length} ngày.")
    exact = date(year, month, day)
    return exact, exact, exact.isoformat()
