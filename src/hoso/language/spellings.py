"""Syllables of which two spellings are usual, from ``data/spellings.txt``: quý and quí, kỹ and kĩ, tỷ and tỉ."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from hoso.language.tone import place_tones


@cache
def _table() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for line in files("hoso.language").joinpath("data/spellings.txt").read_text("utf-8").splitlines():
        spellings = tuple(map(place_tones, line.split()))
        for spelling in spellings:
            found[spelling] = tuple(other for other in spellings if other != spelling)
    return found


def respelled(token: str) -> tuple[str, ...]:
    """The other spellings of an exact token; empty for nearly all. Looked for by queries, not kept in the index."""
    return _table().get(token, ())
