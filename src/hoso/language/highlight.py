"""Where a text answers a query, and the piece of it worth showing. One function each for every surface."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from hoso.language.tokens import fold_token, tokenize


class Span(NamedTuple):
    """A stretch of a text, in characters."""

    start: int
    end: int


class Needle(NamedTuple):
    """Tokens to be found side by side, in their exact form (see ``Token.text``).

    ``exact``: they were typed with accents, so a text that has them accented alike is marked only there; a
    text that has none of those is marked where it agrees without accents.
    """

    tokens: tuple[str, ...]
    exact: bool


_SPACE = re.compile(r"\s+")


def find(text: str, needles: Iterable[Needle]) -> list[Span]:
    """The places of the needles in a text in normal form, in order; neighbours parted by space are one span.

    Tokens count, not what stands between them: a needle is found across the end of a line.
    """
    tokens = tokenize(text)
    exact = [token.text for token in tokens]
    folded = [fold_token(token) for token in exact]
    exact_places, folded_places = _places(exact), _places(folded)
    hits: set[int] = set()
    for needle in dict.fromkeys(needles):
        found = _runs(exact, exact_places, needle.tokens) if needle.exact else []
        if not found:
            found = _runs(folded, folded_places, tuple(fold_token(token) for token in needle.tokens))
        for start in found:
            hits.update(range(start, start + len(needle.tokens)))
    spans: list[Span] = []
    for index in sorted(hits):
        _, start, end = tokens[index]
        if spans and index - 1 in hits and text[spans[-1].end : start].isspace():
            spans[-1] = Span(spans[-1].start, end)
        else:
            spans.append(Span(start, end))
    return spans


def _places(tokens: list[str]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = defaultdict(list)
    for index, token in enumerate(tokens):
        places[token].append(index)
    return places


def _runs(tokens: list[str], places: dict[str, list[int]], wanted: tuple[str, ...]) -> list[int]:
    """Where the wanted tokens stand side by side."""
    if not wanted:
        return []
    return [i for i in places.get(wanted[0], ()) if tuple(tokens[i : i + len(wanted)]) == wanted]


def snippet(text: str, spans: list[Span], width: int = 180) -> list[tuple[str, bool]]:
    """The window of about ``width`` characters with the best hits, as parts ``(text, is it a hit)``.

    Plain text: whoever shows it escapes it. White space is collapsed; an ellipsis stands where the text goes
    on. The window with the longest unbroken hits wins, the earlier of equals. Without spans: the beginning.
    """
    first, last = _best_window(spans, width)
    shown = spans[first:last]
    if shown:
        spare = max(0, width - (shown[-1].end - shown[0].start))
        start = _word_start(text, max(0, shown[0].start - spare // 2), shown[0].start)
        end = _word_end(text, max(start + width, min(shown[-1].end, start + 2 * width)), shown[0].start)
    else:
        start, end = 0, _word_end(text, width, 0)
    parts: list[tuple[str, bool]] = [("…", False)] if text[:start].strip() else []
    position = start
    for span in shown:
        if span.start >= end:
            break
        parts.append((text[position : span.start], False))
        parts.append((text[span.start : min(span.end, end)], True))
        position = min(span.end, end)
    parts.append((text[position:end], False))
    if text[end:].strip():
        parts.append(("…", False))
    return _tidy(parts)


def _best_window(spans: list[Span], width: int) -> tuple[int, int]:
    """The slice of spans that fit one window and weigh most; a span weighs the square of its length."""
    best, choice, first, weight = 0, (0, 0), 0, 0
    for last, span in enumerate(spans):
        weight += (span.end - span.start) ** 2
        while first < last and span.end - spans[first].start > width:
            weight -= (spans[first].end - spans[first].start) ** 2
            first += 1
        if weight > best:
            best, choice = weight, (first, last + 1)
    return choice


def _word_start(text: str, position: int, limit: int) -> int:
    """The first beginning of a word from the position on, at most the limit."""
    if position == 0 or text[position - 1].isspace():
        return position
    gap = _SPACE.search(text, position, limit)
    return gap.end() if gap else limit


def _word_end(text: str, position: int, limit: int) -> int:
    """The last end of a word between limit and position; the position itself inside an endless word."""
    if position >= len(text):
        return len(text)
    end = position
    while end > limit and not text[end].isspace():
        end -= 1
    return end if end > limit else position


def _tidy(parts: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """White space collapsed, empty parts dropped, equal neighbours joined, ends trimmed."""
    joined: list[tuple[str, bool]] = []
    for part, hit in parts:
        part = _SPACE.sub(" ", part)
        if joined and joined[-1][1] == hit:
            part = _SPACE.sub(" ", joined.pop()[0] + part)
        if part:
            joined.append((part, hit))
    return joined
