"""A long file being read goes on where it was, whoever is killed with -9."""

import hashlib
import zlib
from dataclasses import replace

import pytest
from PIL import Image, ImageDraw, ImageFont

from hoso.recognition import pack, unpack

pytestmark = pytest.mark.plone

PAGES = 14


def marked(number):
    """A word that only this page has."""
    return "".join(chr(ord("a") + int(digit)) * 3 for digit in f"{number:02}")


@pytest.fixture
def scan(tmp_path):
    """A file of pages without a text layer, each different."""
    font = ImageFont.load_default(size=40)
    pages = []
    for number in range(1, PAGES + 1):
        page = Image.new("L", (1240, 1754), 255)
        draw = ImageDraw.Draw(page)
        for line in range(3):
            draw.text((120, 200 + 90 * line), f"Quy trinh giao cho trang {marked(number)}", font=font, fill=0)
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


def test_a_long_reading_goes_on_when_worker_and_storage_are_killed(instance, scan):
    uid = instance.ask("add", scan, "Đọc bị ngắt")
    instance.start_worker()
    instance.wait_for(lambda: len(instance.spooled()) >= 3)
    instance.kill("worker")
    known = {tamper(path) for path in instance.spooled()}
    assert len(known) < PAGES, "the file was read to its end before the kill"
    assert instance.ask("show", uid)["texts"] == []

    instance.start_worker()
    instance.wait_for(lambda: len(instance.spooled()) > len(known))
    instance.kill("storage")
    instance.start_storage()
    instance.wait_for(finished(instance, scan))
    assert instance.worker.poll() is None

    answer = instance.ask("show", uid)
    assert answer["state"] in ("read", "review")
    assert answer["left"] == [0, 0, 0]
    assert len(answer["texts"]) == PAGES
    for number, text in enumerate(answer["texts"], 1):
        assert (text == "TỪ LẦN ĐỌC TRƯỚC") if number in known else (marked(number) in text)
