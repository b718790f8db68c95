import os
import signal
import subprocess
import sys
import time

import psutil
import pytest
import recognition_samples as samples

from hoso.recognition import Limits, Page, explain, forget_pages, read_pages
from hoso.recognition.reading import ENGINE_VERSION, sha256_of
from hoso.recognition.spool import Spool

TEXT = samples.text_page(["Căn cứ Luật Lưu trữ ngày 21 tháng 6 năm 2024"])
SCAN = samples.scan_page(["QUYET DINH", "Can cu Luat Luu tru"])
HEAVY = samples.nested_forms(9, 12)


def numbered(count):
    return samples.pdf(*(samples.text_page([f"Trang thứ {number} của tập lưu này"]) for number in range(1, count + 1)))


def summary(pages):
    return [(page.number, page.source, page.reason) for page in pages]


def descendants():
    return [child for child in psutil.Process().children(recursive=True) if child.status() != psutil.STATUS_ZOMBIE]


def test_each_page_is_read_by_the_way_that_suits_it(write):
    garbage = samples.text(60, 700, "CQNG HbA xA HQI CHfr NGHiA VI$T NAM DQc l4p Tg do Hqnh phric", before=b"3 Tr")
    pages = list(
        read_pages(
            write(
                samples.pdf(
                    TEXT,
                    SCAN,
                    samples.PdfPage(),
                    samples.scan_page(["QUYET DINH", "Can cu Luat Luu tru"], layer=garbage),
                )
            )
        )
    )
    assert summary(pages) == [
        (1, "text", "text_layer"),
        (2, "ocr", "no_text_layer"),
        (3, "blank", "blank_page"),
        (4, "ocr", "garbage_layer"),
    ]
    for page in (pages[1], pages[3]):
        assert "Can cu Luat Luu tru" in page.text
        assert (page.width, page.height) == pytest.approx((595, 842), abs=1)


def test_a_scan_with_a_line_of_signature_text_is_recognised(write):
    stamp = samples.text(300, 40, "Ky boi: So Noi vu, ngay 12 thang 5 nam 2024")
    lines = ["Can cu Luat Luu tru va de nghi cua So Noi vu"] * 12
    drawing = b"q 595 0 0 802 0 60 cm /X0 Do Q\n" + stamp
    page = samples.PdfPage(drawing, objects=[samples.image_object(samples.scan(lines))])
    (read,) = read_pages(write(samples.pdf(page)))
    assert (read.source, read.reason) in {("ocr", "uncovered_ink"), ("ocr", "garbage_layer")}
    assert "Luu tru" in read.text


def test_words_under_a_black_box_are_not_read(write):
    box = b"0 g 110 695 80 20 re f\n"
    lines = ["Người tố cáo: Nguyễn Văn Mật, xã Kín"]
    shown, hidden = samples.text_page(lines), samples.text_page(lines)
    hidden.content += box
    first, second = read_pages(write(samples.pdf(shown, hidden)))
    assert "Nguyễn" in first.text
    assert first.reason == "text_layer"
    hidden.content = hidden.content.replace(b"110 695 80 20", b"100 775 120 20")
    (covered,) = read_pages(write(samples.pdf(hidden)))
    assert covered.reason == "covered_text"
    assert second.reason == "text_layer"  # the box of that page lies beside the words
    assert "Nguyễn" not in covered.text


@pytest.mark.parametrize("processes", [1, 3])
def test_pages_come_in_order_from_the_first_asked_for(write, processes):
    pages = read_pages(write(numbered(25)), first=4, processes=processes)
    assert [page.text.split()[2] for page in pages] == [str(number) for number in range(4, 26)]


def test_a_page_that_uses_up_its_time_fails_alone(write):
    pages = list(read_pages(write(samples.pdf(HEAVY, TEXT)), limits=Limits(cpu_seconds=1)))
    assert summary(pages) == [(1, "failed", "timeout"), (2, "text", "text_layer")]
    assert (pages[0].width, pages[0].height) == samples.A4


def test_after_many_failures_in_a_row_the_rest_is_given_up(write):
    looped = samples.pdf(HEAVY, *[samples.PdfPage()] * 3)
    pages = list(read_pages(write(looped), limits=Limits(cpu_seconds=1, failures_in_row=1)))
    assert [page.reason for page in pages] == ["timeout", "given_up", "given_up", "given_up"]


def test_a_page_that_is_damaged_fails_alone(write):
    data = samples.pdf(TEXT, TEXT)
    broken = data.replace(b"/Kids [3 0 R 7 0 R]", b"/Kids [9 9 R 7 0 R]")
    assert broken != data
    pages = list(read_pages(write(broken)))
    assert summary(pages) == [(1, "failed", "damaged"), (2, "text", "text_layer")]


def test_a_picture_with_too_many_pixels_fails_alone(write):
    limits = Limits(pixels=1000)
    assert summary(read_pages(write(samples.pdf(SCAN, TEXT)), limits=limits)) == [
        (1, "failed", "too_many_pixels"),
        (2, "text", "text_layer"),
    ]
    tiff = write(samples.tiff(samples.scan(["a"], (20, 20)), samples.scan(["QUYET DINH"], (400, 200))))
    assert summary(read_pages(tiff, limits=limits)) == [(1, "blank", "blank_page"), (2, "failed", "too_many_pixels")]


def test_a_child_that_dies_costs_no_page(write):
    reading = read_pages(write(numbered(40)))
    pages = [next(reading)]
    for child in descendants():
        child.send_signal(signal.SIGKILL)
    pages += reading
    assert [page.number for page in pages] == list(range(1, 41))
    assert {page.source for page in pages} == {"text"}


def test_a_child_that_hangs_is_ended(write):
    reading = read_pages(write(samples.pdf(TEXT, SCAN)), limits=Limits(wall_seconds=1))
    next(reading)
    stopped = descendants()
    for child in stopped:
        child.send_signal(signal.SIGSTOP)
    (page,) = reading
    assert page.number == 2
    assert page.reason in {"no_text_layer", "stalled"}
    assert not any(child.is_running() and child.status() != psutil.STATUS_ZOMBIE for child in stopped)


def test_closing_early_leaves_no_process_and_no_file(write, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    reading = read_pages(write(numbered(20)), processes=2)
    next(reading)
    assert descendants()
    reading.close()
    assert not descendants()
    assert not list(tmp_path.glob("hoso-child-*"))


def test_children_end_with_a_killed_parent(write):
    program = (
        "import sys, time; from hoso.recognition import read_pages\n"
        "reading = read_pages(sys.argv[1]); next(reading); print('first', flush=True); time.sleep(60)"
    )
    path = write(numbered(20))
    with subprocess.Popen([sys.executable, "-c", program, str(path)], stdout=subprocess.PIPE) as parent:
        assert parent.stdout.readline() == b"first\n"
        children = psutil.Process(parent.pid).children(recursive=True)
        assert children
        os.kill(parent.pid, signal.SIGKILL)
    _, alive = psutil.wait_procs(children, timeout=10)
    assert not alive


def test_a_killed_reading_goes_on_where_it_was(write, tmp_path):
    path, spool = write(numbered(12)), tmp_path / "spool"
    reading = read_pages(path, spool=spool)
    for _ in range(5):
        next(reading)
    reading.close()
    kept = Spool(spool, sha256_of(path), f"{ENGINE_VERSION}-vie")
    kept.put(Page(3, 1, 1, "text", "text_layer", 100.0, "từ lần đọc trước", ()))
    texts = [page.text for page in read_pages(path, spool=spool)]
    assert texts[2] == "từ lần đọc trước"
    assert [text.split()[2] for text in texts if text != texts[2]] == [str(n) for n in range(1, 13) if n != 3]


def test_a_torn_record_is_read_anew_and_a_forgotten_file_is_gone(write, tmp_path):
    path, spool = write(numbered(2)), tmp_path / "spool"
    first = list(read_pages(path, spool=spool))
    records = sorted(spool.rglob("*.page"))
    assert len(records) == 2
    records[0].write_bytes(records[0].read_bytes()[:20])
    assert list(read_pages(path, spool=spool)) == first
    forget_pages(spool, sha256_of(path))
    assert not list(spool.rglob("*.page"))


def test_pages_of_another_language_are_not_taken_from_the_spool(write, tmp_path):
    path = write(samples.pdf(SCAN))
    (page,) = read_pages(path, spool=tmp_path / "spool")
    (other,) = read_pages(path, spool=tmp_path / "spool", language="eng")
    assert page.quality["tesseract"].endswith("vie")
    assert other.quality["tesseract"].endswith("eng")


def test_every_failure_can_be_explained():
    for reason in ("damaged", "too_small", "too_many_pixels", "timeout", "stalled", "memory", "crashed", "given_up"):
        assert explain(reason).endswith(".")
    with pytest.raises(KeyError):
        explain("no such reason")


def test_waiting_between_pages_is_not_counted_against_the_child(write):
    # Answers so large that a child cannot finish handing one over while nobody takes it.
    full = samples.text_page(["Căn cứ Luật Lưu trữ " * 60] * 40, box=(0.0, 0.0, 8000.0, 842.0))
    reading = read_pages(write(samples.pdf(full, full, full)), limits=Limits(wall_seconds=3))
    next(reading)
    time.sleep(3.5)
    assert [page.source for page in reading] == ["text", "text"]
