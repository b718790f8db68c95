import page_drawings as drawings
import pytest

from hoso.recognition import detector, ink
from hoso.recognition.orientation import is_sideways, is_upside_down, turned


@pytest.mark.parametrize(("degrees", "sideways"), [(0, False), (90, True), (180, False), (270, True)])
def test_sideways_is_seen_by_the_shape_of_the_lines(degrees, sideways):
    grey = turned(ink.black_ink(drawings.prose()), degrees)
    assert is_sideways(detector.load().find(grey)) is sideways


@pytest.mark.parametrize(("degrees", "upside_down"), [(0, False), (180, True)])
def test_upside_down_is_seen_by_reading(degrees, upside_down):
    grey = turned(ink.black_ink(drawings.prose()), degrees)
    lines = detector.load().find(grey)
    assert is_upside_down(grey, lines, language="vie", dpi=drawings.DPI) is upside_down


def test_turning_is_clockwise():
    grey = ink.black_ink(drawings.page((100, 100, "góc")))
    once = turned(grey, 90)
    assert once.shape == (1240, 1754)
    assert (once[:400, 1400:] < 128).any()
