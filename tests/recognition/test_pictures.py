import io

import numpy as np
import pytest
import recognition_samples as samples
from PIL import Image

from hoso.recognition import Limits, errors, picture, read_pages

DOWN = Image.new("RGB", (300, 600), "white")
DOWN.paste("black", (0, 0, 300, 60))  # a dark bar at the top


def opened(data):
    return Image.open(io.BytesIO(data))


def dark_side(image):
    """Where the dark bar is."""
    grey = np.asarray(image.convert("L"), dtype=float)
    means = {"top": grey[0:20], "bottom": grey[-20:], "left": grey[:, :20], "right": grey[:, -20:]}
    return min(means, key=lambda side: means[side].mean())


def kinds():
    drawing = b"q 595 0 0 842 0 0 cm /X0 Do Q"
    yield samples.pdf(samples.PdfPage(drawing, objects=[samples.image_object(DOWN)]))
    yield samples.jpeg(DOWN)
    yield samples.tiff(DOWN)


@pytest.mark.parametrize("data", list(kinds()))
@pytest.mark.parametrize(("turn", "side"), [(0, "top"), (90, "right"), (180, "bottom"), (270, "left")])
def test_pictures_are_turned_clockwise_and_as_wide_as_asked(write, data, turn, side):
    image = opened(picture(write(data), 1, width=200, turn=turn))
    assert image.format == "WEBP"
    assert abs(image.width - 200) <= 1
    assert (image.width > image.height) == (turn in (90, 270))
    assert dark_side(image) == side


def test_the_orientation_a_camera_wrote_is_honoured(write):
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned clockwise by 90 degrees
    path = write(samples.jpeg(DOWN, exif=exif))
    assert dark_side(opened(picture(path, 1, width=300))) == "right"
    (page,) = read_pages(path)
    assert page.width > page.height


def test_the_picture_of_a_turned_page_stands_as_its_words(write):
    lines = ["QUYET DINH", "Can cu Luat Luu tru so 33/2024/QH15", "Theo de nghi cua Giam doc So Noi vu"] * 4
    path = write(samples.jpeg(samples.scan(lines).rotate(90, expand=True), dpi=(150, 150)))
    (page,) = read_pages(path)
    image = opened(picture(path, 1, width=600, turn=page.quality["turn"])).convert("L")
    assert page.quality["turn"] == 90
    assert image.width / image.height == pytest.approx(page.width / page.height, abs=0.01)
    dark, scale = np.asarray(image) < 128, image.width / page.width
    rows, columns = np.flatnonzero(dark.any(axis=1)), np.flatnonzero(dark.any(axis=0))
    boxes = np.array([word.box for word in page.words]) * scale
    assert [rows[0], columns[0]] == pytest.approx([boxes[:, 1].min(), boxes[:, 0].min()], abs=8)
    assert [rows[-1], columns[-1]] == pytest.approx([boxes[:, 3].max(), boxes[:, 2].max()], abs=8)


def test_transparent_and_sixteen_bit_pictures_are_drawn_on_paper(write):
    clear, deep = io.BytesIO(), io.BytesIO()
    Image.new("RGBA", (50, 50), (0, 0, 0, 0)).save(clear, "PNG")
    Image.fromarray(np.linspace(0, 65535, 2500, dtype=np.uint16).reshape(50, 50)).save(deep, "PNG")
    assert opened(picture(write(clear.getvalue()), 1, width=50)).convert("L").getextrema()[0] > 250
    low, high = opened(picture(write(deep.getvalue()), 1, width=50)).convert("L").getextrema()
    assert low < 20
    assert high > 235


def test_extreme_shapes_are_bounded(write):
    ribbon = samples.pdf(samples.PdfPage(box=(0.0, 0.0, 2.0, 14_400.0)))
    image = opened(picture(write(ribbon), 1))
    assert max(image.size) <= 16_000
    assert image.width * image.height <= 40_000_000


@pytest.mark.parametrize(
    ("data", "number", "limits", "cause"),
    [
        (samples.pdf(samples.PdfPage()), 2, Limits(), errors.NoSuchPage),
        (samples.tiff(DOWN), 2, Limits(), errors.NoSuchPage),
        (samples.jpeg(DOWN), 2, Limits(), errors.NoSuchPage),
        (samples.jpeg(DOWN), 1, Limits(pixels=100), errors.UnreadablePage),
        (samples.jpeg(samples.scan(["a"]))[:-4000], 1, Limits(), errors.UnreadablePage),
        (samples.pdf(samples.nested_forms(9, 12)), 1, Limits(cpu_seconds=1), errors.UnreadablePage),
        (samples.pdf(samples.PdfPage())[:200], 1, Limits(), errors.DamagedFile),
        (b"no picture", 1, Limits(), errors.NotSupportedFile),
    ],
)
def test_what_cannot_be_drawn_says_why(write, data, number, limits, cause):
    with pytest.raises(cause) as caught:
        picture(write(data, "bản vẽ.pdf"), number, limits=limits)
    assert "bản vẽ.pdf" in str(caught.value)


@pytest.mark.parametrize("wrong", [{"width": 0}, {"width": 100_000}, {"turn": 45}])
def test_sizes_out_of_bounds_are_refused(write, wrong):
    with pytest.raises(ValueError):
        picture(write(samples.jpeg(DOWN)), 1, **wrong)
