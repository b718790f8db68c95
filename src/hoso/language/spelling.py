"""What a mistyped or misread syllable may have been: folded syllables that Vietnamese can spell, one mistake away."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from string import ascii_lowercase

from hoso.language.syllables import syllables
from hoso.language.tokens import fold_token

_LONGEST = 7
# Letters that a reader of paper takes for each other, beside those one key or one letter away.
_MISREAD = (("0", "o"), ("1", "l"), ("1", "i"), ("5", "s"), ("rn", "m"), ("m", "rn"), ("ii", "n"), ("li", "h"))
_MISREAD += (("cl", "d"), ("vv", "w"), ("6", "b"), ("9", "g"), ("8", "b"))


def is_syllable(folded: str) -> bool:
    """Whether a folded token can be a Vietnamese syllable."""
    return folded in _folded()


@cache
def _folded() -> frozenset[str]:
    return frozenset(map(fold_token, syllables()))


def near_syllables(folded: str) -> list[tuple[str, ...]]:
    """What a folded token may have been: other syllables, one mistake away, or two that were written as one."""
    if len(folded) > 2 * _LONGEST:
        return []
    halves = ((folded[:cut], folded[cut:]) for cut in range(1, len(folded)))
    two = [pair for pair in halves if is_syllable(pair[0]) and is_syllable(pair[1])]
    one = dict.fromkeys(near for near in _near(folded) if near != folded and is_syllable(near))
    return [*((near,) for near in one), *two]


def _near(token: str) -> Iterator[str]:
    for wrong, right in _MISREAD:
        if wrong in token:
            yield token.replace(wrong, right)
    places = range(len(token) + 1)
    for at in places[:-1]:
        yield token[:at] + token[at + 1 :]
    for at in places[:-2]:
        yield token[:at] + token[at + 1] + token[at] + token[at + 2 :]
    for at in places:
        for letter in ascii_lowercase:
            yield token[:at] + letter + token[at + 1 :]
            yield token[:at] + letter + token[at:]
