import json

import numpy as np
import page_drawings as drawings
import pytest
from test_rules import grid

from hoso.recognition import detector
from hoso.recognition.ocr import read_image


def read(image):
    return read_image(image, dpi=drawings.DPI, number=3, reason="scan")


def test_a_page_is_read_line_by_line_with_words_in_place():
    page = read(drawings.prose())
    assert page.text.split("\n") == list(drawings.PROSE)
    assert (page.number, page.source, page.reason) == (3, "ocr", "scan")
    assert (page.width, page.height) == pytest.approx((595.2, 841.92))
    assert all(page.text[w.start : w.start + len(w.text)] == w.text for w in page.words)
    first = page.words[0]
    assert first.box == pytest.approx([edge * 72 / drawings.DPI for edge in (161, 404, 208, 424)], abs=3)


def test_what_was_done_is_recorded_as_json():
    page = read(drawings.prose())
    json.dumps(page.as_dict())
    assert page.quality["detector"]["name"] and page.quality["tesseract"]
    assert page.quality["lines"] == {"found": 5, "kept": 5, "dropped": []}
    assert (page.quality["turn"], page.quality["ink"], page.quality["needs_review"]) == (0, "black", False)
    assert page.quality["coverage"] > 0.99


@pytest.mark.parametrize("clockwise", [90, 180, 270])
def test_a_turned_page_comes_back_upright(clockwise):
    upright = read(drawings.prose())
    page = read(np.ascontiguousarray(np.rot90(drawings.prose(), -clockwise // 90)))
    assert page.text == upright.text
    assert page.quality["turn"] == 360 - clockwise
    assert (page.width, page.height) == (upright.width, upright.height)
    for word, twin in zip(page.words, upright.words, strict=True):
        assert word.box == pytest.approx(twin.box, abs=3)


def test_a_seal_over_the_text_leaves_the_text():
    image = drawings.prose().copy()
    disc = (np.indices(image.shape[:2]) - np.array([500, 500])[:, None, None]) ** 2
    ring = np.abs(np.sqrt(disc.sum(axis=0)) - 100) < 8
    image[ring & (image.min(axis=2) > 128)] = (200, 30, 40)
    assert read(image).text.split("\n") == list(drawings.PROSE)


def test_a_ruled_table_is_read_cell_by_cell():
    rules = grid((150, 350, 750, 1050), (300, 400, 500))
    cells = ((170, 330, "Số thứ tự"), (370, 330, "Tên hồ sơ lưu trữ"), (770, 330, "Thời hạn"))
    second = ((170, 430, "Thứ nhất"), (370, 430, "Quyết định"), (770, 430, "Vĩnh viễn"))
    page = read(drawings.page((150, 200, "Danh mục hồ sơ"), *second, *cells, rules=rules))
    wanted = ["Danh mục hồ sơ", "Số thứ tự", "Tên hồ sơ lưu trữ", "Thời hạn", "Thứ nhất", "Quyết định", "Vĩnh viễn"]
    assert page.text.split("\n") == wanted
    assert page.quality["tables"] == 1


def test_head_in_two_columns_is_read_column_by_column():
    left = ((150, 150, "CHÍNH PHỦ"), (130, 200, "Số: 15/2024/NĐ-CP"))
    right = ((560, 150, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA"), (620, 200, "Độc lập - Tự do"))
    page = read(drawings.page(*right, *left, (160, 300, drawings.PROSE[0]), (160, 350, drawings.PROSE[1])))
    wanted = [text for _, _, text in (*left, *right)]
    assert page.text.split("\n") == [*wanted, *drawings.PROSE[:2]]


def test_an_empty_page_is_blank():
    page = read(drawings.page())
    assert (page.source, page.text, page.words, page.confidence) == ("blank", "", (), None)
    assert page.quality["ink"] == "none" and page.quality["needs_review"] is False


def test_a_page_of_lines_without_letters_is_blank():
    zigzag = tuple((100 + 40 * n, 800 + 60 * (n % 2), 140 + 40 * n, 860 - 60 * (n % 2)) for n in range(20))
    assert read(drawings.page(rules=zigzag)).source == "blank"


def test_without_the_detector_the_page_is_read_whole_and_says_so(monkeypatch):
    def unavailable():
        raise detector.DetectorUnavailable("not installed")

    monkeypatch.setattr(detector, "load", unavailable)
    page = read(drawings.prose())
    assert page.text.split("\n") == list(drawings.PROSE)
    assert page.quality["detector"]["reason"] == "detector_unavailable"
    assert page.quality["detector"]["name"] is None
