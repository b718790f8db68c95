import io

import pytest
from PIL import Image

import hoso.pages.picture
from hoso.home import Home
from hoso.pages import WIDTHS, NoFile, NoPicture, page_picture, reading
from hoso.recognition import UnreadableFile
from hoso.recognition.errors import NoSuchPage, UnreadablePage
from hoso.record.create import create
from hoso.record.files import add_version


def image(data):
    return Image.open(io.BytesIO(data))


@pytest.fixture
def counted(monkeypatch):
    """The pictures that were made, as (page, width, turn)."""
    made = []
    original = hoso.pages.picture.picture

    def counting(path, number, *, width, turn, limits):
        made.append((number, width, turn))
        return original(path, number, width=width, turn=turn, limits=limits)

    monkeypatch.setattr(hoso.pages.picture, "picture", counting)
    return made


def test_a_picture_is_made_once_and_then_kept(make_document, counted):
    obj = make_document("mot", "hai")
    first = page_picture(obj, 1, 800)
    assert image(first).format == "WEBP"
    assert image(first).width == pytest.approx(800, abs=1)
    assert page_picture(obj, 1, 800) == first
    assert image(page_picture(obj, 2, 200)).width == pytest.approx(200, abs=1)
    assert counted == [(1, 800, 0), (2, 200, 0)]


def test_a_page_that_was_turned_for_reading_is_turned_for_looking(make_document, worker, counted, monkeypatch):
    obj = make_document("mot")
    worker.drain()
    page = reading(obj).page(1)
    monkeypatch.setitem(page.quality, "turn", 90)
    monkeypatch.setattr(hoso.pages.picture, "reading", lambda obj: _Reading(page))
    picture = image(page_picture(obj, 1, 800))
    assert counted == [(1, 800, 90)]
    assert picture.width > picture.height


class _Reading:
    page_count = 1

    def __init__(self, page):
        self._page = page

    def page(self, number):
        return self._page


@pytest.mark.parametrize("width", [0, 201, 10_000, -1])
def test_other_widths_are_refused(make_document, counted, width):
    with pytest.raises(ValueError, match=str(WIDTHS[0])):
        page_picture(make_document("mot"), 1, width)
    assert counted == []


def test_a_page_that_is_not_there(make_document):
    with pytest.raises(NoSuchPage):
        page_picture(make_document("mot"), 2, 200)


def test_a_record_without_a_file(dossier):
    with pytest.raises(NoFile):
        page_picture(create(dossier, "ArchivalDocument", title="chưa có tệp"), 1, 200)


def test_a_page_that_cannot_be_drawn_is_not_tried_at_every_request(make_document, monkeypatch):
    obj = make_document("mot")
    tried = []

    def refuse(path, number, **_):
        tried.append(number)
        raise UnreadablePage(path, number=number, why="quá lâu")

    monkeypatch.setattr(hoso.pages.picture, "picture", refuse)
    for _ in range(3):
        with pytest.raises(NoPicture, match="trang 1"):
            page_picture(obj, 1, 200)
    assert tried == [1]
    monkeypatch.setattr(hoso.pages.picture, "_REFUSED_FOR", 0.0)
    with pytest.raises(NoPicture):
        page_picture(obj, 1, 200)
    assert tried == [1, 1]


def test_an_unreadable_file_says_so(dossier, tmp_path):
    obj = create(dossier, "ArchivalDocument", title="hỏng")
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7\nnothing of a PDF")
    add_version(obj, tmp_path / "a.pdf", "a.pdf")
    with pytest.raises(UnreadableFile):
        page_picture(obj, 1, 200)


def test_pictures_lie_in_the_home(make_document):
    page_picture(make_document("a page of its own"), 1, 200)
    assert list(Home.from_environment().pictures.rglob("1-200-0.webp"))
