"""Searchable copies of picture files: their own compressed bytes where PDF knows them, the same looks always."""

import io
import struct
import zlib

import numpy as np
import pikepdf
import pytest
from PIL import Image, ImageCms, TiffImagePlugin
from recognition_samples import jpeg, scan, tiff

from hoso.recognition import Limits, Line, Page, compose, picture, probe
from hoso.recognition.searchable import CopyFailed, make_copy

DRAWN = scan(["Quyet dinh", "giao dat"], (620, 877))


def page(number=1):
    written, words = compose([Line((("chữ", (50.0, 50.0, 90.0, 62.0), 90.0),))])
    return Page(number, 100.0, 100.0, "ocr", "image_file", 90.0, written, words)


@pytest.fixture
def copied(write, tmp_path):
    def make(data, pages=1):
        original = write(data, "gốc")
        target = tmp_path / "copy.pdf"
        report = make_copy(original, map(page, range(1, pages + 1)), target)
        assert original.read_bytes() == data
        assert sorted(path.name for path in tmp_path.iterdir()) == ["copy.pdf", "gốc"]
        return original, target, report

    return make


def images(path):
    with pikepdf.open(path) as document:
        return [
            (dict(image.items()), image.read_raw_bytes())
            for leaf in document.pages
            for image in leaf.Resources.XObject.values()
        ]


def same_looks(original, copy, number=1, tolerance=3.0):
    """Whether a page looks alike in both, by its picture."""
    pictures = [Image.open(io.BytesIO(picture(path, number, width=600, format="png"))) for path in (original, copy)]
    assert all(abs(side - same) <= 1 for side, same in zip(pictures[0].size, pictures[1].size, strict=True))
    one, other = (np.asarray(each.convert("L").resize((600, 800)), dtype=float) for each in pictures)
    return np.abs(one - other).mean() < tolerance


def saved(image, format, **options):
    data = io.BytesIO()
    image.save(data, format, **options)
    return data.getvalue()


@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_a_jpeg_goes_in_as_it_is(copied, mode):
    data = jpeg(DRAWN.convert(mode), dpi=(150, 150))
    original, path, report = copied(data)
    ((entries, raw),) = images(path)
    assert raw == data and entries["/Filter"] == "/DCTDecode"
    assert report.archival and report.layers == 1
    assert same_looks(original, path)
    with pikepdf.open(path) as document:
        assert [float(edge) for edge in document.pages[0].MediaBox] == pytest.approx([0, 0, 297.6, 420.96], abs=0.01)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_an_orientation_told_by_the_file(copied, orientation):
    exif = Image.Exif()
    exif[0x0112] = orientation
    original, path, _ = copied(jpeg(DRAWN, dpi=(150, 150), exif=exif))
    assert same_looks(original, path)
    assert images(path)[0][1] == original.read_bytes()


def test_a_colour_profile_goes_along(copied):
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    _, path, report = copied(jpeg(DRAWN, icc_profile=profile))
    with pikepdf.open(path) as document:
        space = document.pages[0].Resources.XObject.Im0.ColorSpace
        assert space[0] == "/ICCBased" and space[1].read_bytes() == profile
    assert report.archival


def test_a_profile_that_does_not_fit_is_left_out(copied):
    grey = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ")).tobytes()
    _, path, report = copied(jpeg(DRAWN, icc_profile=grey))
    assert images(path)[0][0]["/ColorSpace"] == "/DeviceRGB" and report.archival


def test_printing_colours_claim_nothing(copied):
    original, path, report = copied(jpeg(DRAWN.convert("CMYK")))
    assert not report.archival and list(report.obstacles) == ["colour"]
    assert images(path)[0][1] == original.read_bytes()


@pytest.mark.parametrize("mode", ["1", "L", "RGB", "P"])
def test_a_png_goes_in_row_by_row(copied, mode):
    data = saved(DRAWN.convert(mode), "PNG", dpi=(150, 150))
    original, path, report = copied(data)
    ((_, raw),) = images(path)
    assert zlib.decompress(raw) == zlib.decompress(b"".join(chunks(data)))
    assert report.archival and same_looks(original, path)


def chunks(data):
    position = 8
    while position < len(data):
        (length,) = struct.unpack(">I", data[position : position + 4])
        if data[position + 4 : position + 8] == b"IDAT":
            yield data[position + 8 : position + 8 + length]
        position += 12 + length


@pytest.mark.parametrize("mode", ["RGBA", "LA", "I;16"])
def test_pngs_of_other_kinds_look_the_same(copied, mode):
    image = DRAWN.convert("L")
    if mode == "I;16":
        image = Image.fromarray(np.asarray(image).astype(np.uint16) * 257)
    else:
        image = image.convert(mode)
        image.putalpha(Image.linear_gradient("L").resize(image.size))
    original, path, report = copied(saved(image, "PNG"))
    assert report.archival and same_looks(original, path)


@pytest.mark.parametrize("bilevel", ["group4", "group3", "tiff_lzw", "packbits", "raw"])
def test_fax_pages_stay_fax_pages(copied, bilevel):
    original, path, report = copied(saved(DRAWN.convert("1"), "TIFF", compression=bilevel, dpi=(200, 200)))
    ((entries, _),) = images(path)
    assert entries["/Filter"] == "/CCITTFaxDecode"
    assert report.archival and same_looks(original, path)


@pytest.mark.parametrize("white_is_zero", [True, False])
def test_a_single_strip_of_group_4_goes_in_as_it_is(copied, monkeypatch, white_is_zero):
    monkeypatch.setattr(TiffImagePlugin, "STRIP_SIZE", 2**30)
    tags = TiffImagePlugin.ImageFileDirectory_v2()
    tags[262] = 0 if white_is_zero else 1
    data = saved(DRAWN.convert("1"), "TIFF", compression="group4", tiffinfo=tags)
    with Image.open(io.BytesIO(data)) as image:
        (offset,), (length,) = image.tag_v2[273], image.tag_v2[279]
    original, path, _ = copied(data)
    assert images(path)[0][1] == data[offset : offset + length]
    assert same_looks(original, path)


def test_pages_of_a_tiff_come_in_order_each_in_its_size(copied):
    small = DRAWN.resize((310, 400)).convert("L")
    original, path, report = copied(tiff(DRAWN, small, DRAWN.rotate(90, expand=True)), 3)
    assert report.pages == 3 and probe(path).pages == 3 and report.archival
    assert all(same_looks(original, path, number) for number in (1, 2, 3))


@pytest.mark.parametrize("mode", ["RGB", "YCbCr", "CMYK", "LAB"])
def test_tiffs_in_colour_look_the_same(copied, mode):
    options = {"compression": "jpeg"} if mode in ("RGB", "YCbCr") else {"compression": "tiff_lzw"}
    original, path, report = copied(saved(DRAWN.convert(mode) if mode != "LAB" else DRAWN, "TIFF", **options))
    assert report.archival and same_looks(original, path)


def test_a_picture_too_large_is_refused_before_it_is_decoded(write, tmp_path):
    with pytest.raises(CopyFailed) as refused:
        make_copy(write(jpeg(DRAWN), "a"), [page()], tmp_path / "b.pdf", limits=Limits(pixels=1000))
    assert refused.value.reason == "too_many_pixels" and refused.value.page == 1
