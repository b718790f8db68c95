"""Which syllables are Vietnamese: the measure of whether a text was read, decoded and kept well."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from hoso.language.tokens import tokenize


@cache
def syllables() -> frozenset[str]:
    """The known syllables, in the exact form of tokens; see docs/data-sources.md for their origin."""
    return frozenset(files("hoso.language").joinpath("data/syllables.txt").read_text("utf-8").split())


def syllable_share(text: str) -> float:
    """The share (0 to 1) of the text's words that are Vietnamese syllables; 0 for a text without words.

    Numbers and signs such as ``QH14`` are not counted. The text must be in normal form.
    """
    words = [token.text for token in tokenize(text) if token.text.isalpha()]
    lexicon = syllables()
    return sum(word in lexicon for word in words) / len(words) if words else 0.0
