"""A picture of a file as the stream of a PDF image: its compressed bytes as they are where PDF knows their form."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from PIL import Image, TiffImagePlugin

_PNG_START = 8
_JPEG_SPACES = {"L": b"/DeviceGray", "RGB": b"/DeviceRGB", "CMYK": b"/DeviceCMYK"}
_GROUP4 = 4
_STRIP_OFFSETS, _STRIP_LENGTHS, _FILL_ORDER, _WHITE_IS_ZERO, _COMPRESSION, _T6_OPTIONS = 273, 279, 266, 262, 259, 293
_REVERSED = bytes(int(f"{value:08b}"[::-1], 2) for value in range(256))
_LARGEST_STRIP = 2**31 - 1


@dataclass(slots=True)
class PdfImage:
    """The data of an image stream, the entries of its dictionary, and objects that these name as ``{0}``, ``{1}``."""

    width: int
    height: int
    data: bytes
    entries: bytes
    objects: list[tuple[bytes, bytes]] = field(default_factory=list)


def of_jpeg(image: Image.Image, data: bytes) -> PdfImage | None:
    """A JPEG file as it is; ``None`` for a kind of JPEG that PDF does not know."""
    space = _JPEG_SPACES.get(image.mode)
    if space is None or not _plain_jpeg(data):
        return None
    entries = b"/Filter /DCTDecode /BitsPerComponent 8"
    if image.mode == "CMYK" and "adobe" in image.info:
        # Adobe's programs write these inverted, and say so.
        entries += b" /Decode [1 0 1 0 1 0 1 0]"
    return _coloured(PdfImage(*image.size, data, entries), space, image)


def of_png(image: Image.Image, data: bytes) -> PdfImage | None:
    """A PNG file's compressed rows as they are; ``None`` where they are interlaced or have transparent parts."""
    header, palette, rows = b"", b"", []
    for name, content in _chunks(data):
        if name == b"IHDR":
            header = content
        elif name == b"PLTE":
            palette = content
        elif name == b"tRNS":
            return None
        elif name == b"IDAT":
            rows.append(content)
    width, height, depth, kind, _, _, interlaced = struct.unpack(">IIBBBBB", header)
    if interlaced or kind not in (0, 2, 3):
        return None
    colours = 3 if kind == 2 else 1
    entries = (
        b"/Filter /FlateDecode /BitsPerComponent %d /DecodeParms << /Predictor 15 /Colors %d /BitsPerComponent %d"
        b" /Columns %d >>" % (depth, colours, depth, width)
    )
    found = PdfImage(width, height, b"".join(rows), entries)
    if kind == 3:
        found.entries += b" /ColorSpace [/Indexed /DeviceRGB %d <%s>]" % (
            len(palette) // 3 - 1,
            palette.hex().encode(),
        )
        return found
    return _coloured(found, b"/DeviceRGB" if kind == 2 else b"/DeviceGray", image)


def of_tiff(image: Image.Image, file: Any) -> PdfImage | None:
    """The strip of a page in group 4 fax form as it is; ``None`` for pages of any other form."""
    tags = image.tag_v2
    offsets, lengths = tags.get(_STRIP_OFFSETS, ()), tags.get(_STRIP_LENGTHS, ())
    if image.mode != "1" or tags.get(_COMPRESSION) != _GROUP4 or len(offsets) != 1 or len(lengths) != 1:
        return None
    if tags.get(_T6_OPTIONS, 0) or tags.get(_WHITE_IS_ZERO) not in (0, 1):
        return None
    file.seek(offsets[0])
    data = file.read(lengths[0])
    if tags.get(_FILL_ORDER, 1) == 2:
        data = data.translate(_REVERSED)
    return _fax(image.size, data, black_is_one=tags[_WHITE_IS_ZERO] == 1)


def of_pixels(image: Image.Image) -> PdfImage:
    """Any picture without loss: two colours as group 4 fax, others as compressed rows."""
    if image.mode == "1":
        return _of_bits(image)
    made = io.BytesIO()
    image.save(made, "PNG")
    found = of_png(image, made.getvalue())
    assert found is not None, image.mode  # Pillow interlaces only when told so
    return found


def _of_bits(image: Image.Image) -> PdfImage:
    made = io.BytesIO()
    before, TiffImagePlugin.STRIP_SIZE = TiffImagePlugin.STRIP_SIZE, _LARGEST_STRIP
    try:
        image.save(made, "TIFF", compression="group4")
    finally:
        TiffImagePlugin.STRIP_SIZE = before
    with Image.open(made) as written:
        found = of_tiff(written, made)
    assert found is not None
    return found


def _fax(size: tuple[int, int], data: bytes, *, black_is_one: bool) -> PdfImage:
    entries = (
        b"/Filter /CCITTFaxDecode /BitsPerComponent 1 /ColorSpace /DeviceGray"
        b" /DecodeParms << /K -1 /Columns %d /Rows %d /BlackIs1 %s >>" % (*size, b"true" if black_is_one else b"false")
    )
    return PdfImage(*size, data, entries)


def _coloured(found: PdfImage, space: bytes, image: Image.Image) -> PdfImage:
    """With the colours that the file describes by a profile, else the plain ones of the device."""
    profile = image.info.get("icc_profile", b"")
    components = {b"/DeviceGray": 1, b"/DeviceRGB": 3, b"/DeviceCMYK": 4}[space]
    if usable_profile(profile, components):
        found.entries += b" /ColorSpace [/ICCBased {0}]"
        found.objects.append((b"/N %d /Filter /FlateDecode" % components, zlib.compress(profile)))
    else:
        found.entries += b" /ColorSpace " + space
    return found


_DEVICE_CLASSES = (b"prtr", b"mntr", b"scnr", b"spac")
_PROFILE_SPACES = {1: (b"GRAY",), 3: (b"RGB ", b"Lab "), 4: (b"CMYK",)}
_PROFILE_HEADER = 128


def usable_profile(profile: bytes, components: int) -> bool:
    """Whether a colour profile is one that PDF/A-2 admits for pictures of so many components."""
    return (
        len(profile) > _PROFILE_HEADER
        and profile[36:40] == b"acsp"
        and profile[8] < 5
        and profile[12:16] in _DEVICE_CLASSES
        and profile[16:20] in _PROFILE_SPACES.get(components, ())
    )


def _plain_jpeg(data: bytes) -> bool:
    """Whether it is baseline or progressive, with eight bits and Huffman codes."""
    position = 2
    while position + 9 < len(data):
        if data[position] != 0xFF:
            return False
        marker = data[position + 1]
        if marker == 0xFF:
            position += 1
            continue
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            return marker in (0xC0, 0xC1, 0xC2) and data[position + 4] == 8
        position += 2 + int.from_bytes(data[position + 2 : position + 4], "big")
    return False


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    position = _PNG_START
    while position + 8 <= len(data):
        length = int.from_bytes(data[position : position + 4], "big")
        yield data[position + 4 : position + 8], data[position + 8 : position + 8 + length]
        position += 12 + length
