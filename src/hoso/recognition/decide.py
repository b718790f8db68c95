"""How one page is read: the rules, in order, each with the reason code that the page will carry."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from hoso.language import legacy, nfc, syllable_share

from .look import Look

FEW_CHARACTERS = 10
BAD_SHARE = 0.02
BAD_AT_LEAST = 5
LARGE_IMAGE = 0.25
LANGUAGE_SHARE = 0.55
FEW_PIECES = 30
GOOD_COVERAGE = 0.85
UNSEEN_SHARE = 0.2
UNICODE_SHARE = 0.05
ENGLISH_SHARE = 0.1
ENOUGH_WORDS = 8

# Frequent English words that are no Vietnamese syllables: a quarter of any English prose.
_ENGLISH = re.compile(
    r"\b(?:the|of|and|for|is|with|that|by|this|are|be|as|from|it|was|which|or|shall|not|have|has|will)\b", re.IGNORECASE
)

_LEGACY_FONT = re.compile(r"(?:^|\+|\.)(?:Vn[A-Z0-9]|VNI)")

# Letters that no text in a legacy encoding has; trying those encodings costs more than reading the page.
_UNICODE_ONLY = re.compile("[\u1ea0-\u1ef9]")


@dataclass(frozen=True, slots=True)
class PageEvidence:
    """What is known of a page before it is drawn: its layer's text and characters, those that cannot be decoded or
    had to be guessed, the fonts' names, and from its content the share of the largest picture, whether anything is
    drawn and whether something may hide text."""

    text: str
    characters: int
    bad: int
    guessed: int
    words: int
    fonts: tuple[str, ...]
    image_share: float
    suspicious: bool
    empty: bool


@dataclass(frozen=True, slots=True)
class Decision:
    """The way (``legacy-convert`` is a text layer to be converted from ``encoding``) and why."""

    way: Literal["blank", "text", "legacy-convert", "ocr"]
    reason: str
    encoding: legacy.Encoding = "unicode"


def decide(page: PageEvidence, look: Callable[[], Look]) -> Decision:
    """Choose the way; ``look`` draws the page and is called only where the layer alone cannot tell."""
    if page.characters < FEW_CHARACTERS:
        return _decide_almost_empty(page, look)
    if _too_many(page.bad, page):
        return Decision("ocr", "bad_characters")
    encoding = _encoding(page)
    if _too_many(page.guessed, page) and not _is_language(page.text, encoding):
        return Decision("ocr", "bad_characters")
    has_image = page.image_share >= LARGE_IMAGE
    if has_image and not _is_language(page.text, encoding):
        return Decision("ocr", "garbage_layer")
    if has_image or page.suspicious:
        seen = look()
        if seen.covered:
            return Decision("ocr", "covered_text")
        if seen.unseen > UNSEEN_SHARE * page.words:
            return Decision("ocr", "hidden_text")
        if seen.pieces > FEW_PIECES and seen.coverage < GOOD_COVERAGE:
            return Decision("ocr", "uncovered_ink", encoding)
    if encoding != "unicode":
        return Decision("legacy-convert", f"legacy_{encoding}", encoding)
    return Decision("text", "text_layer")


def _decide_almost_empty(page: PageEvidence, look: Callable[[], Look]) -> Decision:
    """A page with next to no text: blank, a scan, or really so short (a lone page number)."""
    if page.empty:
        return Decision("blank", "blank_page")
    seen = look()
    if seen.blank:
        return Decision("blank", "blank_page")
    if page.characters and not page.bad and not page.image_share and not page.suspicious:
        return Decision("text", "text_layer")
    return Decision("ocr", "no_text_layer")


def _too_many(characters: int, page: PageEvidence) -> bool:
    return characters >= BAD_AT_LEAST and characters > BAD_SHARE * page.characters


def _encoding(page: PageEvidence) -> legacy.Encoding:
    if len(_UNICODE_ONLY.findall(page.text)) > UNICODE_SHARE * page.characters:
        return "unicode"
    encoding = legacy.detect(page.text, page.fonts)
    named = any(_LEGACY_FONT.search(name) for name in page.fonts)
    if named or (page.words >= ENOUGH_WORDS and _vietnamese_share(page.text, encoding) >= LANGUAGE_SHARE):
        return encoding
    # A few words of German or a table of signs come nearer to Vietnamese by conversion, but not near.
    return "unicode"


def _is_language(text: str, encoding: legacy.Encoding) -> bool:
    """Whether the text can be Vietnamese or English; what another program recognised badly is neither."""
    if _vietnamese_share(text, encoding) >= LANGUAGE_SHARE:
        return True
    return len(_ENGLISH.findall(text)) > ENGLISH_SHARE * len(text.split())


def _vietnamese_share(text: str, encoding: legacy.Encoding) -> float:
    return syllable_share(nfc(text) if encoding == "unicode" else legacy.convert(text, encoding))
