"""Abbreviations of Vietnamese administration: those of ``data/abbreviations.csv``, and those a site adds.

The table is used when something is looked for, never when it is indexed: a change holds from the next query on.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, cached_property, lru_cache
from importlib.resources import files

from hoso.language.normal import nfc
from hoso.language.tokens import fold_token, tokenize

Phrase = tuple[str, ...]

#: So many lines may be added, so long may one be, and so many words may a meaning have.
MAX_LINES, MAX_LENGTH, MAX_WORDS = 1000, 200, 15
# Shorter ones stand in the number of every other document (QĐ, NQ): they are written out when they are typed, but who
# types the words does not mean all those numbers.
_SHORTEST_FOUND_BY_WORDS = 3


class AbbreviationError(ValueError):
    """A line that is no abbreviation with its meaning; ``line`` counts from 1. The message, in Vietnamese, names the
    remedy."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(f"Dòng {line}: {message}")
        self.line = line


class TooManyLines(AbbreviationError):
    """More than ``MAX_LINES`` lines."""


class NoMeaning(AbbreviationError):
    """There is no equals sign, or nothing on one side of it."""


class NoAbbreviation(AbbreviationError):
    """What stands before the equals sign is not one word of letters and digits."""


class MeaningTooLong(AbbreviationError):
    """The line or the meaning is longer than is read."""


class MeaningTooShort(AbbreviationError):
    """The meaning is a single word: nothing was abbreviated."""


class Table:
    """Abbreviations, and the phrases (tuples of exact tokens) each may stand for."""

    def __init__(self, rows: Iterable[tuple[str, Phrase]]) -> None:
        found: dict[str, dict[Phrase, None]] = {}
        for abbreviation, phrase in rows:
            found.setdefault(abbreviation, {})[phrase] = None
        self._phrases = {abbreviation: tuple(phrases) for abbreviation, phrases in found.items()}

    def __iter__(self) -> Iterator[tuple[str, Phrase]]:
        return ((short, phrase) for short, phrases in self._phrases.items() for phrase in phrases)

    def expand(self, token: str) -> tuple[Phrase, ...]:
        """The phrases of a token."""
        return self._phrases.get(fold_token(token), ())

    @cached_property
    def _shortened(self) -> dict[Phrase, tuple[str, ...]]:
        """By phrase, exact and folded."""
        found: dict[Phrase, tuple[str, ...]] = {}
        for abbreviation, phrase in self:
            if len(abbreviation) >= _SHORTEST_FOUND_BY_WORDS:
                for typed in {phrase, tuple(map(fold_token, phrase))}:
                    found[typed] = (*found.get(typed, ()), abbreviation)
        return found

    @cached_property
    def _lengths(self) -> list[int]:
        return sorted({len(phrase) for phrase in self._shortened}, reverse=True)

    def shortened(self, tokens: Sequence[str]) -> list[tuple[int, int, tuple[str, ...]]]:
        """Where abbreviated phrases stand in the exact tokens: first, behind the last, the abbreviations, folded.

        The longest from left to right; a phrase typed without accents counts too.
        """
        found = []
        at = 0
        while at < len(tokens):
            for length in self._lengths:
                short = self._shortened.get(tuple(tokens[at : at + length])) if at + length <= len(tokens) else None
                if short:
                    found.append((at, at + length, short))
                    at += length
                    break
            else:
                at += 1
        return found


@cache
def standard() -> Table:
    """The abbreviations that come with the software."""
    data = files("hoso.language").joinpath("data/abbreviations.csv")
    with data.open(encoding="utf-8", newline="") as source:
        return Table((_key(row["abbreviation"]), _phrase(row["expansion"])) for row in csv.DictReader(source))


@lru_cache(maxsize=16)
def with_lines(lines: tuple[str, ...]) -> Table:
    """The standard abbreviations and those of lines ``UBND = Ủy ban nhân dân``; empty lines are skipped.

    Raises AbbreviationError, one class for each cause.
    """
    if len(lines) > MAX_LINES:
        raise TooManyLines(MAX_LINES + 1, f"chỉ thêm được {MAX_LINES} dòng. Bỏ bớt dòng không dùng.")
    rows = [_row(number, nfc(line)) for number, line in enumerate(lines, start=1) if line.strip()]
    return Table([*standard(), *rows])


def _row(number: int, line: str) -> tuple[str, Phrase]:
    if len(line) > MAX_LENGTH:
        raise MeaningTooLong(number, f"dài quá {MAX_LENGTH} ký tự. Viết ngắn lại.")
    abbreviation, equals, meaning = line.partition("=")
    phrase = _phrase(meaning)
    if not equals or not abbreviation.strip() or not phrase:
        raise NoMeaning(number, "viết chữ tắt, dấu bằng, rồi nghĩa, ví dụ: UBND = Ủy ban nhân dân.")
    if len(tokenize(abbreviation)) != 1 or not abbreviation.strip().isalnum():
        raise NoAbbreviation(number, "chữ tắt chỉ gồm chữ cái và chữ số viết liền.")
    if len(phrase) > MAX_WORDS:
        raise MeaningTooLong(number, f"nghĩa có quá {MAX_WORDS} tiếng. Viết ngắn lại.")
    if len(phrase) < 2:
        raise MeaningTooShort(number, "nghĩa chỉ có một tiếng. Viết đủ các tiếng.")
    return _key(abbreviation), phrase


def _key(abbreviation: str) -> str:
    return fold_token(tokenize(abbreviation)[0].text)


def _phrase(text: str) -> Phrase:
    return tuple(token.text for token in tokenize(text))


_current: Callable[[], Table] = standard


def provide(current: Callable[[], Table]) -> Callable[[], Table]:
    """Name who knows the table in force where a query is asked; without one it is the standard table.

    Returns who was named before.
    """
    global _current
    before, _current = _current, current
    return before


def expand(token: str) -> tuple[Phrase, ...]:
    """The phrases (tuples of exact tokens) a token may stand for; empty when it is no known abbreviation.

    ``expand("ubnd")`` gives ``(("uỷ", "ban", "nhân", "dân"),)``; HĐND and HDND are the same abbreviation.
    """
    return _current().expand(token)


def shortened(tokens: Sequence[str]) -> list[tuple[int, int, tuple[str, ...]]]:
    """``Table.shortened`` of the table in force."""
    return _current().shortened(tokens)
