"""The pages of a document beside its form."""

from __future__ import annotations

from typing import Any, NamedTuple

from hoso import pages
from hoso.record import files

WIDTH = 800


class Peek(NamedTuple):
    """``url`` is that of the record; ``width`` and ``height`` those of page 1 in pixels, 0 when not known yet."""

    url: str
    count: int
    width: int
    height: int

    @property
    def picture(self) -> str:
        """Page 1."""
        return f"{self.url}/page-picture/1?w={WIDTH}"


def peek(record: Any) -> Peek | None:
    """The pages of a record's current file, ``None`` without one."""
    if files.current(record) is None:
        return None
    reading = pages.reading(record)
    if reading is None:
        return Peek(record.absolute_url(), max(1, pages.state(record).pages or 1), 0, 0)
    page = reading.page(1)
    known = page.width > 0 and page.height > 0
    return Peek(
        record.absolute_url(),
        reading.page_count,
        *((WIDTH, round(WIDTH * page.height / page.width)) if known else (0, 0)),
    )
