"""What the text of a cell may consist of, and how long it may be."""

from __future__ import annotations

import re

LONGEST_CELL = 32_767
"""Characters that Excel keeps of a cell; it calls a file with a longer one damaged."""

_CUT = " … [bị cắt: một ô chỉ chứa 32.767 ký tự]"
# Control characters, and what is no character of XML at all.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """The text without the characters that .xlsx and .docx cannot hold."""
    return _UNPRINTABLE.sub("", text)


def fitting(text: str) -> str:
    """The text as long as a cell may be; one that was cut says so at its end."""
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - len(_CUT)] + _CUT
