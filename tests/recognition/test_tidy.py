import pytest

from hoso.recognition.tesseract import ReadWord
from hoso.recognition.tidy import tidy


def tidied(text, confidence=95.0):
    return " ".join(word.text for word in tidy([ReadWord(part, (0, 0, 1, 1), confidence) for part in text.split()]))


@pytest.mark.parametrize(
    ("read", "wanted"),
    [
        ("| Luật | Hộ tịch", "Luật Hộ tịch"),
        ("~ Lưu: VT", "- Lưu: VT"),
        ("_", "_"),
        ("ngày l5 tháng I1 năm 2019", "ngày 15 tháng 11 năm 2019"),
        ("tháng lương", "tháng lương"),
        ("Quye\u0302\u0301t đi\u0323nh", "Quyết định"),
        ("Luật 12 – 15", "Luật 12 – 15"),
    ],
)
def test_only_what_is_sure_is_put_right(read, wanted):
    assert tidied(read) == wanted


def test_unsure_signs_without_letters_are_dirt():
    assert tidied("'* ghi chú", confidence=30.0) == "ghi chú"
    assert tidied("- ghi chú", confidence=30.0) == "- ghi chú"


def test_boxes_and_confidence_stay_with_their_words():
    [word] = tidy([ReadWord("|", (0, 0, 1, 9), 90.0), ReadWord("Điều", (2, 0, 9, 9), 88.0)])
    assert (word.box, word.confidence) == ((2, 0, 9, 9), 88.0)
