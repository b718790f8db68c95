"""Pictures and forms: entries that archives do not admit and viewers do not heed are taken out."""

from __future__ import annotations

import pikepdf

from .report import Report

_INTENTS = ("/RelativeColorimetric", "/AbsoluteColorimetric", "/Perceptual", "/Saturation")
_DEPTHS = (1, 2, 4, 8, 16)


def mend_form(form: pikepdf.Object, report: Report) -> None:
    """Take out what only PostScript printers read; a reference to another file is in the way."""
    for key in ("/OPI", "/PS", "/Subtype2"):
        if key in form:
            del form[key]
    if "/Ref" in form:
        report.obstacle("content", "Ref")


def mend_image(image: pikepdf.Object, report: Report) -> bool:
    """Mend a picture, or note what is in the way; whether its dictionary has to name its colours."""
    for key in ("/OPI", "/Alternates"):
        if key in image:
            del image[key]
    if image.get("/Interpolate", False):
        image.Interpolate = False
    if "/Intent" in image and str(image.Intent) not in _INTENTS:
        del image["/Intent"]
    filters = image.get("/Filter")
    last = filters[-1] if isinstance(filters, pikepdf.Array) and len(filters) else filters
    if last == "/JPXDecode":
        if not _plain_jpx(image.read_raw_bytes(), "/ColorSpace" in image):
            report.obstacle("picture", "JPEG 2000")
        return "/ColorSpace" in image
    if image.get("/ImageMask", False):
        if image.get("/BitsPerComponent", 1) != 1:
            report.obstacle("picture", "mask")
        return False
    if image.get("/BitsPerComponent", 8) not in _DEPTHS:
        report.obstacle("picture", "depth")
    return True


def _plain_jpx(data: bytes, has_space: bool) -> bool:
    """Whether a JPEG 2000 picture is of the plain kind: one to four colours, one depth, colours that are named."""
    if data[4:8] != b"jP  ":
        return False
    position = data.find(b"jp2h")
    header = data[position - 4 : position - 4 + int.from_bytes(data[position - 4 : position], "big")]
    place = header.find(b"ihdr")
    if place < 0 or b"bpcc" in header:
        return False
    components, depth = int.from_bytes(header[place + 12 : place + 14], "big"), header[place + 14]
    colours = header.find(b"colr")
    known = colours >= 0 and header.count(b"colr") == 1 and header[colours + 4] in (1, 2)
    # Enumerated space 12 is CMYK, 19 one that the standard leaves out.
    plain = (
        not known
        or header[colours + 4] != 1
        or int.from_bytes(header[colours + 7 : colours + 11], "big")
        in (
            16,
            17,
            18,
        )
    )
    return components in (1, 3) and (depth & 0x7F) < 38 and (has_space or (known and plain))
