import cv2
import numpy as np
import pytest

from hoso.recognition.lines import TextLine, around, cut, levelling, oriented, page_angle, readable


def line(left, top, width, height, angle=0.0):
    along = np.array([np.cos(np.radians(angle)), np.sin(np.radians(angle))])
    down = np.array([-along[1], along[0]])
    start = np.array([left, top], float)
    corners = np.array([start, start + width * along, start + width * along + height * down, start + height * down])
    return TextLine(corners, 1.0)


def test_a_line_knows_its_size_and_angle():
    tilted = line(100, 100, 300, 40, angle=7)
    assert (tilted.width, tilted.height, tilted.angle) == pytest.approx((300, 40, 7))
    assert line(10, 20, 30, 5).bounds == (10, 20, 40, 25)


def test_a_part_of_a_line_keeps_its_height_and_angle():
    part = line(100, 100, 300, 40, angle=7).part(0.5, 1.0)
    assert (part.width, part.height, part.angle) == pytest.approx((150, 40, 7))


@pytest.mark.parametrize("angle", [-8, 0, 3])
def test_what_is_cut_out_is_found_again_on_the_page(angle):
    grey = np.full((400, 600), 255, np.uint8)
    cv2.rectangle(grey, (300, 200), (319, 209), 0, -1)
    tilted = line(150, 180, 300, 80, angle=angle)
    cutting = cut(grey, tilted)
    rows, columns = np.nonzero(cutting.pixels < 128)
    seen = (columns.min(), rows.min(), columns.max() + 1, rows.max() + 1)
    assert cutting.pixels.shape[0] <= 48, "high lines are made smaller"
    placed = cutting.on_page(seen)
    assert placed[0] <= 302 and placed[1] <= 202 and placed[2] >= 318 and placed[3] >= 208
    assert placed == pytest.approx((300, 200, 320, 210), abs=5)


def test_corners_are_counted_in_the_direction_of_reading():
    upright = line(100, 100, 300, 40)
    turned = TextLine(np.roll(upright.corners, 2, axis=0), 1.0)
    assert oriented([turned], 0.0)[0].corners.tolist() == upright.corners.tolist()


def test_the_angle_of_a_page_is_that_of_most_of_its_text():
    lines = [line(0, 50 * n, 800, 40, angle=2) for n in range(5)] + [line(0, 900, 150, 40, angle=30), line(0, 0, 9, 9)]
    assert page_angle(lines) == pytest.approx(2)
    assert page_angle([]) == 0.0


def test_levelling_turns_lines_at_the_angle_level():
    tilted = line(200, 300, 400, 40, angle=5)
    assert tilted.transformed(levelling((1000, 800), 5)).angle == pytest.approx(0, abs=1e-6)


def test_a_moved_box_is_the_upright_box_around_it():
    quarter = np.array([[0.0, -1.0, 0.0], [1.0, 0.0, 0.0]])
    assert around(quarter, (10, 20, 30, 60)) == (-60, 10, -20, 30)


def test_what_runs_across_the_page_or_is_too_low_is_not_read():
    assert readable(line(0, 0, 300, 40, angle=4), 300)
    assert not readable(line(0, 0, 300, 40, angle=80), 300)
    assert not readable(line(0, 0, 300, 6), 300)


def test_ink_between_words_is_seen_and_specks_are_not():
    grey = np.full((400, 600), 250, np.uint8)
    grey[200:230, 100:180] = 20
    grey[200:230, 250:270] = 30
    grey[215, 400] = 0
    cutting = cut(grey, line(90, 195, 450, 40))
    scale = cutting.pixels.shape[1] / (450 + 12)
    assert cutting.is_inked(100 * scale, 300 * scale)
    assert not cutting.is_inked(200 * scale, 430 * scale)
    assert cutting.height == pytest.approx(40 * scale, rel=0.05)
