"""The cells of ruled tables of born-digital pages, by pdfplumber; within a time of its own."""

from __future__ import annotations

import signal
from collections.abc import Callable
from pathlib import Path

import pdfplumber
from pdfminer.pdfexceptions import PDFException
from pdfminer.psexceptions import PSException

Table = tuple[tuple[str, ...], ...]


class TablesFailed(Exception):
    """The tables could not be taken out, though the page's words could; says why, for the quality record."""


class TableReader:
    """Finds tables in one PDF file, which it opens at the first page asked for."""

    def __init__(self, path: Path, seconds: int) -> None:
        self._path = path
        self._seconds = seconds
        self._file: pdfplumber.PDF | None = None

    def read(self, number: int, clean: Callable[[str], str]) -> tuple[Table, ...]:
        """The tables of a page, each row by row, every cell through ``clean``; tables of one cell are none.

        Raises ``TablesFailed`` when time is up or pdfplumber cannot make sense of the page.
        """
        previous = signal.signal(signal.SIGALRM, _time_is_up)
        signal.alarm(self._seconds)
        try:
            if self._file is None:
                self._file = pdfplumber.open(self._path)
            page = self._file.pages[number - 1]
            found = page.extract_tables()
            page.close()
        except _ODD_FILES as cause:
            raise TablesFailed(type(cause).__name__) from cause
        finally:
            signal.alarm(0)
            signal.signal(signal.SIGALRM, previous)
        tables = (tuple(tuple(clean(cell or "") for cell in row) for row in table) for table in found)
        return tuple(table for table in tables if sum(len(row) for row in table) > 1)


class _TimeIsUp(Exception):
    pass


# pdfminer raises plain errors of Python where a file breaks its assumptions.
_ODD_FILES = (
    _TimeIsUp, PDFException, PSException, ValueError, TypeError, LookupError, AttributeError, ArithmeticError,
    AssertionError, RecursionError, OSError, NotImplementedError,
)  # fmt: skip


def _time_is_up(*_: object) -> None:
    raise _TimeIsUp
