"""“Mục lục hồ sơ”: the dossiers of a series or of a whole fonds."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from hoso.record.interfaces import IFonds
from hoso.record.shelf import address
from hoso.record.terms import term

from .errors import TooManyRows
from .model import Cell, Column, Heading, PrintedList
from .walk import dossiers
from .whence import whence
from .wording import DOTS, count, in_words, moment, place_and_day, span, word

MAX_PRINTED = 5_000
"""Dossiers of a list for paper; each of them is woken."""


def columns(at: datetime) -> tuple[Column, ...]:
    """The columns, named as the law of the day does."""
    return (
        Column("Số TT", 10, "right"),
        Column("Số, ký hiệu hồ sơ", 20),
        Column("Tiêu đề hồ sơ", 52),
        Column("Thời gian tài liệu", 25),
        Column(word("retention", at.date()), 18),
        Column("Số tờ", 11, "right"),
        Column("Hộp số", 13),
        Column("Ghi chú", 16),
    )


def dossier_list(container: Any, at: datetime) -> PrintedList:
    """The dossier list of a fonds or series as of the moment ``at``; raises ``TooManyRows``."""
    rows: list[tuple[Cell, ...] | Heading] = []
    number, sheets, series = 0, 0, None
    for found in dossiers(container):
        if number == MAX_PRINTED:
            raise TooManyRows(MAX_PRINTED)
        if IFonds.providedBy(container) and found.series is not None and found.series is not series:
            series = found.series
            rows.append(Heading(series_heading(series)))
        number += 1
        sheets += found.dossier.sheet_count or 0
        rows.append((number, *_cells(found.dossier)))
    place = whence(container)
    return PrintedList(
        name="MỤC LỤC HỒ SƠ",
        left=(place.archive, place.fonds_line),
        right=(f"Mục lục số: {place.series or DOTS}",) if not IFonds.providedBy(container) else (),
        about="" if IFonds.providedBy(container) else container.title,
        columns=columns(at),
        rows=rows,
        closing=_closing(number, sheets, at),
        signs=("Người kiểm tra", "Người lập"),
        place_and_day=place_and_day(at.date()),
    )


def series_heading(series: Any) -> str:
    """A series as a line of a list: its number where it has one, and its name."""
    if series.number and str(series.number) not in series.title:
        return f"Mục lục số {series.number}. {series.title}"
    return series.title


def _cells(dossier: Any) -> tuple[Cell, ...]:
    retention = term("retention", dossier.retention or "")
    return (
        dossier.file_notation or "",
        dossier.title,
        span(dossier.start_date, dossier.end_date),
        retention.label_vi if retention else "",
        dossier.sheet_count if dossier.sheet_count is not None else "",
        bare(address(dossier).box, "hộp"),
        dossier.description or "",
    )


def bare(value: str, label: str) -> str:
    """``Hộp 12`` → ``12``, for a column that says what its numbers are."""
    return value[len(label) :].strip(" :") if value.lower().startswith(label) else value


def _closing(number: int, sheets: int, at: datetime) -> str:
    counted = f", {count(sheets)} tờ" if sheets else ""
    return (
        f"Mục lục này gồm {count(number)} hồ sơ (bằng chữ: {in_words(number)}){counted}. "
        f"Lập từ hệ thống Hồ sơ lúc {moment(at)}; khớp với kho tại thời điểm lập."
    )
