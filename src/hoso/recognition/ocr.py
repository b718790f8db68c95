"""Reading a picture of a page: from pixels to words in reading order, with a record of what was done and why.

The lines of text are found first by a small detector, cut out, and read by Tesseract one by one, all of a page in
one run. Where the detector cannot run, Tesseract's own layout analysis takes its place, and the record says so.
"""

from __future__ import annotations

import statistics
from typing import Any

import numpy as np

from . import detector, ink, orientation, tesseract
from .lines import Rectangle
from .linewise import WEAK_PAGE, Reading, read_linewise
from .model import Line, Page, compose
from .tesseract import ReadWord
from .tidy import tidy

REVIEW_CONFIDENCE = 90.0
REVIEW_COVERAGE = 0.95
"""Below either a person should look: together they found every measured page that lacked a tenth of its words."""


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
        lines, dropped = reading.sifted()
        quality |= {"turn": turn, "angle": round(reading.angle, 2), "tables": len(reading.tables)}
        quality["lines"] = {
            "found": len(reading.lines) + len(reading.askew),
            "kept": len(lines),
            "dropped": [
                {
                    "why": line.why,
                    "box": _points(line.bounds, dpi),
                    "confidence": round(line.confidence, 1),
                    "text": line.text,
                }
                for line in dropped
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
    reading = read_linewise(grey, lines, language=language, dpi=dpi)
    suspicious = turn == 0 and lines and reading.confidence < WEAK_PAGE
    if suspicious and orientation.is_upside_down(grey, lines, language=language, dpi=dpi):
        grey, turn = orientation.turned(grey, 180), 180
        reading = read_linewise(grey, finder.find(grey), language=language, dpi=dpi)
    return grey, turn, reading


def _read_whole(grey: np.ndarray, dpi: float, language: str) -> list[list[ReadWord]]:
    """The page by Tesseract's own layout analysis, for want of a detector."""
    lines = [tidy(words) for words in tesseract.read_page(grey, language=language, dpi=dpi)]
    return [words for words in lines if words]


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
