"""What a reading is made of: words with boxes, pages, and the record of how a page was read.

Boxes are ``(x0, y0, x1, y1)`` in points (1/72 inch), origin at the top left, of the page as it is displayed
upright. Every page keeps one invariant: ``page.text[w.start:w.start + len(w.text)] == w.text`` for each of its
words, so that a position found in the text is a place on the paper.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

Box = tuple[float, float, float, float]
Source = Literal["text", "ocr", "blank", "failed"]


@dataclass(frozen=True, slots=True)
class Word:
    """One word: text (NFC), box in points, confidence 0-100 (100 for a text layer), offset in the page's text."""

    text: str
    box: Box
    confidence: float
    start: int


@dataclass(frozen=True, slots=True)
class Line:
    """A line on its way into a page: the texts, boxes and confidences of its words from left to right."""

    words: tuple[tuple[str, Box, float], ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One page as read.

    ``number`` counts from 1; ``width`` and ``height`` are points; ``source`` says where the words come from and
    ``reason`` why that source was chosen (or why the page failed), as a short stable code. ``confidence`` is 0-100,
    ``None`` where nothing was recognised. ``text`` keeps lines as lines. ``quality`` records what was done to the
    page (angle, turn, detector, dropped lines, ink coverage, engine versions) with JSON values only. ``tables``
    holds the cells of ruled tables of born-digital pages, row by row.
    """

    number: int
    width: float
    height: float
    source: Source
    reason: str
    confidence: float | None
    text: str
    words: tuple[Word, ...]
    quality: dict[str, Any] = field(default_factory=dict)
    tables: tuple[tuple[tuple[str, ...], ...], ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The page as JSON-ready values; ``from_dict`` reads it back."""
        return asdict(self)

    @classmethod
    def from_dict(cls, value: dict[str, Any]) -> Page:
        """The page that ``as_dict`` wrote."""
        words = tuple(Word(w["text"], tuple(w["box"]), w["confidence"], w["start"]) for w in value["words"])
        tables = tuple(tuple(tuple(row) for row in table) for table in value.get("tables", ()))
        return cls(**{**value, "words": words, "tables": tables})


def compose(lines: list[Line]) -> tuple[str, tuple[Word, ...]]:
    """Text and placed words of lines already in reading order: words joined by a space, lines by a newline."""
    parts: list[str] = []
    words: list[Word] = []
    position = 0
    for line in lines:
        if parts:
            parts.append("\n")
            position += 1
        for index, (text, box, confidence) in enumerate(line.words):
            if index:
                parts.append(" ")
                position += 1
            words.append(Word(text, box, confidence, position))
            parts.append(text)
            position += len(text)
    return "".join(parts), tuple(words)
