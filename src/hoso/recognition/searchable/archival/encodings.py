"""The glyph names of a simple font's codes: those of a standard encoding, with what the document sets differently."""

from __future__ import annotations

from functools import cache

import pikepdf
from fontTools.agl import UV2AGL
from fontTools.encodings.MacRoman import MacRoman
from fontTools.encodings.StandardEncoding import StandardEncoding

_ALSO_IN_WIN_ANSI = {0xA0: "space", 0xAD: "hyphen"}
_BULLETS = (0x7F, 0x81, 0x8D, 0x8F, 0x90, 0x9D)


def glyph_names(encoding: pikepdf.Object | None, built_in: dict[int, str]) -> dict[int, str]:
    """The name of each code. ``built_in``: the font's own encoding."""
    if encoding is None:
        return built_in
    if isinstance(encoding, pikepdf.Name):
        return named(str(encoding))
    base = encoding.get("/BaseEncoding")
    names = dict(named(str(base)) if base is not None else built_in or named("/StandardEncoding"))
    code = 0
    for item in encoding.get("/Differences", ()):
        if isinstance(item, pikepdf.Name):
            names[code] = str(item)[1:]
            code += 1
        else:
            code = int(item)
    return names


@cache
def named(name: str) -> dict[int, str]:
    """The standard encoding of that name; ``ValueError`` for any other."""
    if name == "/MacRomanEncoding":
        return {code: glyph for code, glyph in enumerate(MacRoman) if glyph != ".notdef"}
    if name == "/StandardEncoding":
        return {code: glyph for code, glyph in enumerate(StandardEncoding) if glyph != ".notdef"}
    if name != "/WinAnsiEncoding":
        raise ValueError(name)
    names = {}
    for code in range(0x20, 0x100):
        try:
            names[code] = UV2AGL[ord(bytes([code]).decode("cp1252"))]
        except (UnicodeDecodeError, KeyError):
            continue
    return names | _ALSO_IN_WIN_ANSI | dict.fromkeys(_BULLETS, "bullet")
