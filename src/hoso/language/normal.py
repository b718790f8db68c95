"""The normal form in which all text is kept: composed (NFC), with Vietnamese marks where they belong."""

from __future__ import annotations

import re
import unicodedata

# Letters of other alphabets that look like Latin ones: keyboards and recognition put them into Latin words.
_LOOKALIKES = str.maketrans(
    "АВЕІЈКМНОРЅТУХасеіјорѕухΑΒΕΖΗΙΚΜΝΟΡΤΥΧανικορυχ",
    "ABEIJKMHOPSTYXaceijopsyxABEZHIKMNOPTYXavikopux",
)
# Eth and African D are typed for Đ: the same picture, another letter.
_D_WITH_STROKE = str.maketrans("ÐðƉ", "ĐđĐ")
# Zero-width characters, which would cut a word in two. The soft hyphen stays: it is "ư" in TCVN3 text.
_INVISIBLE = re.compile("[\u200b-\u200d\u2060\ufeff]")
_MIXED_WORD = re.compile("[^\\W\\d_\u0300-\u036f][\\w\u0300-\u036f]*")
# Text without any of these, composed already, is the common case.
_SUSPECT = re.compile("[ÐðƉ\u0300-\u036f\u0370-\u04ff\u1f00-\u1fff\u200b-\u200d\u2060\ufeff\ud800-\udfff]")
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_FOREIGN = re.compile("[\u0370-\u04ff\u1f00-\u1fff]")
_MARKS = re.compile("[\u0300-\u036f]+")
_MANY_MARKS = re.compile("[\u0300-\u036f]{2,}")
_STRAY_MARKS = re.compile("(?:(?<=[^\\w\u0300-\u036f])|(?<=_)|^)[\u0300-\u036f]+")
# A vowel, spaces and a mark: text layers of PDF files put a space before a mark drawn on its own.
_DETACHED_MARK = re.compile("([aeiouyAEIOUYăâêôơưĂÂÊÔƠƯ]) +([\u0300-\u0303\u0306\u0309\u031b\u0323])")
_SHAPE_MARKS = "\u0302\u0306\u031b"


def nfc(text: str) -> str:
    """The text in normal form: equal words are equal strings.

    Composed letters (NFC), also where the marks came in the wrong order or half composed (Windows-1258);
    marks without a letter are dropped, or joined to the vowel from which a space parted them; Ð becomes Đ;
    Cyrillic and Greek look-alikes inside a Latin word become the Latin letters; half a surrogate pair, which JSON
    can bring and no file or index can hold, becomes U+FFFD. Idempotent. Convert legacy encodings first.
    """
    if not _SUSPECT.search(text) and unicodedata.is_normalized("NFC", text):
        return text
    text = _HALF_CHARACTER.sub("\ufffd", _INVISIBLE.sub("", text.translate(_D_WITH_STROKE)))
    if _FOREIGN.search(text):
        text = _MIXED_WORD.sub(_latin_word, unicodedata.normalize("NFD", text))
    text = unicodedata.normalize("NFC", text)
    if not _MARKS.search(text):
        return text
    text = _DETACHED_MARK.sub(_joined, text)
    text = _MANY_MARKS.sub(_ordered, unicodedata.normalize("NFD", text))
    return _STRAY_MARKS.sub("", unicodedata.normalize("NFC", text))


def _latin_word(match: re.Match[str]) -> str:
    word = match[0]
    return word.translate(_LOOKALIKES) if _LATIN.search(word) else word


def _joined(match: re.Match[str]) -> str:
    composed = unicodedata.normalize("NFC", match[1] + match[2])
    return composed if len(composed) == 1 else match[0]


def _ordered(match: re.Match[str]) -> str:
    """Each mark once, those that shape the letter (circumflex, breve, horn) before the tone."""
    marks = dict.fromkeys(match[0])
    return "".join(sorted(marks, key=lambda mark: mark not in _SHAPE_MARKS))
