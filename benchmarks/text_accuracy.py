"""How near a read text comes to the truth: measures that do not depend on reading order, and measures of the order.

All work on text in NFC with runs of white space as one space. Edit distances are computed bit-parallel (Myers 1999,
Hyyrö 2003) on Python's long integers.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

WORD = re.compile(r"[^\W_]+")


def normal(text: str) -> str:
    """NFC, one space between words."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def folded(text: str) -> str:
    """Lower case without accents."""
    decomposed = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def words(text: str) -> list[str]:
    """The words of a text in lower case."""
    return WORD.findall(normal(text).lower())


def distance(pattern: str, text: str) -> int:
    """Levenshtein distance."""
    return _scan(pattern, text, anywhere=False)[0]


ROUNDS = (0.0, 0.1, 0.25, 0.5)
"""Share of wrong characters up to which a line is matched, round after round: sure lines first, so that no line takes
the place of one that resembles it."""


def free_errors(truth: Sequence[str], read: str) -> int:
    """Character errors of a read text against lines of truth, whatever the order of the lines.

    Truth lines, the longest first, are each matched to the piece of the remaining read text that is nearest to them,
    and the piece is taken away. A line whose nearest piece is more wrong than right counts as missing whole; read
    characters left over at the end count as inserted. (The idea of "flexible character accuracy", Clausner 2020.)
    """
    pieces = [normal(read)]
    waiting = sorted(filter(None, map(normal, truth)), key=len, reverse=True)
    errors = 0
    for share in ROUNDS:
        unmatched = []
        for line in waiting:
            nearest = min(((*_scan(line, piece, anywhere=True), at) for at, piece in enumerate(pieces)), default=None)
            if nearest is None or nearest[0] > share * len(line):
                unmatched.append(line)
                continue
            cost, end, at = nearest
            piece = pieces.pop(at)
            _, back = _scan(line[::-1], piece[:end][::-1], anywhere=True)
            pieces += [rest for rest in (piece[: end - back].strip(), piece[end:].strip()) if rest]
            errors += cost
        waiting = unmatched
    missing = sum(map(len, waiting))
    return errors + missing + sum(len(piece.replace(" ", "")) for piece in pieces)


def bag_errors(truth: Sequence[str], read: Sequence[str]) -> int:
    """Word errors whatever the order: the larger of what is missing and what is too much."""
    wanted, found = Counter(truth), Counter(read)
    return max((wanted - found).total(), (found - wanted).total())


def found(truth: Sequence[str], read: Sequence[str]) -> int:
    """How many of the truth's words were read, each as often as it stands there."""
    return (Counter(truth) & Counter(read)).total()


def phrases_over_line_ends(sections: Sequence[Sequence[str]], read: str) -> tuple[int, int]:
    """Of the phrases that run over a line's end (three words on each side, without accents): how many were read
    whole, and how many could have been, both halves having been read."""
    text = " " + " ".join(words(folded(read))) + " "
    whole = possible = 0
    for lines in sections:
        for line, following in zip(lines, lines[1:], strict=False):
            end, start = words(folded(line))[-3:], words(folded(following))[:3]
            halves = [" " + " ".join(half) + " " for half in (end, start)]
            if len(end) < 2 or len(start) < 2 or not all(half in text for half in halves):
                continue
            possible += 1
            whole += " " + " ".join(end + start) + " " in text
    return whole, possible


def _scan(pattern: str, text: str, *, anywhere: bool) -> tuple[int, int]:
    """Distance of the pattern to the text, or (``anywhere``) to the nearest piece of it, and where that ends."""
    if not pattern:
        return (0, 0) if anywhere else (len(text), len(text))
    mask, last = (1 << len(pattern)) - 1, 1 << (len(pattern) - 1)
    places: dict[str, int] = {}
    for place, character in enumerate(pattern):
        places[character] = places.get(character, 0) | 1 << place
    more, less, score = mask, 0, len(pattern)
    best = (score, 0)
    for end, character in enumerate(text, 1):
        equal = places.get(character, 0)
        diagonal = ((((equal & more) + more) ^ more) | equal | less) & mask
        up, down = (less | ~(diagonal | more)) & mask, more & diagonal
        score += bool(up & last) - bool(down & last)
        up = (up << 1 | (not anywhere)) & mask
        down = down << 1 & mask
        more, less = (down | ~(diagonal | up)) & mask, up & diagonal
        best = min(best, (score, end))
    return best if anywhere else (score, len(text))
