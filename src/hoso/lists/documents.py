"""“Mục lục văn bản, tài liệu”: the documents of a dossier."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from hoso.language import fold
from hoso.record.register import Row
from hoso.record.terms import term

from .errors import TooManyRows
from .model import Cell, Column, Heading, PrintedList
from .walk import entries, known
from .whence import whence
from .wording import DOTS, count, in_words, moment, place_and_day, span, word

MAX_PRINTED = 10_000
"""Rows of a list for paper: some nine hundred pages."""

FILED = ("ArchivalDocument", "LegalAct")
_NUMBERS = re.compile(r"\d+")

COLUMNS = (
    Column("Số TT", 10, "right"),
    Column("Số, ký hiệu văn bản", 28),
    Column("Ngày, tháng, năm văn bản", 20),
    Column("Tên loại và trích yếu nội dung văn bản", 54),
    Column("Tác giả văn bản", 23),
    Column("Tờ số", 16, "right"),
    Column("Ghi chú", 14),
)


def document_list(dossier: Any, at: datetime) -> PrintedList:
    """The document list of a dossier as of the moment ``at``; wakes no document. Raises ``TooManyRows``."""
    rows: list[tuple[Cell, ...] | Heading] = []
    sheets: list[int] = []
    for row, brain in entries(dossier):
        if brain.portal_type not in FILED:
            continue  # a volume inside has a list of its own
        if len(rows) == MAX_PRINTED:
            raise TooManyRows(MAX_PRINTED)
        rows.append((len(rows) + 1, *_cells(row, brain)))
        if not row.placed:
            sheets += map(int, _NUMBERS.findall(row.sheets))
    place = whence(dossier)
    return PrintedList(
        name="MỤC LỤC VĂN BẢN, TÀI LIỆU",
        left=(place.archive, place.fonds_line),
        right=(f"Mục lục số: {place.series or DOTS}", f"Hồ sơ số: {dossier.file_notation or DOTS}"),
        about=_about(dossier, at),
        columns=COLUMNS,
        rows=rows,
        closing=_closing(len(rows), sheets, at),
        signs=("Người kiểm tra", "Người lập"),
        place_and_day=place_and_day(at.date()),
    )


def _cells(row: Row, brain: Any) -> tuple[Cell, ...]:
    return (
        known(brain, "reference"),
        known(brain, "dated"),
        kind_and_subject(known(brain, "document_type"), brain.Title or brain.getId),
        known(brain, "author"),
        row.sheets,
        "; ".join(_notes(row, brain)),
    )


def kind_and_subject(document_type: str, subject: str) -> str:
    """``Quyết định về việc …``: the type before the subject, unless the subject begins with it."""
    found = term("document_types", document_type)
    # “Quyết định của Thủ tướng Chính phủ” tells lists of terms apart; on the paper stands “Quyết định”.
    kind = found.label_vi.partition(" của ")[0].partition(" (")[0] if found else ""
    if not kind or fold(subject).startswith(fold(kind)):
        return subject
    goes_on = subject[:1].islower() or subject.startswith("V/v")
    return f"{kind} {subject}" if goes_on else f"{kind}. {subject}"


def _notes(row: Row, brain: Any) -> list[str]:
    notes = [known(brain, "Description")]
    if row.placed:
        notes.append("lưu ở hồ sơ khác")
    if brain.described is False:
        notes.append("chưa mô tả")
    return [note for note in notes if note]


def _about(dossier: Any, at: datetime) -> str:
    retention = term("retention", dossier.retention or "")
    parts = (
        dossier.title,
        f"Thời gian: {dates}" if (dates := span(dossier.start_date, dossier.end_date)) else "",
        f"{word('retention', at.date())}: {retention.label_vi}" if retention else "",
    )
    return ". ".join(part.rstrip(".") for part in parts if part) + "."


def _closing(number: int, sheets: list[int], at: datetime) -> str:
    numbered = f", đánh số tờ từ {min(sheets)} đến {max(sheets)}" if sheets else ""
    return (
        f"Mục lục này gồm {count(number)} văn bản, tài liệu (bằng chữ: {in_words(number)}){numbered}. "
        f"Lập từ hệ thống Hồ sơ lúc {moment(at)}; khớp với hồ sơ tại thời điểm lập."
    )
