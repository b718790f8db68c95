"""What may be put right in read words without guessing: noise of rules, dashes of lists, digits in dates.

Nothing here looks a word up: correction by a lexicon spoils names and numbers, and belongs to people.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

from .tesseract import ReadWord

RULE_NOISE = frozenset({"|", "||", "¦"})
DASHES = frozenset({"_", "~", "—", "–", "=", "¬", "-"})
DAY_OR_MONTH = re.compile(r"[0-9lI\]|]{1,2}[,.]?")
DIGITS = str.maketrans({"l": "1", "I": "1", "]": "1", "|": "1"})


def tidy(words: list[ReadWord]) -> list[ReadWord]:
    """The words of one line in NFC, without strokes of rules, a list's dash as "-", "tháng l1" as "tháng 11"."""
    words = [replace(word, text=unicodedata.normalize("NFC", word.text)) for word in words]
    words = [word for word in words if word.text not in RULE_NOISE]
    if words and words[0].text in DASHES and len(words) > 1:
        words[0] = replace(words[0], text="-")
    for index in range(1, len(words)):
        before, word = words[index - 1], words[index]
        if before.text.lower() in ("ngày", "tháng") and DAY_OR_MONTH.fullmatch(word.text):
            words[index] = replace(word, text=word.text.translate(DIGITS))
    return words
