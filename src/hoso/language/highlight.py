"""Where a text answers a query, and the piece of it worth showing. One function each for every surface."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from hoso.language.tokens import fold_token, forms, words


class Span(NamedTuple):
    """A stretch of a text, in characters."""

    start: int
    end: int


class Needle(NamedTuple):
    """Tokens to be found side by side, in their exact form (see ``Token.text``).

    ``exact``: they were typed with accents, so a text that has them accented alike is marked only there; a
    text that has none of those is marked where it agrees without accents. ``open``: the last of them is but the
    beginning of a token.
    """

    tokens: tuple[str, ...]
    exact: bool
    open: bool = False


_SPACE = re.compile(r"\s+")


def find(text: str, needles: Iterable[Needle]) -> list[Span]:
    """The places of the needles in a text in normal form, in order; neighbours parted by space are one span.

    Tokens count, not what stands between them: a needle is found across the end of a line.
    """
    tokens = words(text)
    known = [forms(token[0]) for token in tokens]
    wanted = set(needles)
    exact, folded = [form.exact for form in known], [form.folded for form in known]
    hits, found = _runs(exact, _wanted(exact, ((n.tokens, n) for n in wanted if n.exact)))
    remaining = ((tuple(map(fold_token, n.tokens)), n) for n in wanted if n not in found)
    more, _ = _runs(folded, _wanted(folded, remaining))
    spans: list[Span] = []
    previous = -2
    for index in sorted(hits | more):
        start, end = tokens[index].span()
        if previous == index - 1 and text[spans[-1].end : start].isspace():
            spans[-1] = Span(spans[-1].start, end)
        else:
            spans.append(Span(start, end))
        previous = index
    return spans


def _wanted(tokens: list[str], needles: Iterable[tuple[tuple[str, ...], Needle]]) -> dict[tuple[str, ...], Needle]:
    """The runs to look for, each with its needle: of an open one every run that these tokens make of it."""
    runs: dict[tuple[str, ...], Needle] = {}
    for run, needle in needles:
        if needle.open and run:
            last = run[-1]
            runs |= {(*run[:-1], token): needle for token in set(tokens) if token.startswith(last)}
        else:
            runs[run] = needle
    return runs


def _runs(tokens: list[str], wanted: dict[tuple[str, ...], Needle]) -> tuple[set[int], set[Needle]]:
    """The places of all tokens that belong to a wanted run, and the needles that were found."""
    starts: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for run in wanted:
        if run:
            starts[run[0]].append(run)
    hits: set[int] = set()
    found: set[Needle] = set()
    for index, token in enumerate(tokens if starts else ()):
        for run in starts.get(token, ()):
            if len(run) == 1 or tuple(tokens[index : index + len(run)]) == run:
                hits.update(range(index, index + len(run)))
                found.add(wanted[run])
    return hits, found


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
