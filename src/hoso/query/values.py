"""What stands behind the colon of a field, typed. ``str`` prints a value as a person would type it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from hoso.language import PartialDate, PartialDateError, tokenize

_DOTS = re.compile(r"\s*(?:\.{2,}|…)\s*")
_YEARS = re.compile(r"([0-9]{4})(?:\s*[-–—]\s*([0-9]{4}))?")
_BARE = re.compile(r"[^\s()]+")


@dataclass(frozen=True, slots=True)
class Text:
    """Words, from their first to their last letter or digit."""

    text: str

    @property
    def tokens(self) -> tuple[str, ...]:
        """The exact tokens."""
        return tuple(token.text for token in tokenize(self.text))

    def __str__(self) -> str:
        return self.text if _BARE.fullmatch(self.text) else f'"{self.text}"'


@dataclass(frozen=True, slots=True)
class Years:
    """Years from ``first`` to ``last``, both counted; ``None`` is an open end. One of them is given."""

    first: int | None
    last: int | None

    def __str__(self) -> str:
        first, last = ("" if year is None else f"{year:04}" for year in (self.first, self.last))
        return first if first == last else f"{first}..{last}"


@dataclass(frozen=True, slots=True)
class Days:
    """Days from the first day of ``first`` to the last day of ``last``: each a year, a month or a day, or ``None``."""

    first: PartialDate | None
    last: PartialDate | None

    def __str__(self) -> str:
        first, last = (point.text if point else "" for point in (self.first, self.last))
        return first if first == last else f"{first}..{last}"


Value = Text | Years | Days


def read_text(text: str) -> Text | None:
    """The words in a text; ``None`` without any."""
    tokens = tokenize(text)
    return Text(" ".join(text[tokens[0].start : tokens[-1].end].split())) if tokens else None


def read_years(text: str) -> Years | None:
    """``2016``, ``2010..2016``, ``2010-2016``, ``2010..`` or ``..2016``; ``None`` for anything else."""
    pieces = _DOTS.split(text.strip())
    if len(pieces) == 2 and any(pieces):
        found = [_YEARS.fullmatch(piece) for piece in pieces]
        if any(piece and (match is None or match[2]) for piece, match in zip(pieces, found, strict=True)):
            return None
        first, last = (int(match[1]) if match else None for match in found)
    elif match := _YEARS.fullmatch(text.strip()):
        first, last = int(match[1]), int(match[2] or match[1])
    else:
        return None
    return Years(last, first) if first is not None and last is not None and first > last else Years(first, last)


def read_days(text: str) -> Days | None:
    """Whatever ``PartialDate`` reads, and two of these with dots between, one end left out or not."""
    pieces = _DOTS.split(text.strip())
    if len(pieces) > 2 or not any(pieces):
        return None
    try:
        read = [PartialDate.parse(piece) if piece else None for piece in pieces]
        if any(point is not None and not point.iso for point in read):
            return None  # undated
        first, last = (_point(read[index], index) for index in (0, -1))
    except PartialDateError:
        return None
    if first and last and first.first and last.first and first.first > last.first:
        first, last = last, first
    return Days(first, last)


def _point(written: PartialDate | None, end: int) -> PartialDate | None:
    """The first (0) or last (-1) point of a date, in the shortest wording."""
    if written is None:
        return None
    year, *rest = written.iso.split("/")[end].split("-")
    return PartialDate.parse("/".join([*(part.lstrip("0") for part in reversed(rest)), year]))
