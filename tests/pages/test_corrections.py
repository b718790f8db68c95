from datetime import UTC, datetime

import pytest

from hoso.pages import corrections
from hoso.pages.corrections import Correction, corrected
from hoso.recognition import Line, Page, compose


def read(text):
    lines = []
    for row, line in enumerate(text.split("\n")):
        lines.append(
            Line(
                tuple(
                    (w, (10.0 * at, 20.0 * row, 10.0 * at + 9, 20.0 * row + 9), 80.0)
                    for at, w in enumerate(line.split())
                )
            )
        )
    text, words = compose(lines)
    return Page(1, 595, 842, "ocr", "no_text_layer", 80.0, text, words, {"needs_review": True})


def correct(page, text):
    return corrected(page, Correction(text, "an", datetime(2025, 1, 2, 3, 4, 5, tzinfo=UTC)))


def boxes(page):
    return {word.text: word.box for word in page.words}


@pytest.mark.parametrize(
    "text",
    ["Quyết định số 1004", "", "  hai  dòng\n\ncách xa ", "một", "Quyết đinh\nvề việc", "hoàn toàn khác hẳn bản đọc"],
)
def test_text_is_the_persons_and_words_stand_where_they_say(text):
    page = correct(read("Quyết đinh số\n1004/QĐ-UBND"), text)
    assert page.text == text
    for word in page.words:
        assert page.text[word.start : word.start + len(word.text)] == word.text


def test_misread_word_put_right_keeps_its_place():
    before = read("Quyết đinh số 1OO4/QĐ-UBND")
    after = correct(before, "Quyết định số 1004/QĐ-UBND")
    assert [word.box for word in after.words] == [word.box for word in before.words]
    assert [word.confidence for word in after.words] == [80.0, 100.0, 80.0, 100.0]


def test_words_that_the_machine_missed_have_no_box_and_shift_no_other():
    before = read("Điều 2. Giao đất")
    after = correct(before, "Điều 2. Quyết định này Giao đất")
    assert boxes(after) == boxes(before)


def test_words_that_are_not_there_lose_their_boxes():
    before = read("~ |. Điều 2. Giao đất")
    assert boxes(correct(before, "Điều 2. Giao đất")) == {
        word: box for word, box in boxes(before).items() if word not in ("~", "|.")
    }


def test_the_quality_record_says_who_and_when():
    quality = correct(read("a"), "b").quality
    assert quality["corrected"] == {"by": "an", "at": "2025-01-02T03:04:05+00:00"}
    assert quality["needs_review"] is False


def test_a_page_of_too_many_words_is_not_aligned(monkeypatch):
    monkeypatch.setattr(corrections, "_MOST_ALIGNED", 3)
    assert correct(read("a b c"), "a b c").words != ()
    assert correct(read("a b c"), "a b c d").words == ()
