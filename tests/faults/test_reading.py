"""A long file being read goes on where it was, whoever is killed."""

import hashlib
import zlib
from dataclasses import replace

import pytest
from PIL import Image, ImageDraw, ImageFont

from hoso.recognition import pack, unpack

pytestmark = pytest.mark.plone

PAGES = 24
FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf"


def marked(number):
    """A word that only this page has."""
    return "".join(chr(ord("a") + int(digit)) * 3 for digit in f"{number:02}")


@pytest.fixture
def scan(tmp_path):
    """A file of pages without a text layer, each different."""
    font = ImageFont.truetype(FONT, 40)
    pages = []
    for number in range(1, PAGES + 1):
        page = Image.new("L", (1240, 1754), 255)
        draw = ImageDraw.Draw(page)
        for line in range(8):
            draw.text((120, 200 + 90 * line), f"Quyết định giao đất, trang {marked(number)}", font=font, fill=0)
        pages.append(page)
    path = tmp_path / "scan.pdf"
    pages[0].save(path, save_all=True, append_images=pages[1:], resolution=150)
    return path


def tamper(path):
    """Leave a mark in a spooled page, by which it is known again in the reading."""
    page = unpack(zlib.decompress(path.read_bytes()))
    path.write_bytes(zlib.compress(pack(replace(page, text="TỪ LẦN ĐỌC TRƯỚC", words=()))))
    return page.number


def finished(instance, scan):
    folder = instance.home.spool / hashlib.sha256(scan.read_bytes()).hexdigest()
    return lambda: not folder.exists()


def test_a_killed_worker_goes_on_from_the_spool(instance, scan):
    uid = instance.ask("add", scan, "Giết tiến trình đọc")
    instance.start_worker()
    instance.wait_for(lambda: len(instance.spooled()) >= 4)
    instance.kill("worker")
    known = {tamper(path) for path in instance.spooled()}
    assert len(known) < PAGES, "the file was read to its end before the kill"
    assert instance.ask("show", uid)["texts"] == []
    instance.start_worker()
    instance.wait_for(finished(instance, scan))
    answer = instance.ask("show", uid)
    assert answer["state"] in ("read", "review")
    assert answer["left"] == [0, 0, 0]
    assert len(answer["texts"]) == PAGES
    for number, text in enumerate(answer["texts"], 1):
        assert (text == "TỪ LẦN ĐỌC TRƯỚC") if number in known else (marked(number) in text)


def test_storage_killed_while_a_file_is_read(instance, scan):
    uid = instance.ask("add", scan, "Giết kho dữ liệu")
    instance.start_worker()
    instance.wait_for(lambda: len(instance.spooled()) >= 4)
    instance.kill("storage")
    instance.start_storage()
    instance.wait_for(finished(instance, scan))
    assert instance.worker.poll() is None
    answer = instance.ask("show", uid)
    assert answer["left"] == [0, 0, 0]
    assert [marked(number) in text for number, text in enumerate(answer["texts"], 1)] == [True] * PAGES
