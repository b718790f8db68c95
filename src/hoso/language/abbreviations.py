"""Abbreviations of Vietnamese administration, read from ``data/abbreviations.csv``."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

from hoso.language.tokens import fold_token, tokenize


@cache
def _table() -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    data = files("hoso.language").joinpath("data/abbreviations.csv")
    with data.open(encoding="utf-8", newline="") as source:
        for row in csv.DictReader(source):
            phrase = tuple(token.text for token in tokenize(row["expansion"]))
            found.setdefault(fold_token(row["abbreviation"]), []).append(phrase)
    return {abbreviation: tuple(phrases) for abbreviation, phrases in found.items()}


def expand(token: str) -> tuple[tuple[str, ...], ...]:
    """The phrases (tuples of exact tokens) a token may stand for; empty when it is no known abbreviation.

    ``expand("ubnd")`` gives ``(("uỷ", "ban", "nhân", "dân"),)``; HĐND and HDND are the same abbreviation.
    """
    return _table().get(fold_token(token), ())
