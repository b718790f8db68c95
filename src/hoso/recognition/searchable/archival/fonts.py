"""Fonts: whether each is in the file, and agrees with the document about the letters used: there, and as wide."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator

import pikepdf

from .encodings import glyph_names
from .programs import BROKEN, OpenedFont, Unusable, open_program
from .report import Report
from .survey import FontUse

_SIMPLE = ("/Type1", "/MMType1", "/TrueType")
_IDENTITY = ("/Identity-H", "/Identity-V")
_SYMBOLIC = 4
_TOLERANCE = 1.0
_DEFAULT_WIDTH = 1000.0
_ROMAN = ("/WinAnsiEncoding", "/MacRomanEncoding")


class _Faulty(Exception):
    """The font does not go with the document."""


def check_font(use: FontUse, report: Report) -> None:
    """Mend what can be mended of a font in use, or note what is in the way."""
    font = use.font
    name = str(font.get("/BaseFont", "/?"))[1:]
    try:
        font.Type = pikepdf.Name.Font
        kind = str(font.get("/Subtype"))
        if kind == "/Type3":
            _check_type3(font, use)
        elif kind == "/Type0":
            _check_composite(font, use)
        elif kind in _SIMPLE:
            _check_simple(font, use)
        else:
            raise _Faulty(kind)
    except _Missing:
        report.obstacle("font_missing", name)
    except (_Faulty, Unusable, *BROKEN) as cause:
        report.obstacle("font_faulty", f"{name}: {cause}"[:200])


class _Missing(Exception):
    """The font is not in the file."""


def _check_simple(font: pikepdf.Object, use: FontUse) -> None:
    descriptor = font.get("/FontDescriptor", pikepdf.Dictionary())
    program = _program(descriptor)
    if program is None:
        if use.shown:
            raise _Missing
        return
    first, last, widths = int(font.FirstChar), int(font.LastChar), [float(width) for width in font.Widths]
    if len(widths) != last - first + 1:
        raise _Faulty("Widths")
    _mend_descriptor(descriptor)
    opened = open_program(*program)
    symbolic = bool(int(descriptor.get("/Flags", 0)) & _SYMBOLIC)
    find = _true_type(font, opened, symbolic) if font.Subtype == "/TrueType" else _type1(font, opened)
    for code in set(itertools.chain.from_iterable(use.shown)) | set(itertools.chain.from_iterable(use.hidden)):
        glyph = find(code)
        told = widths[code - first] if first <= code <= last else float(descriptor.get("/MissingWidth", 0))
        _compare(opened, glyph, told, code, seen=any(code in text for text in use.shown))


_Find = Callable[[int], str | None]


def _true_type(font: pikepdf.Object, opened: OpenedFont, symbolic: bool) -> _Find:
    """How to find the glyph of a code in a TrueType font."""
    encoding = font.get("/Encoding")
    if symbolic:
        if encoding is not None:
            raise _Faulty("symbolic, Encoding")
        if opened.cmaps != 1 and opened.symbol_cmap is None:
            raise _Faulty("symbolic, cmap")
        return opened.by_symbol_code
    base = encoding.get("/BaseEncoding") if isinstance(encoding, pikepdf.Dictionary) else encoding
    if str(base) not in _ROMAN:
        raise _Faulty("Encoding")
    if isinstance(encoding, pikepdf.Dictionary) and "/Differences" in encoding and opened.unicode_cmap is None:
        raise _Faulty("Differences")
    if opened.cmaps <= (opened.symbol_cmap is not None):
        raise _Faulty("cmap")
    names = glyph_names(encoding, {})
    return lambda code: opened.by_letter_name(names.get(code, ".notdef"))


def _type1(font: pikepdf.Object, opened: OpenedFont) -> _Find:
    """How to find the glyph of a code in a Type 1 font."""
    names = glyph_names(font.get("/Encoding"), opened.encoding)
    return lambda code: opened.by_name(names.get(code, ".notdef"))


def _check_composite(font: pikepdf.Object, use: FontUse) -> None:
    (descendant,) = font.DescendantFonts
    descendant.Type = pikepdf.Name.Font
    descriptor = descendant.get("/FontDescriptor", pikepdf.Dictionary())
    program = _program(descriptor)
    if program is None:
        if use.shown:
            raise _Missing
        return
    if font.get("/Encoding") not in _IDENTITY:
        raise _Faulty("CMap")
    _mend_descriptor(descriptor)
    opened = open_program(*program)
    mapped = None
    if descendant.Subtype == "/CIDFontType2":
        if "/CIDToGIDMap" not in descendant:
            descendant.CIDToGIDMap = pikepdf.Name.Identity  # what it means when it is not there
        if isinstance(descendant.CIDToGIDMap, pikepdf.Stream):
            mapped = descendant.CIDToGIDMap.read_bytes()
        elif descendant.CIDToGIDMap != "/Identity":
            raise _Faulty("CIDToGIDMap")
    widths = dict(_widths(descendant.get("/W", pikepdf.Array())))
    default = float(descendant.get("/DW", _DEFAULT_WIDTH))
    shown = _pairs(use.shown)
    for code in shown | _pairs(use.hidden):
        if descendant.Subtype == "/CIDFontType2":
            number = code if mapped is None else int.from_bytes(mapped[2 * code : 2 * code + 2], "big")
            glyph = opened.by_number(number)
        else:
            glyph = opened.by_cid(code)
        _compare(opened, glyph, widths.get(code, default), code, seen=code in shown)


def _check_type3(font: pikepdf.Object, use: FontUse) -> None:
    first, last, widths = int(font.FirstChar), int(font.LastChar), [float(width) for width in font.Widths]
    if len(widths) != last - first + 1:
        raise _Faulty("Widths")
    names = glyph_names(font.Encoding, {})
    scale = abs(float(font.FontMatrix[0])) * 1000
    for code in set(itertools.chain.from_iterable(use.shown)):
        name = names.get(code, ".notdef")
        glyph = font.CharProcs.get("/" + name)
        if glyph is None or name == ".notdef" or not first <= code <= last:
            raise _Faulty(f"{code:#x}")
        start = pikepdf.parse_content_stream(glyph)[0]
        if str(start.operator) not in ("d0", "d1") or (
            abs(float(start.operands[0]) - widths[code - first]) * scale > _TOLERANCE
        ):
            raise _Faulty(f"{code:#x}")


def _compare(opened: OpenedFont, glyph: str | None, told: float, code: int, *, seen: bool) -> None:
    """Compare the glyph of a code with what the document says of it."""
    if glyph is None or glyph == ".notdef":
        raise _Faulty(f"{code:#x} .notdef")
    if seen and abs(opened.width(glyph) - told) > _TOLERANCE:
        raise _Faulty(f"{code:#x} {opened.width(glyph):g} {told:g}")


def _program(descriptor: pikepdf.Object) -> tuple[pikepdf.Object, str] | None:
    """The font's file and of what kind the document says that it is; ``None`` where it is not there."""
    for key in ("/FontFile", "/FontFile2", "/FontFile3"):
        program = descriptor.get(key)
        if isinstance(program, pikepdf.Stream):
            kind = str(program.get("/Subtype", key))
            if (kind == key) == (key == "/FontFile3"):
                raise _Faulty(key)
            return program, kind
    return None


def _mend_descriptor(descriptor: pikepdf.Object) -> None:
    """Lists of a subset's glyphs may be left out, and are often wrong."""
    for key in ("/CIDSet", "/CharSet"):
        if key in descriptor:
            del descriptor[key]


def _pairs(texts: set[bytes]) -> set[int]:
    if any(len(text) % 2 for text in texts):
        raise _Faulty("odd")
    return {int.from_bytes(text[at : at + 2], "big") for text in texts for at in range(0, len(text), 2)}


def _widths(entries: pikepdf.Object) -> Iterator[tuple[int, float]]:
    """The widths by code, from the two forms that they are told in."""
    items = list(entries)
    position = 0
    while position < len(items):
        first = int(items[position])
        if isinstance(items[position + 1], pikepdf.Array):
            yield from enumerate((float(width) for width in items[position + 1]), first)
            position += 2
        else:
            yield from ((code, float(items[position + 2])) for code in range(first, int(items[position + 1]) + 1))
            position += 3
