"""What may be put right in read words without guessing: noise of rules, dashes of lists, digits in dates.

Nothing here looks a word up: correction by a lexicon spoils names and numbers, and belongs to people.
"""

from __future__ import annotations

import re
from dataclasses import replace

from hoso.language import nfc

from .tesseract import ReadWord

RULE_NOISE = frozenset({"|", "||", "¦"})
DASHES = frozenset({"_", "~", "—", "–", "=", "¬", "-"})
LETTER = re.compile(r"[^\W_]")
UNSURE = 60.0
"""Confidence below which signs without a letter or digit are dirt and the lines of seals."""

DAY_OR_MONTH = re.compile(r"[0-9lI\]|]{1,2}[,.]?")
DIGITS = str.maketrans({"l": "1", "I": "1", "]": "1", "|": "1"})


def tidy(words: list[ReadWord]) -> list[ReadWord]:
    """The words of one line in normal form, without noise, a list's dash as "-", "tháng l1" as "tháng 11"."""
    words = [replace(word, text=nfc(word.text)) for word in words]
    words = [word for word in words if word.text and word.text not in RULE_NOISE]
    if len(words) > 1 and words[0].text in DASHES:
        words[0] = replace(words[0], text="-")
    words = [word for word in words if word.confidence >= UNSURE or word.text == "-" or LETTER.search(word.text)]
    for index in range(1, len(words)):
        before, word = words[index - 1], words[index]
        if before.text.lower() in ("ngày", "tháng") and DAY_OR_MONTH.fullmatch(word.text):
            words[index] = replace(word, text=word.text.translate(DIGITS))
    return words
