import numpy as np
import page_drawings as drawings
import pytesseract
import pytest

from hoso.recognition import ink, tesseract


def cutting(text):
    return ink.black_ink(drawings.page((20, 10, text)))[0:60, 0:700]


def texts(lines):
    return [" ".join(word.text for word in words) for words in lines]


def test_lines_are_read_in_one_run_and_come_back_in_place():
    blank = np.full((60, 300), 255, np.uint8)
    pictures = [cutting("Điều 1. Phạm vi"), blank, cutting("Quyết định này")]
    first, nothing, last = texts(tesseract.read_lines(pictures, language="vie", dpi=150))
    assert (first, last) == ("Điều 1. Phạm vi", "Quyết định này")
    assert not any(map(str.isalnum, nothing))
    assert tesseract.read_lines([], language="vie", dpi=150) == []


def test_words_have_boxes_and_confidence():
    [[first, *_]] = tesseract.read_lines([cutting("Quyết định này")], language="vie", dpi=150)
    assert first.box == pytest.approx((20, 14, 96, 43), abs=6)
    assert first.confidence > 80


def test_a_whole_page_is_read_in_its_lines():
    grey = ink.black_ink(drawings.prose())
    assert texts(tesseract.read_page(grey, language="vie", dpi=150)) == list(drawings.PROSE)


def test_a_missing_language_names_the_packages():
    with pytest.raises(tesseract.TesseractMissing, match="tesseract-ocr-vie"):
        tesseract.read_lines([cutting("a")], language="xxx", dpi=150)


def test_a_missing_program_names_the_packages(monkeypatch):
    monkeypatch.setattr(pytesseract.pytesseract, "tesseract_cmd", "no-such-program")
    with pytest.raises(tesseract.TesseractMissing, match="tesseract-ocr"):
        tesseract.read_lines([cutting("a")], language="vie", dpi=150)


def test_a_program_that_does_not_end_is_ended(monkeypatch):
    monkeypatch.setattr(tesseract, "SECONDS_PER_PAGE", 0.01)
    with pytest.raises(tesseract.TesseractFailed, match="0.01 giây"):
        tesseract.read_lines([cutting("Quyết định này")] * 20, language="vie", dpi=150)
