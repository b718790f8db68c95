"""Small files of every kind, made on the spot: raw PDF pages, scans, and files that are broken in one way each."""

from __future__ import annotations

import io
import unicodedata
import zlib
from dataclasses import dataclass, field

import pikepdf
from PIL import Image, ImageDraw, ImageFont

A4 = (595.0, 842.0)


@dataclass
class PdfPage:
    """A page: content operators, further entries of the page's dictionary, and objects it may name (/X0, /X1 …)."""

    content: bytes = b""
    entries: bytes = b""
    box: tuple[float, float, float, float] = (0.0, 0.0, *A4)
    objects: list[bytes] = field(default_factory=list)
    unicode: str = ""
    font: bytes = b"Helvetica"


def text(x: float, y: float, words: str, *, alphabet: str = "", size: float = 12, before: bytes = b"") -> bytes:
    """Operators that write words at a place (origin bottom left), in codes of ``alphabet``, else Windows-1252."""
    codes = bytes(_code(letter, alphabet) for letter in words) if alphabet else words.encode("cp1252")
    return b"BT " + before + b" /F0 %f Tf %f %f Td <%s> Tj ET\n" % (size, x, y, codes.hex().encode())


FIRST_CODE = 0x30


def pdf(*pages: PdfPage, trailer: bytes = b"", catalog: bytes = b"", more: tuple[bytes, ...] = ()) -> bytes:
    """A whole file; objects of ``more`` are numbered from 3 on and may be named by ``catalog``."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalog, b"", *more]
    kids = []
    for page in pages:
        first = len(objects) + 1
        resources = b"/Font << /F0 %d 0 R >>" % (first + 2)
        names = [b"/X%d %d 0 R" % (number, first + 4 + number) for number in range(len(page.objects))]
        resources += b" /XObject << %s >>" % b" ".join(names)
        to_unicode = b"/ToUnicode %d 0 R" % (first + 3) if page.unicode else b""
        objects += [
            b"<< /Type /Page /Parent 2 0 R /MediaBox [%f %f %f %f] /Contents %d 0 R /Resources << %s >> %s >>"
            % (*page.box, first + 1, resources, page.entries),
            stream(page.content),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding %s >>" % (page.font, to_unicode),
            stream(_unicode_map(page.unicode)),
            *page.objects,
        ]
        kids.append(b"%d 0 R" % first)
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    body = io.BytesIO()
    body.write(b"%PDF-1.7\n")
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(body.tell())
        body.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start = body.tell()
    body.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    body.writelines(b"%010d 00000 n \n" % offset for offset in offsets)
    body.write(b"trailer << /Size %d /Root 1 0 R %s >>\n" % (len(objects) + 1, trailer))
    body.write(b"startxref\n%d\n%%%%EOF\n" % start)
    return body.getvalue()


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """A compressed stream object."""
    packed = zlib.compress(content)
    return b"<< /Length %d /Filter /FlateDecode %s >>\nstream\n%s\nendstream" % (len(packed), entries, packed)


def image_object(image: Image.Image) -> bytes:
    """A picture as an object of a page; draw it with ``w 0 0 h x y cm /X0 Do``."""
    data = io.BytesIO()
    image.convert("RGB").save(data, "JPEG", quality=85)
    head = b"<< /Type /XObject /Subtype /Image /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode"
    size = b"/Width %d /Height %d /Length %d" % (*image.size, len(data.getvalue()))
    return b"%s %s >>\nstream\n%s\nendstream" % (head, size, data.getvalue())


def scan(lines: list[str], size: tuple[int, int] = (1240, 1754)) -> Image.Image:
    """A page of plain Latin words as a picture (A4 at 150 dpi)."""
    page = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(page)
    for number, line in enumerate(lines):
        draw.text((120, 120 + 70 * number), line, fill="black", font=ImageFont.load_default(36))
    return page


def scan_page(lines: list[str], layer: bytes = b"", **options) -> PdfPage:
    """A page that is one picture, with a text layer under it."""
    drawing = b"q %f 0 0 %f 0 0 cm /X0 Do Q\n" % A4
    return PdfPage(layer + drawing, objects=[image_object(scan(lines))], **options)


def text_page(lines: list[str], **options) -> PdfPage:
    """A born-digital page with a text layer in Unicode."""
    alphabet = "".join(sorted(set("".join(lines))))
    content = b"".join(text(60, 780 - 20 * number, line, alphabet=alphabet) for number, line in enumerate(lines))
    return PdfPage(content, unicode=alphabet, **options)


def protected(data: bytes, *, user: str, owner: str) -> bytes:
    """The file with passwords."""
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as document:
        document.save(target, encryption=pikepdf.Encryption(user=user, owner=owner))
    return target.getvalue()


def signed(*pages: PdfPage) -> bytes:
    """A file with a signature field that is filled (the signature itself is empty)."""
    signature = (
        b"<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached /Contents <00> /ByteRange [0 0 0 0] >>"
    )
    widget = b"<< /Type /Annot /Subtype /Widget /FT /Sig /T (S) /V 4 0 R /Rect [0 0 0 0] >>"
    return pdf(*pages, catalog=b"/AcroForm << /SigFlags 3 /Fields [3 0 R] >>", more=(widget, signature))


def nested_forms(depth: int, times: int) -> PdfPage:
    """A page of a few hundred bytes that takes ``times ** depth`` drawings of one letter."""
    page = PdfPage(b"/X0 Do")
    first = 7  # number of the page's first object where the file has this page only
    for level in range(depth):
        resources = b"/Resources << /Font << /F0 5 0 R >> /XObject << /N %d 0 R >> >>" % (first + level + 1)
        entries = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] " + resources
        content = b"/N Do " * times if level < depth - 1 else text(100, 100, "a")
        page.objects.append(stream(content, entries))
    return page


def tiff(*pictures: Image.Image, dpi: int = 150) -> bytes:
    """A TIFF file of several pages."""
    data = io.BytesIO()
    first, *rest = pictures
    first.save(data, "TIFF", save_all=True, append_images=rest, dpi=(dpi, dpi), compression="tiff_lzw")
    return data.getvalue()


def jpeg(picture: Image.Image, **options) -> bytes:
    """A JPEG file."""
    data = io.BytesIO()
    picture.save(data, "JPEG", **options)
    return data.getvalue()


def decomposed(words: str) -> str:
    """Words with each mark a character of its own."""
    return unicodedata.normalize("NFD", words)


def _code(letter: str, alphabet: str) -> int:
    return 0x20 if letter == " " else FIRST_CODE + alphabet.index(letter)


def _unicode_map(alphabet: str) -> bytes:
    rows = "".join(f"<{_code(letter, alphabet):02x}> <{letter.encode('utf-16-be').hex()}>\n" for letter in alphabet)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n"
        "1 begincodespacerange <00> <ff> endcodespacerange\n"
        f"{len(alphabet)} beginbfchar\n{rows}endbfchar\nendcmap end end"
    ).encode()
