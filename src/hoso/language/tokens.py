"""Tokens: what the indexes store and what queries look for, made by the same few lines.

Text → lower case → tone placement → runs of letters and digits; a token folded is the same run without
diacritics.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from hoso.language.folding import fold, lower
from hoso.language.normal import nfc
from hoso.language.tone import place_tones

#: Raised by hand with every change of the tokens made here: an index of another version is built anew.
ANALYSIS_VERSION = 1

# Letters and digits, a letter's combining marks with it. A longer run is cut: it is no word, and engines bound
# terms. The underscore, which joins bigrams, is taken out of the text before.
_WORD = re.compile("\\w[\\w\u0300-\u036f]{0,63}")
_MARKS = re.compile("[\u0300-\u036f]")


class Token(NamedTuple):
    """One token and its place; ``text`` is the exact form: lower case, accents kept, tones placed alike."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Terms:
    """A text as the four fields see it.

    ``f`` folded syllables, ``f2`` folded bigrams joined by ``_``, ``x`` exact syllables, ``x2`` exact
    bigrams. ``f`` and ``x`` have the same length and order.
    """

    f: list[str]
    f2: list[str]
    x: list[str]
    x2: list[str]


class Forms(NamedTuple):
    """The two forms of a token."""

    exact: str
    folded: str


def tokenize(text: str) -> list[Token]:
    """The tokens of a text in normal form; offsets count its characters."""
    return [Token(forms(word[0]).exact, word.start(), word.end()) for word in words(text)]


def words(text: str) -> list[re.Match[str]]:
    """The tokens of a text in normal form as found, in lower case: cheaper than ``Token``; ``forms`` of them."""
    return list(_WORD.finditer(_prepared(text)))


def word_list(text: str) -> list[str]:
    """The same without their places."""
    return _WORD.findall(_prepared(text))


@lru_cache(maxsize=100_000)
def forms(word: str) -> Forms:
    """The forms of a word in lower case. Vietnamese has some seven thousand syllables: most words are known."""
    exact = place_tones(word)
    return Forms(exact, fold_token(exact))


def fold_token(token: str) -> str:
    """A token without diacritics."""
    folded = fold(token)
    return folded if folded.isascii() else _MARKS.sub("", folded)


def analyse(text: str) -> Terms:
    """The terms of a text, normalised first. Bigrams span the whole text: call it once per page."""
    found = [forms(word) for word in _WORD.findall(_prepared(nfc(text)))]
    folded, exact = [form.folded for form in found], [form.exact for form in found]
    return Terms(folded, bigrams(folded), exact, bigrams(exact))


def _prepared(text: str) -> str:
    return lower(text).replace("_", " ")


def bigrams(tokens: Sequence[str]) -> list[str]:
    """Each token with its neighbour, as the bigram fields keep them."""
    return [f"{first}_{second}" for first, second in pairwise(tokens)]
