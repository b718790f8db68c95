import io

import pytest

from hoso.pages.pagefile import DamagedReading, read_page, read_texts, write_pages
from hoso.recognition import Line, Page, compose


def page(number, text="Quyết định số 1004/QĐ-UBND"):
    words = tuple((word, (10.0 * at, 20.0, 10.0 * at + 8, 30.0), 95.5) for at, word in enumerate(text.split()))
    text, placed = compose([Line(words)])
    return Page(number, 595.0, 842.0, "ocr", "no_text_layer", 95.5, text, placed, {"turn": 90}, ((("a", "b"),),))


@pytest.fixture
def path(tmp_path):
    return tmp_path / "reading"


@pytest.mark.parametrize("count", [0, 1, 2, 300])
def test_every_page_comes_back_as_it_was(path, count):
    pages = [page(number, f"trang {number} có nội dung") for number in range(1, count + 1)]
    assert list(write_pages(path, pages)) == pages
    with path.open("rb") as file:
        assert [read_page(file, number) for number in range(count, 0, -1)] == pages[::-1]
        for number in (0, -1, count + 1):
            with pytest.raises(IndexError):
                read_page(file, number)


@pytest.mark.parametrize("words", [0, 3, 5_000])
def test_texts_come_without_the_words(path, words):
    pages = [page(number, " ".join(f"chữ{number}" for _ in range(words))) for number in range(1, 4)]
    assert list(write_pages(path, pages)) == pages
    with path.open("rb") as file:
        assert list(read_texts(file)) == [each.text for each in pages]


def test_pages_are_passed_on_one_by_one(path):
    """The writer asks for a page only when the one before is written: memory does not grow with the file."""
    asked = []

    def source():
        for number in range(1, 4):
            asked.append(number)
            yield page(number)

    for written in write_pages(path, source()):
        assert asked[-1] == written.number


def test_a_missing_page_is_noticed(path):
    with pytest.raises(ValueError, match="page 3 came where page 2"):
        list(write_pages(path, [page(1), page(3)]))


def test_a_reading_is_never_written_over(path):
    path.write_bytes(b"something")
    with pytest.raises(FileExistsError):
        list(write_pages(path, [page(1)]))
    assert path.read_bytes() == b"something"


@pytest.mark.parametrize("cut", [1, 8, 40])
def test_a_torn_file_is_damaged_not_empty(path, cut):
    list(write_pages(path, [page(1), page(2)]))
    with pytest.raises(DamagedReading):
        read_page(io.BytesIO(path.read_bytes()[:-cut]), 1)


def test_a_changed_page_is_damaged(path):
    list(write_pages(path, [page(1), page(2)]))
    content = bytearray(path.read_bytes())
    content[20] ^= 0xFF
    with pytest.raises(DamagedReading):
        read_page(io.BytesIO(content), 1)
    assert read_page(io.BytesIO(content), 2) == page(2)
