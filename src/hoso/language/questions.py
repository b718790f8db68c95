"""The words by which a question is known, from ``data/questions.txt``: they ask, and stand in no answer."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from hoso.language.tokens import fold_token, tokenize


@cache
def _phrases() -> dict[str, list[tuple[str, ...]]]:
    """By first token folded, the longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for line in files("hoso.language").joinpath("data/questions.txt").read_text("utf-8").splitlines():
        phrase = tuple(token.text for token in tokenize(line))
        found.setdefault(fold_token(phrase[0]), []).append(phrase)
    return {first: sorted(phrases, key=len, reverse=True) for first, phrases in found.items()}


def asking(tokens: Sequence[str], *, accented: bool) -> list[bool]:
    """Which of the exact tokens of a query only ask.

    ``accented``: whether the query was typed with accents. Without them a single syllable is not taken for a question
    word: *nao* may be *não*.
    """
    found = [False] * len(tokens)
    for at, token in enumerate(tokens):
        for phrase in _phrases().get(fold_token(token), ()):
            typed = tuple(tokens[at : at + len(phrase)])
            folded = not accented and len(phrase) > 1 and typed == tuple(map(fold_token, phrase))
            if typed == phrase or folded:
                found[at : at + len(phrase)] = [True] * len(phrase)
                break
    return found
