import numpy as np
import page_drawings as drawings
import pytest

from hoso.recognition import ink


def test_a_fine_picture_is_brought_down_and_a_coarse_one_left_as_it_is():
    image = np.zeros((600, 300, 3), np.uint8)
    smaller, dpi = ink.at_most(image, 600)
    assert (smaller.shape, dpi) == ((300, 150, 3), 300)
    same, dpi = ink.at_most(image, 150)
    assert same is image and dpi == 150


def test_coloured_ink_leaves_the_black_picture_and_stays_in_the_full_one():
    image = np.array([[[255, 0, 0], [0, 0, 0], [255, 255, 255]]], np.uint8)
    assert ink.black_ink(image).tolist() == [[255, 0, 255]]
    assert ink.all_ink(image).tolist() == [[0, 0, 255]]


def test_a_page_written_in_colour_is_read_in_colour():
    assert ink.legible(drawings.prose(), drawings.DPI)[1] == "black"
    assert ink.legible(drawings.prose(ink="red"), drawings.DPI)[1] == "coloured"


def test_paper_rules_and_specks_are_no_letters():
    rules = drawings.page(rules=((100, 100, 1100, 100), (100, 100, 100, 1600))).copy()
    rules[::200, ::200] = 0
    assert ink.legible(rules, drawings.DPI)[1] == "none"


def test_coverage_is_the_share_of_letters_inside_the_boxes():
    grey = ink.black_ink(drawings.page((100, 100, "trên"), (100, 900, "trên")))
    survey = ink.survey(grey, drawings.DPI)
    assert survey.coverage([]) == 0.0
    assert survey.coverage([(0, 0, 1240, 1754)]) == 1.0
    upper = survey.coverage([(0, 0, 1240, 500)])
    assert upper == pytest.approx(0.5, abs=0.05)
    assert survey.turned(180).coverage([(0, 1254, 1240, 1754)]) == upper
    assert survey.turned(90).coverage([(1254, 0, 1754, 1240)]) == upper


def test_pale_ink_goes_and_the_dark_letters_stay():
    cutting = np.full((40, 400), 250, np.uint8)
    cutting[10:30, 20:60] = 30
    cutting[10:30, 100:140] = 190
    cleaned = ink.without_pale_ink(cutting)
    assert cleaned[20, 40] == 0
    assert cleaned[20, 120] == 255
    pale_only = np.where(cutting == 30, np.uint8(250), cutting)
    assert ink.without_pale_ink(pale_only)[20, 120] == 0, "the only ink there is is not pale"


@pytest.mark.parametrize("shape", [(1, 1, 3), (1, 3000, 3), (3000, 1, 3)])
def test_the_smallest_pictures_have_nothing_to_read(shape):
    image, dpi = ink.at_most(np.zeros(shape, np.uint8), 600)
    assert ink.legible(image, dpi)[1] == "none"
