"""“Mục lục văn bản, tài liệu”: the documents of a dossier."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from hoso.language import fold
from hoso.record.interfaces import IFiled
from hoso.record.origin import is_described
from hoso.record.register import Row
from hoso.record.terms import term

from .errors import TooManyRows
from .model import Cell, Column, Heading, PrintedList
from .walk import records
from .whence import whence
from .wording import DOTS, count, in_words, moment, place_and_day, span, word

MAX_PRINTED = 10_000
"""Rows of a list for paper: some six hundred pages."""

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
    """The document list of a dossier as of the moment ``at``; raises ``TooManyRows``."""
    rows: list[tuple[Cell, ...] | Heading] = []
    sheets: list[int] = []
    for row, document in records(dossier):
        if not IFiled.providedBy(document):
            continue  # a volume inside has a list of its own
        if len(rows) == MAX_PRINTED:
            raise TooManyRows(MAX_PRINTED)
        rows.append((len(rows) + 1, *_cells(row, document)))
        if not row.placed:
            sheets += [each for each in _sheets(document) if each]
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


def _cells(row: Row, document: Any) -> tuple[Cell, ...]:
    return (
        document.reference,
        str(document.issued_date or ""),
        kind_and_subject(document),
        document.organ_name or "",
        row.sheets,
        "; ".join(_notes(row, document)),
    )


def kind_and_subject(document: Any) -> str:
    """``Quyết định về việc …``: the type before the subject, unless the subject begins with it."""
    found = term("document_types", document.document_type or "")
    subject = document.title or ""
    # “Quyết định của Thủ tướng Chính phủ” tells lists of terms apart; on the paper stands “Quyết định”.
    kind = found.label_vi.partition(" của ")[0].partition(" (")[0] if found else ""
    if not kind or fold(subject).startswith(fold(kind)):
        return subject
    goes_on = subject[:1].islower() or subject.startswith("V/v")
    return f"{kind} {subject}" if goes_on else f"{kind}. {subject}"


def _notes(row: Row, document: Any) -> list[str]:
    notes = [document.description] if document.description else []
    if row.placed:
        notes.append("lưu ở hồ sơ khác")
    if not is_described(document):
        notes.append("chưa mô tả")
    return notes


def _sheets(document: Any) -> tuple[int | None, int | None]:
    return getattr(document, "sheet_from", None), getattr(document, "sheet_to", None)


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
