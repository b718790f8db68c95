"""Lower case and folding, character by character: an offset in the result is an offset in the text."""

from __future__ import annotations

import unicodedata


class _CharacterMap(dict[int, str]):
    """A table for ``str.translate`` filled on demand, always one character for one."""

    def __missing__(self, code: int) -> str:
        value = self[code] = self.convert(chr(code))
        return value

    def convert(self, character: str) -> str:
        raise NotImplementedError


class _Lower(_CharacterMap):
    def convert(self, character: str) -> str:
        return character.lower()[0]


class _Folded(_CharacterMap):
    def convert(self, character: str) -> str:
        if not character.isalnum():
            return character
        compatible = unicodedata.normalize("NFKC", character)
        # Of other alphabets the plain letter would be taken for a Latin one that it looks like.
        if len(compatible) == 1 and compatible.isalnum() and compatible.isascii():
            character = compatible
        character = character.lower()[0]
        base, *marks = unicodedata.normalize("NFD", character)
        if not all(unicodedata.combining(mark) for mark in marks):
            return character  # a Hangul syllable, say: its parts are letters, not marks
        return "d" if base == "đ" else base


_LOWER = _Lower()
_FOLDED = _Folded()


def lower(text: str) -> str:
    """The text in lower case, letter by letter and so of the same length."""
    lowered = text.lower()
    # Python lengthens a few foreign letters and looks at the neighbours of a sigma.
    if len(lowered) == len(text) and "Σ" not in text:
        return lowered
    return text.translate(_LOWER)


def fold(text: str) -> str:
    """The text without case and diacritics, đ as d; as long as the text, so offsets hold.

    The text must be in normal form (``nfc``); a combining mark that has no composed letter stays.
    """
    return text.translate(_FOLDED)
