"""Reading an upright picture line by line: level it, cut the lines out, read them, drop what is no text, order them."""

from __future__ import annotations

import statistics
from dataclasses import dataclass, replace

import cv2
import numpy as np

from hoso.language import syllable_share

from . import ink, order, rules, tesseract
from .lines import Cutting, Rectangle, TextLine, around, cut, levelling, oriented, page_angle, readable
from .tesseract import ReadWord
from .tidy import tidy

WEAK_LINE = 60.0
"""Mean confidence below which a line is a seal, a signature or a ghost of the page behind."""

FAINT_LINE, KNOWN_SYLLABLES = 40.0, 0.5
"""A weak line is kept down to this confidence when this share of its words are Vietnamese syllables."""

WEAK_PAGE = 75.0
"""Median confidence of lines below which weak lines are the paper's fault, and none is dropped."""

DOUBTFUL = 70.0
"""Confidence of a word below which its line is read a second time."""

LEVEL_ENOUGH = 0.1
"""Degrees that need no turning back."""


@dataclass(frozen=True)
class ReadLine:
    """A line, or its part in one column: words in pixels of the picture, bounds there and on the level page."""

    words: list[ReadWord]
    bounds: Rectangle
    level: Rectangle

    @property
    def confidence(self) -> float:
        """Mean confidence of the letters, 0 where there is none."""
        letters = sum(len(word.text) for word in self.words)
        return sum(len(word.text) * word.confidence for word in self.words) / letters if letters else 0.0


@dataclass(frozen=True)
class Dropped:
    """A line left out: why ("askew", "empty", "weak"), where, and what was read with what confidence."""

    why: str
    bounds: Rectangle
    confidence: float
    text: str


@dataclass(frozen=True)
class Reading:
    """A picture as read: its lines and those left unread, its tables, its angle in degrees, and the gap (in line
    heights) that parts columns."""

    lines: list[ReadLine]
    askew: list[TextLine]
    tables: list[rules.Table]
    angle: float
    gap: float

    @property
    def confidence(self) -> float:
        """Median confidence of the lines: what the page is worth as a whole."""
        return statistics.median(line.confidence for line in self.lines) if self.lines else 0.0

    def sifted(self) -> tuple[list[list[ReadWord]], list[Dropped]]:
        """The words worth keeping, as lines in reading order, and what was dropped."""
        dropped = [Dropped("askew", line.bounds, 0.0, "") for line in self.askew]
        kept = []
        for line in self.lines:
            text = " ".join(word.text for word in line.words)
            if any(map(str.isalnum, text)) and (self.confidence < WEAK_PAGE or _is_text(line, text)):
                kept.append(line)
                continue
            dropped.append(Dropped("weak" if line.words else "empty", line.bounds, line.confidence, text))
        values = {place for place, line in enumerate(kept) if line.words[0].text.startswith(":")}
        rows = order.reading_order([line.level for line in kept], self.tables, self.gap, values)
        return [[word for position in row for word in kept[position].words] for row in rows], dropped


def _is_text(line: ReadLine, text: str) -> bool:
    """Whether a line is text and not a seal or a signature: read surely, or passably and made of known syllables."""
    if line.confidence >= WEAK_LINE:
        return True
    return line.confidence >= FAINT_LINE and len(line.words) > 1 and syllable_share(text) >= KNOWN_SYLLABLES


def read_linewise(grey: np.ndarray, found: list[TextLine], *, language: str, dpi: float) -> Reading:
    """Read the detected lines of an upright grey picture."""
    angle = page_angle(oriented(found, 0.0))
    there = levelling(grey.shape, angle)
    back = cv2.invertAffineTransform(there)
    level = grey
    if abs(angle) > LEVEL_ENOUGH:
        level = cv2.warpAffine(grey, there, grey.shape[::-1], flags=cv2.INTER_CUBIC, borderValue=255)
    found = oriented([line.transformed(there) for line in found], 0.0)
    tables, level = rules.find_tables(level, dpi)
    running = [line for line in found if readable(line, dpi)]
    askew = [line.transformed(back) for line in found if not readable(line, dpi)]
    pieces = [piece for line in running for piece in rules.split(line, tables)]
    cuttings = [cut(level, piece) for piece in pieces]
    answers = _look_twice([cutting.pixels for cutting in cuttings], language, dpi)
    read = [tidy(words) for words in answers]
    gap = order.column_gap([(c.height, [word.box for word in words]) for c, words in zip(cuttings, read, strict=True)])
    lines = []
    for piece, cutting, words in zip(pieces, cuttings, read, strict=True):
        for part in by_columns(cutting, words, gap):
            placed = [replace(word, box=cutting.on_page(word.box)) for word in part]
            lines.append(_read_line(piece, placed, back))
    return Reading(lines, askew, tables, angle, gap)


def by_columns(cutting: Cutting, words: list[ReadWord], gap: float) -> list[list[ReadWord]]:
    """The words of a detected line, parted where it runs over a gap between columns; a gap that holds unread ink is
    none: a number written by hand into a printed line."""
    if not words:
        return [[]]
    parts = [words[:1]]
    for before, word in zip(words, words[1:], strict=False):
        start, end = before.box[2], word.box[0]
        if end - start > gap * cutting.height and not cutting.is_inked(start, end):
            parts.append([])
        parts[-1].append(word)
    return parts


def _read_line(piece: TextLine, words: list[ReadWord], back: np.ndarray) -> ReadLine:
    """A read line from its place and words on the level page, and the map back to the picture."""
    left, top, right, foot = piece.bounds
    level = (words[0].box[0], top, words[-1].box[2], foot) if words else (left, top, right, foot)
    placed = [replace(word, box=around(back, word.box)) for word in words]
    return ReadLine(placed, around(back, level), level)


def _look_twice(pictures: list[np.ndarray], language: str, dpi: float) -> list[list[ReadWord]]:
    """Read lines; those with a doubtful word again without pale ink, keeping what reads better."""
    answers = tesseract.read_lines(pictures, language=language, dpi=dpi)
    doubtful = [n for n, words in enumerate(answers) if any(word.confidence < DOUBTFUL for word in words)]
    cleaned = [ink.without_pale_ink(pictures[n]) for n in doubtful]
    for n, words in zip(doubtful, tesseract.read_lines(cleaned, language=language, dpi=dpi), strict=True):
        answers[n] = max(answers[n], words, key=_merit)
    return answers


def _merit(words: list[ReadWord]) -> float:
    """What a reading of a line is worth: letters, by how much surer they are than noise."""
    return sum(len(word.text) * (word.confidence - WEAK_LINE) for word in words)
