"""A font as its own file has it: which glyphs there are, how codes and names lead to them, how wide they are."""

from __future__ import annotations

import io
import struct
import tempfile
from typing import Any

import pikepdf
from fontTools.agl import toUnicode
from fontTools.cffLib import CFFFontSet
from fontTools.encodings.MacRoman import MacRoman
from fontTools.misc.psLib import PSError
from fontTools.pens.basePen import NullPen
from fontTools.t1Lib import T1Error, T1Font
from fontTools.ttLib import TTFont, TTLibError

from .encodings import named

LARGEST = 32 << 20
BROKEN = (
    TTLibError, T1Error, PSError, struct.error, AssertionError, LookupError, ValueError, TypeError, AttributeError,
    ArithmeticError, EOFError, OSError, NotImplementedError, RecursionError,
)  # fmt: skip
"""What fontTools raises where a font breaks its format."""
_KINDS = {
    "/FontFile": ("Type1",),
    "/FontFile2": ("TrueType",),
    "/Type1C": ("CFF",),
    "/CIDFontType0C": ("CFF",),
    "/OpenType": ("OpenType", "TrueType"),
}
_TYPE1_END = b"\n" + 8 * (b"0" * 64 + b"\n") + b"cleartomark\n"
_COMMON_CMAPS = (0, 4, 6)
_SYMBOL_PAGES = (0xF000, 0, 0xF100, 0xF200)


class Unusable(Exception):
    """The font's own file cannot be read."""


class OpenedFont:
    """A font that was read; glyphs go by their names, ``None`` where there is no such glyph."""

    encoding: dict[int, str]
    """Its own encoding, of codes by names."""
    cmaps = 0
    """How many tables lead from codes to glyphs (TrueType)."""
    symbol_cmap: dict[int, str] | None = None
    unicode_cmap: dict[int, str] | None = None
    roman_cmap: dict[int, str] | None = None

    def __init__(self) -> None:
        self.encoding = {}

    def by_name(self, name: str) -> str | None:
        """The glyph of that name."""
        raise Unusable("names")

    def by_number(self, number: int) -> str | None:
        """The glyph of that number."""
        raise Unusable("numbers")

    def by_cid(self, cid: int) -> str | None:
        """The glyph of that character in the font's collection."""
        return self.by_number(cid)

    def width(self, glyph: str) -> float:
        """In thousandths of an em."""
        raise NotImplementedError

    def by_symbol_code(self, code: int) -> str | None:
        """The glyph of a code, in a font that says of itself that its letters are symbols."""
        if self.symbol_cmap is not None:
            for page in _SYMBOL_PAGES:
                if page + code in self.symbol_cmap:
                    return self.symbol_cmap[page + code]
            return None
        return (self.roman_cmap or self.unicode_cmap or {}).get(code)

    def by_letter_name(self, name: str) -> str | None:
        """The glyph of a letter that goes by a standard name."""
        letters = toUnicode(name)
        if self.unicode_cmap is not None and len(letters) == 1 and ord(letters) in self.unicode_cmap:
            return self.unicode_cmap[ord(letters)]
        if self.roman_cmap is not None and name in MacRoman:
            return self.roman_cmap.get(MacRoman.index(name))
        return None


class _TrueType(OpenedFont):
    def __init__(self, data: bytes) -> None:
        super().__init__()
        self._font = TTFont(io.BytesIO(data), lazy=True, fontNumber=0)
        self._count = self._font["maxp"].numGlyphs
        # Names are ours, so that those in the file need not be right.
        self._font.setGlyphOrder([".notdef", *(f"g{number}" for number in range(1, self._count))])
        self._metrics = self._font["hmtx"].metrics
        self._unit = 1000 / self._font["head"].unitsPerEm
        if "cmap" in self._font:
            tables = self._font["cmap"].tables
            self.cmaps = len(tables)
            for table in tables:
                if table.format not in _COMMON_CMAPS:
                    continue  # not every program that reads the standard strictly knows the others
                kind = (table.platformID, table.platEncID)
                if kind == (3, 0):
                    self.symbol_cmap = table.cmap
                elif kind == (3, 1):
                    self.unicode_cmap = table.cmap
                elif kind == (1, 0):
                    self.roman_cmap = table.cmap

    def by_number(self, number: int) -> str | None:
        return (f"g{number}" if number else ".notdef") if number < self._count else None

    def width(self, glyph: str) -> float:
        return self._metrics[glyph][0] * self._unit


class _Compact(OpenedFont):
    """CFF: Type 1 fonts in short, and those of large collections."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        fonts = CFFFontSet()
        fonts.decompile(io.BytesIO(data), None)
        self._top = fonts[0]
        self._glyphs = self._top.CharStrings
        self._order = self._top.charset
        self._collection = hasattr(self._top, "ROS")
        self._unit = 1000 * float(self._top.FontMatrix[0]) if not self._collection else 1.0
        if not self._collection:
            self.encoding = _encoding(self._top.Encoding)

    def by_name(self, name: str) -> str | None:
        return name if name in self._glyphs else None

    def by_number(self, number: int) -> str | None:
        return self._order[number] if number < len(self._order) else None

    def by_cid(self, cid: int) -> str | None:
        if not self._collection:
            return self.by_number(cid)
        return self.by_name(f"cid{cid:05}") if cid else ".notdef"

    def width(self, glyph: str) -> float:
        drawn = self._glyphs[glyph]
        drawn.draw(NullPen())
        return drawn.width * self._unit


class _Type1(OpenedFont):
    def __init__(self, data: bytes) -> None:
        super().__init__()
        with tempfile.NamedTemporaryFile(suffix=".pfa") as file:
            file.write(data)
            file.flush()
            font = T1Font(file.name, kind="OTHER")
            font.parse()
        self._glyphs = font["CharStrings"]
        self._unit = 1000 * float(font["FontMatrix"][0])
        self.encoding = _encoding(font["Encoding"])

    def by_name(self, name: str) -> str | None:
        return name if name in self._glyphs else None

    def width(self, glyph: str) -> float:
        drawn = self._glyphs[glyph]
        drawn.draw(NullPen())
        return drawn.width * self._unit


def open_program(program: pikepdf.Object, kind: str) -> OpenedFont:
    """Read a font's file; raises ``Unusable``. ``kind``: what the document says that it is, by the key under which it
    stands and, for /FontFile3, the subtype.
    """
    data = program.read_bytes()
    if len(data) > LARGEST:
        raise Unusable("length")
    shown = _kind(data)
    if shown not in _KINDS.get(kind, ()):
        raise Unusable(f"{kind} {data[:4]!r}")
    try:
        if shown == "TrueType":
            return _TrueType(data)
        if shown == "OpenType":
            return _Compact(TTFont(io.BytesIO(data), lazy=True).reader["CFF "])
        return _Compact(data) if shown == "CFF" else _Type1(_whole_type1(program, data))
    except BROKEN as cause:
        raise Unusable(f"{type(cause).__name__} {cause}") from cause


def _kind(data: bytes) -> str:
    """What a font's file shows itself to be."""
    if data[:4] in (b"\0\1\0\0", b"true", b"ttcf"):
        return "TrueType"
    if data[:4] == b"OTTO":
        return "OpenType"
    return "CFF" if data[:1] == b"\1" else "Type1"


def _whole_type1(program: pikepdf.Object, data: bytes) -> bytes:
    """The font with the end that PDF lets be left out."""
    return data[: int(program.Length1) + int(program.Length2)] + _TYPE1_END


def _encoding(told: Any) -> dict[int, str]:
    if isinstance(told, str):
        return named(f"/{told}")
    return {code: name for code, name in enumerate(told) if name != ".notdef"}
