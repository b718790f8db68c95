"""Cells as spreadsheet programs take them: texts that none of them runs, and .xlsx written row by row.

Owns what a cell may hold and how a workbook is laid out, on the screen and on paper (``hoso.spreadsheet.workbook``,
imported where a workbook is written, since openpyxl is slow to load). Knows nothing of records, and never reads a file
that came from outside (``ingest`` does, within its bounds).
"""

from .formulas import allowed, defused
from .texts import LONGEST_CELL, fitting, printable

__all__ = ["LONGEST_CELL", "allowed", "defused", "fitting", "printable"]
