import numpy as np

from hoso.recognition.lines import Cutting
from hoso.recognition.linewise import Reading, ReadLine, by_columns
from hoso.recognition.tesseract import ReadWord


def line(text, confidence, top=0.0):
    words = [
        ReadWord(word, (60.0 * n, top, 60.0 * n + 50, top + 20), confidence) for n, word in enumerate(text.split())
    ]
    box = (0.0, top, 60.0 * max(1, len(words)), top + 20)
    return ReadLine(words, box, box)


def kept(*lines):
    return [" ".join(word.text for word in words) for words in Reading(list(lines), [], [], 0.0, 0.8).sifted()[0]]


SURE = [line(f"Điều {n} quy định", 95.0, 40.0 * n) for n in range(5)]


def test_seals_and_dirt_are_dropped_and_said():
    seal, dirt, nothing = line("VW pộc", 50.0, 300), line("' *", 90.0, 340), line("", 0.0, 380)
    reading = Reading([*SURE, seal, dirt, nothing], [], [], 0.0, 0.8)
    lines, dropped = reading.sifted()
    assert len(lines) == len(SURE)
    assert [(line.why, line.text) for line in dropped] == [("weak", "VW pộc"), ("weak", "' *"), ("empty", "")]


def test_a_weak_line_of_known_syllables_is_text():
    assert "nơi nhận" in kept(*SURE, line("nơi nhận", 45.0, 300))
    assert "nơi nhận" not in kept(*SURE, line("nơi nhận", 30.0, 300))


def test_on_a_weak_page_no_line_is_dropped_for_weakness():
    weak = [line(f"Qzx{n} wvk", 50.0, 40.0 * n) for n in range(3)]
    assert len(kept(*weak)) == 3


def test_one_detected_line_over_two_columns_is_parted_unless_something_is_written_between():
    words = [ReadWord("ngày", (0, 5, 60, 35), 95.0), ReadWord("năm", (200, 5, 260, 35), 95.0)]
    picture = np.full((40, 300), 250, np.uint8)
    picture[10:30, 0:60] = picture[10:30, 200:260] = 20
    assert [len(part) for part in by_columns(Cutting(picture, np.eye(2, 3)), words, gap=1.0)] == [1, 1]
    picture[8:32, 110:140] = 20
    assert [len(part) for part in by_columns(Cutting(picture, np.eye(2, 3)), words, gap=1.0)] == [2]
