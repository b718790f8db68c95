"""The order of the Vietnamese alphabet, as dictionaries and catalogues keep it."""

from __future__ import annotations

import re
import unicodedata

from hoso.language.folding import lower
from hoso.language.normal import nfc

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: chr(ord("A") + index) for index, letter in enumerate(_ALPHABET)}
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_LEVEL_TONE = "0"
_SYLLABLE = re.compile("[^\\W_](?:[^\\W_]|[\u0300-\u036f])*")
_RUN = re.compile(r"\d+|\D")
_MAX_LENGTH = 500


def sort_key(text: str) -> str:
    """A key whose ordinary string order is the order of the texts.

    Syllable by syllable, as dictionaries sort: first the letters (a ă â b c d đ e ê …), then the tone (ngang,
    huyền, hỏi, ngã, sắc, nặng), so that all of "an …" stands before "án …". Numbers by their value; case,
    punctuation and the placement of tones do not count. Texts are compared on their first 500 characters.
    """
    return "".join(_syllable_key(match[0]) for match in _SYLLABLE.finditer(lower(nfc(text[:_MAX_LENGTH]))))


def _syllable_key(syllable: str) -> str:
    letters: list[str] = []
    tones = ""
    decomposed = unicodedata.normalize("NFD", syllable)
    for tone in _TONES:
        tones += _TONES[tone] * decomposed.count(tone)
    bare = unicodedata.normalize("NFC", "".join(c for c in decomposed if c not in _TONES))
    for run in _RUN.findall(bare):
        letters.append(_number_key(run) if run.isdecimal() else _RANK.get(run, run))
    return f"{''.join(letters)} {tones or _LEVEL_TONE}"


def _number_key(digits: str) -> str:
    """Longer numbers after shorter ones: the length goes before the digits."""
    digits = "".join(str(unicodedata.decimal(digit)) for digit in digits).lstrip("0")
    return f"0{chr(ord('0') + len(digits))}{digits}"
