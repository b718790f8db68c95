"""The font of the hidden text: one glyph for all letters, never painted, and a map from its codes to Unicode."""

from __future__ import annotations

import io
from functools import cache

import pikepdf
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

ASCENT, DESCENT = 0.8, 0.2
"""Of a word's height, above and below its baseline."""
ADVANCE = 0.5
"""The width of every glyph, in ems."""
_NAME = "HosoHidden"
_UNITS = 1000
_MADE = 3_818_448_000  # seconds since 1904: some day of 2025, always the same
_MOST_MAPPED = 100  # entries that one block of a CMap may have
_MOST_CODES = 0xFFFF


@cache
def font_program() -> bytes:
    """A TrueType font of two glyphs, the same bytes at every call.

    They are boxes and not empty: readers pass over text that fills no area, such as empty letters on turned pages.
    """
    names = [".notdef", "hidden"]
    pen = TTGlyphPen(None)
    top, bottom, right = round(ASCENT * _UNITS), -round(DESCENT * _UNITS), round(ADVANCE * _UNITS)
    for place, point in enumerate(((0, bottom), (0, top), (right, top), (right, bottom))):
        (pen.lineTo if place else pen.moveTo)(point)
    pen.closePath()
    box = pen.glyph()
    builder = FontBuilder(_UNITS, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({0x20: "hidden"})
    builder.setupGlyf(dict.fromkeys(names, box))
    builder.setupHorizontalMetrics(dict.fromkeys(names, (round(ADVANCE * _UNITS), 0)))
    builder.setupHorizontalHeader(ascent=round(ASCENT * _UNITS), descent=-round(DESCENT * _UNITS))
    builder.setupNameTable({"familyName": _NAME, "styleName": "Regular", "psName": _NAME})
    builder.setupOS2()
    builder.setupPost()
    builder.font.recalcTimestamp = False
    builder.font["head"].created = builder.font["head"].modified = _MADE
    data = io.BytesIO()
    builder.save(data)
    return data.getvalue()


class HiddenFont:
    """The font as one document uses it: each letter that comes gets the next code."""

    def __init__(self) -> None:
        self._codes: dict[str, int] = {}

    def encode(self, text: str) -> bytes:
        """The codes of a text, two bytes a letter; a letter beyond the number of codes is left out."""
        codes = bytearray()
        for letter in text:
            code = self._codes.setdefault(letter, len(self._codes) + 1)
            if code > _MOST_CODES:
                del self._codes[letter]
                continue
            codes += code.to_bytes(2, "big")
        return bytes(codes)

    def build(self, document: pikepdf.Pdf) -> pikepdf.Object:
        """The font as an object of the document, for the letters encoded so far."""
        name = pikepdf.Name("/" + _NAME)
        program = document.make_stream(font_program(), Length1=len(font_program()))
        descriptor = pikepdf.Dictionary(
            Type=pikepdf.Name.FontDescriptor,
            FontName=name,
            Flags=4,
            FontBBox=[0, -round(DESCENT * _UNITS), round(ADVANCE * _UNITS), round(ASCENT * _UNITS)],
            ItalicAngle=0,
            Ascent=round(ASCENT * _UNITS),
            Descent=-round(DESCENT * _UNITS),
            CapHeight=round(ASCENT * _UNITS),
            StemV=0,
            FontFile2=program,
        )
        descendant = pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.CIDFontType2,
            BaseFont=name,
            CIDSystemInfo=pikepdf.Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
            FontDescriptor=document.make_indirect(descriptor),
            DW=round(ADVANCE * _UNITS),
            # Code 0 is no letter; every other one stands for the box.
            CIDToGIDMap=document.make_stream(b"\0\0" + b"\0\1" * len(self._codes)),
        )
        return document.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Font,
                Subtype=pikepdf.Name.Type0,
                BaseFont=name,
                Encoding=pikepdf.Name("/Identity-H"),
                DescendantFonts=[document.make_indirect(descendant)],
                ToUnicode=document.make_stream(self._to_unicode()),
            )
        )

    def _to_unicode(self) -> bytes:
        rows = [f"<{code:04x}> <{letter.encode('utf-16-be').hex()}>" for letter, code in self._codes.items()]
        blocks = [rows[start : start + _MOST_MAPPED] for start in range(0, len(rows), _MOST_MAPPED)]
        body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
        return (
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
            "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
            f"1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n{body}\n"
            "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
        ).encode()
