"""A person's text of a page, laid over what the machine read.

The text is the person's, wholly. Of the machine's words keep their boxes: those that stand in both texts,
found by aligning the two sequences of words; and where a run of words was replaced by a run of as many,
each new word takes the box of the one it replaces (that is a misread word put right). Any other word of the
person has no box and is not among the page's words, so it is found but not marked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime
from difflib import SequenceMatcher

from hoso.recognition import Page, Word

LONGEST = 200_000
"""Characters of a corrected page: as many as recognition keeps bytes of one."""
_MOST_ALIGNED = 5_000
"""Words above which a page is not aligned, since the time grows with the square; its words then have no
boxes.
"""


@dataclass(frozen=True, slots=True)
class Correction:
    """The text of one page as a person wrote it: ``by`` a user id, ``at`` in UTC."""

    text: str
    by: str
    at: datetime


def corrected(page: Page, correction: Correction) -> Page:
    """The page with the person's text; its quality record says who corrected it and when."""
    quality = {
        **page.quality,
        "corrected": {"by": correction.by, "at": correction.at.isoformat(timespec="seconds")},
        "needs_review": False,
    }
    return replace(page, text=correction.text, words=_placed(page.words, correction.text), quality=quality)


def _placed(words: tuple[Word, ...], text: str) -> tuple[Word, ...]:
    tokens = list(re.finditer(r"\S+", text))
    if max(len(words), len(tokens)) > _MOST_ALIGNED:
        return ()
    before = [word.text for word in words]
    after = [token[0] for token in tokens]
    placed = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal" or (tag == "replace" and i2 - i1 == j2 - j1):
            for word, token in zip(words[i1:i2], tokens[j1:j2], strict=True):
                confidence = word.confidence if tag == "equal" else 100.0
                placed.append(Word(token[0], word.box, confidence, token.start()))
    return tuple(placed)
