"""Writing .csv as spreadsheet programs read it: UTF-8 with its mark, and no text that they would run."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from .formulas import defused
from .texts import fitting, printable

# Without it, Excel takes the bytes for the letters of a legacy encoding.
ENCODING = "utf-8-sig"


def write_separated(target: Path, rows: Iterable[Sequence[str | int | None]]) -> None:
    """Write rows as they come, with commas between the cells (RFC 4180)."""
    with target.open("w", encoding=ENCODING, newline="") as file:
        csv.writer(file).writerows([_cell(cell) for cell in row] for row in rows)


def _cell(value: str | int | None) -> str | int:
    if isinstance(value, str):
        return fitting(defused(printable(value)))
    return "" if value is None else value
