"""Reading a picture of a page: from pixels to words in reading order, with a record of what was done and why.

The lines of text are found first by a small detector, cut out, and read by Tesseract one by one, all of a page in
one run. Where the detector cannot run, Tesseract's own layout analysis takes its place, and the record says so.
"""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from . import detector, ink, order, orientation, rules, tesseract
from .lines import Rectangle, TextLine, around, cut, levelling, oriented, page_angle, readable
from .model import Line, Page, compose
from .tesseract import ReadWord
from .tidy import tidy

WEAK_LINE = 60.0
"""Mean confidence below which a line is a seal, a signature or a ghost of the page behind."""

WEAK_PAGE = 75.0
"""Median confidence of lines below which weak lines are the paper's fault, and the page may be upside down."""

LEVEL_ENOUGH = 0.1
"""Degrees that need no turning back."""

REVIEW_CONFIDENCE = 90.0
REVIEW_COVERAGE = 0.95
"""Below either a person should look: together they found every measured page that lacked a tenth of its words."""


@dataclass(frozen=True)
class ReadLine:
    """A line with its words in pixels of the page, and its bounds on the level page for the reading order."""

    words: list[ReadWord]
    bounds: Rectangle
    level: Rectangle

    @property
    def confidence(self) -> float:
        """Mean confidence of the words, 0 where there is none."""
        return statistics.fmean(word.confidence for word in self.words) if self.words else 0.0


@dataclass(frozen=True)
class Reading:
    """The lines of a page as read, before weak ones are dropped and the rest is put in order."""

    lines: list[ReadLine]
    askew: list[TextLine]
    tables: list[rules.Table]
    angle: float

    @property
    def confidence(self) -> float:
        """Median confidence of the lines: what the page is worth as a whole."""
        return statistics.median(line.confidence for line in self.lines) if self.lines else 0.0


def read_image(image: np.ndarray, *, dpi: float, number: int, reason: str, language: str = "vie") -> Page:
    """Read the picture of a page (H×W×3 uint8, RGB) taken at ``dpi``; ``reason`` says why it is read as a picture.

    The page comes back upright: ``quality["turn"]`` says by how many degrees clockwise the picture was turned, and
    width, height and boxes are those after turning. Its source is "blank" where no words were found. To be called
    with ``OMP_THREAD_LIMIT=1``, in a process with limits of its own. Raises ``TesseractMissing``, ``TesseractFailed``.
    """
    image, dpi = ink.at_most(image, dpi)
    grey, kind, survey = ink.legible(image, dpi)
    quality: dict[str, Any] = {"ink": kind, "dpi": round(dpi, 1), "turn": 0, "angle": 0.0}
    if kind == "none":
        return _page(grey, dpi, number, reason, [], quality)
    quality["tesseract"] = f"{tesseract.version()} {language}"
    try:
        finder = detector.load()
    except detector.DetectorUnavailable as cause:
        quality["detector"] = {"name": None, "reason": "detector_unavailable", "detail": str(cause)}
        lines = _read_whole(grey, dpi, language)
    else:
        quality["detector"] = {"name": finder.name}
        grey, turn, reading = _read_upright(grey, finder, dpi, language)
        survey = survey.turned(turn)
        kept, dropped = _sift(reading)
        boxes = [line.level for line in kept]
        ordered = order.reading_order(boxes, reading.tables)
        lines = [[word for position in row for word in kept[position].words] for row in ordered]
        quality |= {"turn": turn, "angle": round(reading.angle, 2), "tables": len(reading.tables)}
        quality["lines"] = {
            "found": len(reading.lines) + len(reading.askew),
            "kept": len(kept),
            "dropped": [
                {"why": why, "box": _points(box, dpi), "confidence": round(confidence, 1), "text": text}
                for why, box, confidence, text in dropped
            ],
        }
    quality["coverage"] = round(survey.coverage([word.box for line in lines for word in line]), 3)
    return _page(grey, dpi, number, reason, lines, quality)


def _read_upright(
    grey: np.ndarray, finder: detector.Detector, dpi: float, language: str
) -> tuple[np.ndarray, int, Reading]:
    """The picture turned upright, by how many degrees clockwise, and its reading."""
    turn = 0
    lines = finder.find(grey)
    if orientation.is_sideways(lines):
        grey, turn = orientation.turned(grey, 90), 90
        lines = finder.find(grey)
        if orientation.is_upside_down(grey, lines, language=language, dpi=dpi):
            grey, turn = orientation.turned(grey, 180), 270
            lines = finder.find(grey)
    reading = _read_lines(grey, lines, dpi, language)
    suspicious = turn == 0 and lines and reading.confidence < WEAK_PAGE
    if suspicious and orientation.is_upside_down(grey, lines, language=language, dpi=dpi):
        grey, turn = orientation.turned(grey, 180), 180
        reading = _read_lines(grey, finder.find(grey), dpi, language)
    return grey, turn, reading


def _read_lines(grey: np.ndarray, found: list[TextLine], dpi: float, language: str) -> Reading:
    """Cut out the lines that run with the page, split them at the rules of tables, and read them."""
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
    answers = tesseract.read_lines([cutting.pixels for cutting in cuttings], language=language, dpi=dpi)
    lines = []
    for piece, cutting, words in zip(pieces, cuttings, answers, strict=True):
        placed = [ReadWord(word.text, around(back, cutting.on_page(word.box)), word.confidence) for word in tidy(words)]
        lines.append(ReadLine(placed, around(back, piece.bounds), piece.bounds))
    return Reading(lines, askew, tables, angle)


def _read_whole(grey: np.ndarray, dpi: float, language: str) -> list[list[ReadWord]]:
    """The page by Tesseract's own layout analysis, for want of a detector."""
    lines = [tidy(words) for words in tesseract.read_page(grey, language=language, dpi=dpi)]
    return [words for words in lines if words]


def _sift(reading: Reading) -> tuple[list[ReadLine], list[tuple[str, Rectangle, float, str]]]:
    """The lines worth keeping, and of the others why not, where, how sure and what was read."""
    dropped = [("askew", line.bounds, 0.0, "") for line in reading.askew]
    kept = []
    for line in reading.lines:
        weak = line.confidence < WEAK_LINE and reading.confidence >= WEAK_PAGE
        if line.words and not weak:
            kept.append(line)
            continue
        text = " ".join(word.text for word in line.words)
        dropped.append(("weak" if line.words else "empty", line.bounds, line.confidence, text))
    return kept, dropped


def _page(
    grey: np.ndarray, dpi: float, number: int, reason: str, lines: list[list[ReadWord]], quality: dict[str, Any]
) -> Page:
    """The page of lines in reading order, with the verdict whether a person should look at it."""
    height, width = (round(side * 72 / dpi, 2) for side in grey.shape)
    text, words = compose(
        [Line(tuple((w.text, _points(w.box, dpi), round(w.confidence, 1)) for w in line)) for line in lines]
    )
    confidence = round(statistics.fmean(word.confidence for word in words), 1) if words else None
    quality["needs_review"] = confidence is not None and (
        confidence < REVIEW_CONFIDENCE or quality["coverage"] < REVIEW_COVERAGE
    )
    return Page(number, width, height, "ocr" if words else "blank", reason, confidence, text, words, quality)


def _points(box: Rectangle, dpi: float) -> Rectangle:
    """A box in pixels as one in points."""
    x0, y0, x1, y1 = (round(side * 72 / dpi, 2) for side in box)
    return x0, y0, x1, y1
