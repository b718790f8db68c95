"""The cells of ruled tables of born-digital pages, by pdfplumber; within a time of its own."""

from __future__ import annotations

import signal
from collections.abc import Callable
from pathlib import Path

import pdfplumber

_AGAIN_SECONDS = 0.5

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
        signal.setitimer(signal.ITIMER_REAL, self._seconds, _AGAIN_SECONDS)
        try:
            if self._file is None:
                self._file = pdfplumber.open(self._path)
            page = self._file.pages[number - 1]
            found = page.extract_tables()
            page.close()
        except MemoryError:
            raise
        except (_TimeIsUp, Exception) as cause:  # where a file breaks its assumptions, pdfminer may raise anything
            raise TablesFailed(type(cause).__name__) from cause
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, previous)
        tables = (tuple(tuple(clean(cell or "") for cell in row) for row in table) for table in found)
        return tuple(table for table in tables if sum(len(row) for row in table) > 1)


class _TimeIsUp(BaseException):
    """Not an ``Exception``, which pdfminer catches in places and goes on."""


def _time_is_up(*_: object) -> None:
    raise _TimeIsUp
