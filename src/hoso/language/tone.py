"""Where the tone mark stands: hòa and hoà, thúy and thuý, qúy and quý are one word each."""

from __future__ import annotations

import re

_PLAIN = {"o": "òóỏõọ", "u": "ùúủũụ"}
_TONED = {"a": "àáảãạ", "e": "èéẻẽẹ", "i": "ìíỉĩị", "y": "ỳýỷỹỵ"}
_MISPLACED = re.compile("[òóỏõọ][ae]|[ùúủũụ]y|(?<=q)[ùúủũụ][aei]")
_PLACED = {
    old + second: plain + new
    for plain, olds in _PLAIN.items()
    for second, news in _TONED.items()
    for old, new in zip(olds, news, strict=True)
}


def place_tones(text: str) -> str:
    """Lower-case text with the tone of oa, oe, uy and qu+vowel on the second letter; of the same length.

    The two schools differ only there (hòa, khỏe, thủy: hoà, khoẻ, thuỷ); everywhere else the place is fixed.
    """
    return _MISPLACED.sub(lambda match: _PLACED[match[0]], text)
