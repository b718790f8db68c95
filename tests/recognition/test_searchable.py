"""Searchable copies: the words lie where they were read, the page and its pictures stay as they are."""

import hashlib
import io
import unicodedata

import numpy as np
import pikepdf
import pypdfium2
import pytest
from PIL import Image
from recognition_samples import PdfPage, image_object, jpeg, pdf, protected, scan, scan_page, signed, text, text_page

from hoso.recognition import Limits, Line, Page, UnreadableFile, compose, picture, probe
from hoso.recognition.frame import Frame, turned
from hoso.recognition.pdf import PdfSource
from hoso.recognition.searchable import CopyFailed, make_copy
from hoso.recognition.searchable.placing import placed
from hoso.recognition.textlayer import LayerReader

LINES = (("CỘNG", "HÒA", "XÃ", "HỘI"), ("Quyết", "định", "số", "1004/QĐ-UBND"), ("giao", "đất", "-", "ngày"))


def as_read(number=1, width=595.0, height=842.0, lines=LINES, source="ocr", reason="no_text_layer", **quality):
    """A page of words in lines, each in a box of its own."""
    rows = []
    for row, words in enumerate(lines):
        top = 80.0 + 40 * row
        places = [(70 + 90 * n, top, 140 + 90 * n, top + 14) for n in range(len(words))]
        rows.append(Line(tuple((word, place, 90.0) for word, place in zip(words, places, strict=True))))
    written, words = compose(rows)
    return Page(number, width, height, source, reason, 90.0, written, words, quality)


@pytest.fixture
def copied(write, tmp_path):
    """Make the copy of a file's bytes; the path of the copy and what is said of it."""

    def make(data, *pages, name="gốc.pdf", **options):
        original = write(data, name)
        target = tmp_path / f"{hashlib.sha256(data).hexdigest()[:8]}-{len(list(tmp_path.iterdir()))}.pdf"
        report = make_copy(original, pages, target, **options)
        assert original.read_bytes() == data
        assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(target.name)) == [target.name]
        return target, report

    return make


def texts(path):
    """The text of each page as readers find it."""
    with pypdfium2.PdfDocument(path) as document:
        return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]


def lines_of(written):
    return [" ".join(line.split()) for line in written.split("\n") if line.strip()]


def words_with_boxes(path, number=1):
    """The words of a page with their boxes as displayed."""
    source = PdfSource(path, Limits())
    with source.page(number) as page, LayerReader(page, Frame.of(page), 100_000) as reader:
        return [(word.text, word.box) for word in reader.read().words]


def streams(path):
    """The raw bytes of all pictures of a file."""
    with pikepdf.open(path) as document:
        return sorted(
            hashlib.sha256(item.read_raw_bytes()).hexdigest()
            for item in document.objects
            if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image"
        )


def test_words_are_found_line_by_line_and_lie_where_they_were_read(copied):
    page = as_read()
    path, report = copied(pdf(scan_page(["anything"])), page, title="Quyết định 1004")
    assert report.layers == report.pages == 1 and report.archival and not report.changes
    assert lines_of(texts(path)[0]) == [" ".join(line) for line in LINES]
    found = words_with_boxes(path)
    assert [word for word, _ in found] == [word.text for word in page.words]
    for (_, box), word in zip(found, page.words, strict=True):
        assert box == pytest.approx(word.box, abs=2)


def test_page_content_and_pictures_stay_byte_for_byte(copied, write):
    data = pdf(scan_page(["one"]), scan_page(["two"]))
    path, _ = copied(data, as_read(1), as_read(2))
    assert streams(path) == streams(write(data, "again.pdf"))
    with pikepdf.open(path) as made, pikepdf.open(io.BytesIO(data)) as original:
        for number in range(2):
            assert made.pages[number].Contents[-1].read_bytes() == original.pages[number].Contents.read_bytes()
            assert list(made.pages[number].MediaBox) == list(original.pages[number].MediaBox)
    with pypdfium2.PdfDocument(path) as made, pypdfium2.PdfDocument(data) as original:
        for number in range(2):
            assert np.array_equal(made[number].render().to_numpy(), original[number].render().to_numpy())


def test_the_same_input_gives_the_same_bytes(copied):
    data = pdf(scan_page(["one"]))
    assert copied(data, as_read(), title="a")[0].read_bytes() == copied(data, as_read(), title="a")[0].read_bytes()


def test_what_archives_ask_for_is_there(copied):
    path, _ = copied(pdf(scan_page(["one"])), as_read(), title="Tên <&> \x00")
    head = path.read_bytes()[:1024]
    assert head.startswith(b"%PDF-1.7") and b"/Linearized" not in head
    with pikepdf.open(path) as made:
        xmp = made.Root.Metadata.read_bytes().decode()
        assert "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>" in xmp
        assert "Tên &lt;&amp;&gt; <" in xmp
        (intent,) = made.Root.OutputIntents
        assert intent.S == "/GTS_PDFA1" and intent.DestOutputProfile.read_bytes()[36:40] == b"acsp"
        assert "/Info" not in made.trailer
        assert not made.is_encrypted


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_turned_and_cropped_pages(copied, rotate, turn):
    data = pdf(PdfPage(b"0 0 m 1 1 l S", b"/Rotate %d /CropBox [20 30 520 730]" % rotate, (-10, 5, 600, 800)))
    displayed = (500.0, 700.0) if rotate % 180 == 0 else (700.0, 500.0)
    upright = displayed if turn % 180 == 0 else displayed[::-1]
    page = as_read(width=upright[0], height=upright[1], turn=turn)
    path, _ = copied(data, page)
    found = dict(words_with_boxes(path))
    assert set(found) == {word.text for word in page.words}
    for word in page.words:
        assert found[word.text] == pytest.approx(turned(word.box, upright, -turn), abs=2)


def test_a_page_whose_size_was_corrected_for_reading(copied):
    half = as_read(width=297.5, height=421.0, lines=(("Quyết", "định"),))
    path, _ = copied(pdf(scan_page(["one"])), half)
    found = dict(words_with_boxes(path))
    for word in half.words:
        assert found[word.text] == pytest.approx(tuple(2 * edge for edge in word.box), abs=2)


def test_every_letter_comes_back(copied):
    vowels = "aăâeêioôơuưy"
    tones = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
    letters = [unicodedata.normalize("NFC", vowel + tone) for vowel in vowels for tone in tones] + ["đ", "d"]
    rare = ["₫", "§", "№", "…", "“”", "😀", "ộ̀", "\u01b0\u01a1", "ﬁ"]
    words = [*letters, *(letter.upper() for letter in letters), *rare]
    lines = [tuple(words[start : start + 5]) for start in range(0, len(words), 5)]
    path, _ = copied(pdf(PdfPage(box=(0, 0, 595, 2000))), as_read(height=2000.0, lines=lines))
    # PDFium gives ligatures in their letters.
    assert texts(path)[0].split() == [unicodedata.normalize("NFKC", word) if word == "ﬁ" else word for word in words]


def test_words_that_only_a_person_wrote_stand_in_their_line():
    page = as_read(lines=(("Quyết", "định"), ("giao", "đất")))
    written = "Mở đầu\nQuyết này định thêm\ngiao đất\nhết"
    kept, start = [], 0
    for word in page.words:
        start = written.index(word.text, start)
        kept.append(type(word)(word.text, word.box, 90.0, start))
    found = placed(Page(1, 595, 842, "ocr", "x", 90.0, written, tuple(kept)))
    assert [[word.text for word in line] for line in found] == [line.split() for line in written.split("\n")]
    for line in found:
        assert all(one.box[0] < other.box[0] for one, other in zip(line, line[1:], strict=False))
        for word in line:
            assert 0 <= word.box[0] < word.box[2] <= 595 and 0 <= word.box[1] < word.box[3] <= 842
    middle = {word.text: word.box for word in found[1]}
    assert middle["Quyết"][2] <= middle["này"][0] and middle["này"][2] <= middle["định"][0]


def test_a_text_without_any_box_still_goes_in(copied):
    page = Page(1, 595, 842, "failed", "timeout", None, "Một hai\nba", (), {"corrected": {}})
    path, _ = copied(pdf(PdfPage(b"0 0 m S")), page)
    assert lines_of(texts(path)[0]) == ["Một hai", "ba"]


def test_a_good_text_layer_is_left_alone(copied):
    data = pdf(text_page(["Quyet dinh giao dat"]))
    with pypdfium2.PdfDocument(data) as original:
        before = original[0].get_textpage().get_text_range()
    path, report = copied(data, as_read(source="text", reason="text_layer"))
    assert report.layers == 0
    assert texts(path) == [before]


GARBAGE = text(80, 700, "Qvy3t djnh gl@o", before=b"3 Tr")


def test_bad_hidden_text_gives_way_to_ours(copied):
    path, report = copied(pdf(scan_page(["one"], layer=GARBAGE)), as_read(reason="garbage_layer"))
    assert "Qvy3t" not in texts(path)[0] and "Quyết định" in texts(path)[0]
    assert report.changes == {"old_layer": 1} and report.archival


def test_text_under_a_picture_of_the_whole_page_counts_as_hidden(copied):
    covered = text(80, 700, "Qvy3t djnh gl@o")
    visible = text(80, 100, "Ky boi: UBND")
    leaf = scan_page(["one"], layer=covered)
    leaf.content += visible
    path, _ = copied(pdf(leaf), as_read(reason="garbage_layer"))
    assert "Qvy3t" not in texts(path)[0] and "Ky boi: UBND" in texts(path)[0]


def test_hidden_text_in_a_form_is_found_too(copied):
    leaf = PdfPage(b"/X0 Do")
    leaf.objects.append(
        b"<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font << /F0 5 0 R >> >> /Length %d >>\n"
        b"stream\n%s\nendstream" % (len(GARBAGE), GARBAGE)
    )
    path, _ = copied(pdf(leaf), as_read())
    assert "Qvy3t" not in texts(path)[0]


def test_visible_text_that_follows_hidden_text_is_not_moved(copied):
    entangled = b"BT /F0 12 Tf 80 700 Td 3 Tr (hidden) Tj 0 Tr (seen) Tj ET"
    path, report = copied(pdf(scan_page(["one"]), PdfPage(entangled)), as_read(1), as_read(2))
    assert report.changes == {"old_layer_kept": 1}
    assert "hiddenseen" in texts(path)[1]


def test_lines_that_the_page_shows_as_text_are_not_said_twice(copied):
    leaf = text_page(["Quyet dinh giao dat", "Dieu hai"])
    source = pdf(leaf)
    with pypdfium2.PdfDocument(source) as document:
        layer = document[0].get_textpage()
        boxes = [layer.get_rect(index) for index in range(layer.count_rects())]
    rows = []
    for line, (left, bottom, right, top) in zip(("Quyet dinh giao dat", "Điều hai"), boxes, strict=True):
        names = line.split()
        step = (right - left) / len(names)
        rows.append(
            Line(
                tuple(
                    (name, (left + step * n, 842 - top, left + step * (n + 1), 842 - bottom), 100.0)
                    for n, name in enumerate(names)
                )
            )
        )
    written, words = compose(rows)
    page = Page(1, 595, 842, "text", "text_layer", 100.0, written, words, {"corrected": {}})
    path, _ = copied(source, page)
    assert texts(path)[0].count("Quyet dinh giao dat") == 1
    assert "Điều hai" in texts(path)[0]


def test_a_legacy_encoding_gets_its_letters(copied):
    path, report = copied(pdf(text_page(["Quyet dinh"])), as_read(source="text", reason="legacy_tcvn3"))
    assert report.layers == 1 and "Quyết định số 1004/QĐ-UBND" in texts(path)[0].replace("\n", " ")


def test_a_signature_stays_with_the_original(copied, write):
    data = signed(scan_page(["one"]))
    path, report = copied(data, as_read())
    assert "signature" in report.changes and report.archival
    assert probe(write(data, "ký.pdf")).signed and not probe(path).signed


def test_the_picture_of_a_signature_stays_on_the_page(copied):
    look = (
        b"<< /Type /XObject /Subtype /Form /BBox [0 0 100 50] /Resources << >> /Length 24 >>\nstream\n"
        b"1 0 0 rg 0 0 100 50 re f\nendstream"
    )
    widget = b"<< /Type /Annot /Subtype /Widget /FT /Sig /T (S) /F 4 /Rect [100 100 200 150] /AP << /N 4 0 R >> >>"
    data = pdf(
        PdfPage(b"0 0 m S", b"/Annots [3 0 R]"),
        catalog=b"/AcroForm << /SigFlags 3 /Fields [3 0 R] >>",
        more=(widget, look),
    )
    path, report = copied(data, as_read())
    assert report.changes["signature"] and report.archival
    with pypdfium2.PdfDocument(path) as document:
        pixels = document[0].render().to_numpy()
    assert tuple(pixels[842 - 125, 150]) == (0, 0, 255)  # BGR
    with pikepdf.open(path) as made:
        assert "/AcroForm" not in made.Root and not len(made.pages[0].Annots)


def test_encryption(copied, write, tmp_path):
    plain = pdf(scan_page(["one"]))
    path, report = copied(protected(plain, user="", owner="x"), as_read())
    assert report.changes == {"encryption": 1} and report.archival
    locked = write(protected(plain, user="x", owner="x"), "khóa.pdf")
    with pytest.raises(CopyFailed) as refused:
        make_copy(locked, [as_read()], tmp_path / "never.pdf")
    assert refused.value.reason == "encrypted"
    assert not (tmp_path / "never.pdf").exists()


@pytest.mark.parametrize("data", [b"%PDF-1.7\nnothing", jpeg(scan(["a"]))[:300]])
def test_damaged_files(write, tmp_path, data):
    with pytest.raises(CopyFailed) as refused:
        make_copy(write(data, "hỏng"), [as_read()], tmp_path / "never.pdf")
    assert refused.value.reason == "damaged"


def test_other_files(write, tmp_path):
    with pytest.raises(UnreadableFile):
        make_copy(write(b"text", "a.txt"), [as_read()], tmp_path / "never.pdf")


def test_a_child_out_of_memory_is_a_named_failure(write, tmp_path):
    limits = Limits(memory_bytes=80 << 20)
    with pytest.raises(CopyFailed) as refused:
        make_copy(write(pdf(scan_page(["one"]))), [as_read()], tmp_path / "never.pdf", limits=limits)
    # Which library meets the limit first is chance, and some take it for a fault of the file.
    assert refused.value.reason in ("memory", "crashed", "damaged")


def test_a_long_scan_needs_no_more_memory_than_a_short_one(write, tmp_path):
    noise = np.random.default_rng(1).integers(0, 255, (900, 640, 3), dtype=np.uint8)
    drawn = image_object(Image.fromarray(noise))
    # Each picture differs, so that none is kept once for all.
    pictures = [drawn.replace(b"\nendstream", b"%08d\nendstream" % n) for n in range(200)]
    data = pdf(*(PdfPage(b"595 0 0 842 0 0 cm /X0 Do", objects=[each]) for each in pictures))
    assert len(data) > 80 << 20
    told = []
    path, limits = tmp_path / "copy.pdf", Limits(memory_bytes=300 << 20)
    report = make_copy(write(data), (as_read(n) for n in range(1, 201)), path, passed=told.append, limits=limits)
    assert (report.pages, report.layers) == (200, 200) and told == list(range(1, 201))
    assert path.stat().st_size < len(data) + 200 * 8_000


def test_the_picture_of_a_copy_is_that_of_the_original(copied, write):
    """The doors that open originals open copies too."""
    data = pdf(scan_page(["one"]))
    path, _ = copied(data, as_read())
    assert picture(path, 1, width=400) == picture(write(data, "g.pdf"), 1, width=400)
