"""Tesseract behind one thin module: cut lines or a whole page in, words with boxes and confidence out.

Callers set ``OMP_THREAD_LIMIT=1`` in the environment: with more threads Tesseract is several times slower.
"""

from __future__ import annotations

import functools
import itertools
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import pytesseract

SAUVOLA = "-c thresholding_method=2"
"""Tesseract's own local threshold: uneven and yellow paper cannot be read without it, clean paper loses nothing."""

WORD_LEVEL = "5"
SECONDS_PER_PAGE = 120


class TesseractMissing(RuntimeError):
    """The program or the language data is not installed."""

    def __init__(self, language: str, detail: str) -> None:
        super().__init__(
            f"Không chạy được Tesseract với ngôn ngữ “{language}” ({detail}). "
            "Hãy cài các gói tesseract-ocr, tesseract-ocr-vie và tesseract-ocr-eng."
        )


class TesseractFailed(RuntimeError):
    """The program ended with an error or did not end in time."""

    def __init__(self, detail: str) -> None:
        super().__init__(f"Tesseract không đọc xong trang ({detail}). Hãy đọc lại trang; nếu vẫn lỗi, hãy quét lại.")


@dataclass(frozen=True, slots=True)
class ReadWord:
    """A word as Tesseract gave it: box in pixels of the picture read, confidence 0-100."""

    text: str
    box: tuple[float, float, float, float]
    confidence: float


def read_lines(pictures: Sequence[np.ndarray], *, language: str, dpi: float) -> list[list[ReadWord]]:
    """Read pictures of one line each, all in one run of the program; one list of words for each picture."""
    if not pictures:
        return []
    with tempfile.TemporaryDirectory(prefix="hoso-lines-") as folder:
        names = []
        for number, picture in enumerate(pictures):
            names.append(str(Path(folder, f"{number}.pgm")))
            cv2.imwrite(names[-1], picture)
        list_file = Path(folder, "lines.txt")
        list_file.write_text("\n".join(names) + "\n", encoding="utf-8")
        table = _run(str(list_file), language=language, options=f"--psm 7 --dpi {round(dpi)} {SAUVOLA}")
    lines: list[list[ReadWord]] = [[] for _ in pictures]
    for row in table:
        lines[int(row["page_num"]) - 1].append(_word(row))
    return lines


def read_page(grey: np.ndarray, *, language: str, dpi: float) -> list[list[ReadWord]]:
    """Read a whole page with Tesseract's own layout analysis; lines in its order."""
    with tempfile.TemporaryDirectory(prefix="hoso-page-") as folder:
        name = str(Path(folder, "page.pgm"))
        cv2.imwrite(name, grey)
        table = _run(name, language=language, options=f"--psm 3 --dpi {round(dpi)} {SAUVOLA}")
    place = ("block_num", "par_num", "line_num")
    grouped = itertools.groupby(table, key=lambda row: tuple(row[name] for name in place))
    return [[_word(row) for row in rows] for _, rows in grouped]


@functools.cache
def version() -> str:
    """The installed program's version."""
    try:
        return str(pytesseract.get_tesseract_version())
    except pytesseract.TesseractNotFoundError as cause:
        raise TesseractMissing("", "không tìm thấy chương trình tesseract") from cause


def _run(name: str, *, language: str, options: str) -> list[dict[str, str]]:
    """The word rows of one run's table."""
    try:
        table = pytesseract.image_to_data(name, lang=language, config=options, timeout=SECONDS_PER_PAGE)
    except pytesseract.TesseractNotFoundError as cause:
        raise TesseractMissing(language, "không tìm thấy chương trình tesseract") from cause
    except pytesseract.TesseractError as cause:
        if "language" in cause.message:
            raise TesseractMissing(language, cause.message) from cause
        raise TesseractFailed(cause.message) from cause
    except RuntimeError as cause:  # what pytesseract raises when time is up
        raise TesseractFailed(f"quá {SECONDS_PER_PAGE} giây") from cause
    header, *rows = (row.split("\t") for row in table.rstrip("\n").split("\n"))
    words = (dict(zip(header, row, strict=False)) for row in rows)
    return [word for word in words if word["level"] == WORD_LEVEL and word.get("text", "").strip()]


def _word(row: dict[str, str]) -> ReadWord:
    left, top = float(row["left"]), float(row["top"])
    box = (left, top, left + float(row["width"]), top + float(row["height"]))
    return ReadWord(row["text"].strip(), box, max(0.0, float(row["conf"])))
