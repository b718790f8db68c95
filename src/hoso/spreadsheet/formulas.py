"""Cells that a spreadsheet program would run as a formula, written so that it shows them as text.

A text that begins like a formula gets an apostrophe in front, which reading takes away again; a text that already
looks so treated gets one more, so that every text comes back as it was.
"""

from __future__ import annotations

import re

_LIKE_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_DEFUSED = re.compile(r"'+[=+\-@\t\r]")


def defused(text: str) -> str:
    """The text as it may be written into a cell."""
    return f"'{text}" if _LIKE_FORMULA.match(text) else text


def allowed(cell: str) -> str:
    """The text that a cell stands for: the inverse of ``defused``."""
    return cell[1:] if _DEFUSED.match(cell) else cell
