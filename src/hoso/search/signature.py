"""Near duplicates: a short signature of a text, and how much two texts have in common.

The signature is a MinHash over runs of three folded syllables, cut into bands; texts with a band in common may be
alike. So both engines find them by plain terms, and what was found is compared text with text.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b

import numpy as np

from hoso.language import analyse

# At 24 bands of 4, texts that share half of their runs meet in a band 4 times in 5, such that share a tenth once in
# 400 times.
_BANDS, _ROWS = 24, 4
_RUN = 3
#: Syllables that count: some 170 pages, read within a tenth of a second.
_MOST = 50_000
#: Of fewer runs a signature would say nothing.
_LEAST = 20
_STRETCH = 2_000


def _odd(name: str, count: int) -> np.ndarray:
    """Odd numbers that are the same for ever, whatever the version of numpy: the index keeps what they make."""
    digests = (blake2b(f"{name} {number}".encode(), digest_size=8).digest() for number in range(count))
    return np.array([int.from_bytes(digest, "big") | 1 for digest in digests], dtype=np.uint64)


_FACTORS, _ADDED, _WEIGHTS = _odd("factor", _BANDS * _ROWS), _odd("added", _BANDS * _ROWS), _odd("weight", _RUN)


def signature(pages: Iterable[str]) -> list[str]:
    """The terms of a text for ``DocumentEntry.signature``; none for a text too short to be compared."""
    runs = text_runs(pages)
    if len(runs) < _LEAST:
        return []
    least = np.full(_BANDS * _ROWS, np.iinfo(np.uint64).max, dtype=np.uint64)
    for start in range(0, len(runs), _STRETCH):
        hashed = runs[start : start + _STRETCH, None] * _FACTORS + _ADDED
        np.minimum(least, hashed.min(axis=0), out=least)
    bands = least.reshape(_BANDS, _ROWS)
    return [f"{number}:{zlib.crc32(band.tobytes()):x}" for number, band in enumerate(bands)]


def text_runs(pages: Iterable[str]) -> np.ndarray:
    """The runs of a text as numbers, ascending, each once."""
    syllables: list[int] = []
    for page in pages:
        syllables += map(_number, analyse(page).f)
        if len(syllables) >= _MOST:
            break
    numbers = np.array(syllables[:_MOST], dtype=np.uint64)
    count = len(numbers) - _RUN + 1
    if count < 1:
        return np.empty(0, dtype=np.uint64)
    mixed = sum(numbers[place : place + count] * weight for place, weight in enumerate(_WEIGHTS))
    return np.unique(mixed ^ (mixed >> np.uint64(32)))


def resemblance(one: np.ndarray, other: np.ndarray) -> float:
    """How much of the runs of two texts (``text_runs``) is common to both: 0 to 1."""
    common = len(np.intersect1d(one, other, assume_unique=True))
    together = len(one) + len(other) - common
    return common / together if together else 0.0


@lru_cache(maxsize=50_000)
def _number(syllable: str) -> int:
    return zlib.crc32(syllable.encode())
