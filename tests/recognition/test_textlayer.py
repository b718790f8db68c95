import io

import numpy as np
import pytest
import recognition_samples as samples
from PIL import Image

from hoso.recognition import Limits, picture, read_pages

TCVN3 = "NghÞ ®Þnh cña ChÝnh phñ vÒ viÖc qu¶n lý"
VNI = "Nghò ñònh cuûa Chính phuû veà vieäc quaûn lyù"
LINES = ["Căn cứ Luật Tổ chức Chính phủ", "số 63/2025/QH15;"]


def only_page(path):
    (page,) = read_pages(path)
    return page


def assert_words_lie_on_the_ink(path, page):
    """Every dark pixel of the picture is in a word's box, and every box has some."""
    image = Image.open(io.BytesIO(picture(path, 1, width=round(2 * page.width)))).convert("L")
    scale = image.width / page.width
    assert image.height == pytest.approx(page.height * scale, abs=1)
    dark = np.asarray(image) < 128
    boxed = np.zeros_like(dark)
    for word in page.words:
        x0, y0, x1, y1 = (round(edge * scale) for edge in word.box)
        assert dark[y0:y1, x0:x1].any(), word
        boxed[y0 - 2 : y1 + 2, x0 - 2 : x1 + 2] = True
    assert not (dark & ~boxed).any()


def test_words_stand_at_their_place_in_the_text(write):
    page = only_page(write(samples.pdf(samples.text_page(LINES))))
    assert page.text == "\n".join(LINES)
    assert [word.text for word in page.words] == " ".join(LINES).split()
    assert all(page.text[w.start :].startswith(w.text) for w in page.words)
    assert (page.source, page.reason, page.confidence) == ("text", "text_layer", 100.0)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_boxes_are_those_of_the_page_as_displayed(write, turn):
    path = write(samples.pdf(samples.text_page(LINES, entries=b"/Rotate %d" % turn, box=(-20.0, 100.0, 500.0, 842.0))))
    page = only_page(path)
    assert (page.width, page.height) == ((742, 520) if turn in (90, 270) else (520, 742))
    assert page.text == "\n".join(LINES)
    assert_words_lie_on_the_ink(path, page)


@pytest.mark.parametrize(
    ("turn", "matrix"), [(90, b"0 1 -1 0 842 0"), (180, b"-1 0 0 -1 595 842"), (270, b"0 -1 1 0 0 595")]
)
@pytest.mark.parametrize("displayed_upright", [True, False])
def test_text_written_across_the_page_keeps_its_order(write, turn, matrix, displayed_upright):
    page = samples.text_page(LINES, entries=b"/Rotate %d" % turn if displayed_upright else b"")
    page.content = b"q " + matrix + b" cm " + page.content + b"Q"
    page.box = (0.0, 0.0, *samples.A4) if turn == 180 else (0.0, 0.0, *samples.A4[::-1])
    path = write(samples.pdf(page))
    read = only_page(path)
    assert read.text == "\n".join(LINES)
    assert_words_lie_on_the_ink(path, read)
    first = read.words[0].box
    assert (first == pytest.approx((60, 51, 86, 65), abs=1)) == displayed_upright


def test_decomposed_letters_come_composed(write):
    page = only_page(write(samples.pdf(samples.text_page([samples.decomposed(line) for line in LINES]))))
    assert page.text == "\n".join(LINES)


def test_a_number_parted_at_the_end_of_a_line_keeps_its_hyphen(write):
    page = only_page(write(samples.pdf(samples.text_page(["theo Nghị định số 109/2025/NĐ-", "CP ngày 12/5"]))))
    assert page.text == "theo Nghị định số 109/2025/NĐ-\nCP ngày 12/5"


def test_signs_outside_the_basic_plane_keep_the_places_of_the_rest(write):
    line = "Ký hiệu 𝑥 và 𝔸 trong công thức"
    path = write(samples.pdf(samples.text_page([line])))
    page = only_page(path)
    assert page.text == line
    assert_words_lie_on_the_ink(path, page)


def test_letters_drawn_later_from_another_font_take_their_place(write):
    alphabet = "Textbìnhườg ,đậm"
    content = (
        samples.text(60, 700, "Text bình th", alphabet=alphabet)
        + samples.text(160, 700, "ng, đậm", alphabet=alphabet)
        + samples.text(132, 700, "ườ", alphabet=alphabet)
    )
    page = only_page(write(samples.pdf(samples.PdfPage(content, unicode=alphabet))))
    assert page.words[2].text.startswith("thườ")
    assert page.text.index("ườ") < page.text.index("ng,") < page.text.index("đậm")


def test_columns_side_by_side_do_not_share_a_line(write):
    content = samples.text(60, 700, "BO NOI VU PHONG") + samples.text(330, 706, "CONG HOA XA HOI CHU NGHIA")
    assert only_page(write(samples.pdf(samples.PdfPage(content)))).text.split("\n") == [
        "BO NOI VU PHONG",
        "CONG HOA XA HOI CHU NGHIA",
    ]


def test_words_off_the_page_are_left_out(write):
    content = samples.text(60, 700, "noi thay duoc") + samples.text(60, 900, "ngoai trang giay")
    assert only_page(write(samples.pdf(samples.PdfPage(content)))).text == "noi thay duoc"


@pytest.mark.parametrize(
    ("stored", "font", "read", "reason"),
    [
        (TCVN3, b".VnTime", "Nghị định của Chính phủ về việc quản lý", "legacy_tcvn3"),
        (TCVN3, b".VnTimeH", "NGHỊ ĐỊNH CỦA CHÍNH PHỦ VỀ VIỆC QUẢN LÝ", "legacy_tcvn3"),
        (VNI, b"VNI-Times", "Nghị định của Chính phủ về việc quản lý", "legacy_vni"),
    ],
)
def test_legacy_encodings_are_converted(write, stored, font, read, reason):
    page = only_page(write(samples.pdf(samples.PdfPage(samples.text(40, 700, stored), font=font))))
    assert (page.text, page.reason, page.source) == (read, reason, "text")
    assert [word.text for word in page.words] == read.split()


def test_the_letter_that_is_a_soft_hyphen_survives_the_end_of_a_line(write):
    lines = ["NghÞ ®Þnh cña ChÝnh phñ ban hµnh th«ng t\xad", "C¨n cø LuËt L\xadu tr÷ sè 01/2011/QH13"]
    content = b"".join(samples.text(60, 700 - 20 * row, line) for row, line in enumerate(lines))
    page = only_page(write(samples.pdf(samples.PdfPage(content, font=b".VnTime"))))
    assert page.text == "Nghị định của Chính phủ ban hành thông tư\nCăn cứ Luật Lưu trữ số 01/2011/QH13"


def test_text_beyond_the_limit_is_cut_and_the_record_says_so(write):
    path = write(samples.pdf(samples.text_page(["Căn cứ Luật Lưu trữ"] * 30)))
    (page,) = read_pages(path, limits=Limits(text_bytes=200))
    assert 100 < len(page.text.encode()) <= 200
    assert page.quality == {"cut": True}
    assert "cut" not in only_page(path).quality
