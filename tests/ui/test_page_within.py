"""Where hits lie in a document: neighbours, list and strip; small pictures around a page."""

import pytest

from hoso.search.site import PageHits
from hoso.ui.page.thumbs import Gap, Thumb, thumbs
from hoso.ui.page.within import Neighbours, around, neighbours, strip


def hits(*numbers):
    return [PageHits(number, number, []) for number in numbers]


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (1, Neighbours(None, 3, 0)),
        (3, Neighbours(None, 7, 0)),
        (5, Neighbours(3, 7, 3)),
        (7, Neighbours(3, 9, 3)),
        (9, Neighbours(7, None, 10)),
        (20, Neighbours(9, None, 19)),
    ],
)
def test_neighbours(number, expected):
    assert neighbours(hits(3, 7, 9), number) == expected


def test_without_hits_there_are_no_neighbours():
    assert neighbours([], 5) == Neighbours(None, None, 0)


@pytest.mark.parametrize(
    ("number", "shown"),
    [(1, [1, 2, 3]), (2, [1, 2, 3]), (5, [4, 5, 6]), (9, [7, 8, 9]), (100, [7, 8, 9])],
)
def test_the_list_shows_the_pages_around(number, shown):
    assert [page.number for page in around(hits(*range(1, 10)), number, 3)] == shown


def test_a_short_list_is_shown_whole():
    assert [page.number for page in around(hits(2, 4), 4, 7)] == [2, 4]


def test_every_page_with_hits_has_a_stroke_and_lies_in_a_place_that_leads_there():
    pages = hits(1, 17, 18, 200)
    drawn = strip(pages, 200)
    assert drawn.path == "M0.5 3v12M16.5 3v12M17.5 3v12M199.5 3v12"
    for page in pages:
        (place,) = [place for place in drawn.places if place.x <= page.number - 0.5 < place.x + place.width]
        assert place.page in (page.number, page.number - 1)
    assert all(place.x + place.width <= 200 for place in drawn.places)


def test_the_strip_of_a_long_document_has_few_places():
    drawn = strip(hits(*range(1, 5_001)), 5_000)
    assert len(drawn.places) == 50 and drawn.places[1].page == 101


def test_a_short_document_has_a_place_for_each_page():
    assert [(place.page, place.x, place.width) for place in strip(hits(2, 4), 4).places] == [(2, 1, 1), (4, 3, 1)]


def test_small_pictures_lie_around_the_page_and_lead_on():
    shown = thumbs(100, 200, {99: 2})
    assert shown.before == Gap(1, shown.pages[0].number - 1, shown.pages[0].number - 1)
    assert shown.after == Gap(shown.pages[-1].number + 1, 200, shown.pages[-1].number + 1)
    assert Thumb(99, 2) in shown.pages and Thumb(100, 0) in shown.pages
    whole = thumbs(1, 3, {})
    assert (whole.before, [thumb.number for thumb in whole.pages], whole.after) == (None, [1, 2, 3], None)
