"""Going through everything that a page draws: colours, pictures, effects and which letters of which fonts are used."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from ..streams import content, page_too_long, too_long
from .colours import Colours
from .report import Report
from .states import check_state
from .xobjects import mend_form, mend_image

_DEEPEST_STATE = 28
_NESTING = 12
_OPERATORS = (
    "b B b* B* BDC BI BMC BT BX c cm CS cs d d0 d1 Do DP EI EMC ET EX f F f* G g gs h i ID j J K k l M m MP n q Q re "
    "RG rg ri s S SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' \""
)
_KNOWN = frozenset(_OPERATORS.split())
_DEVICE = {"g": "GRAY", "G": "GRAY", "rg": "RGB ", "RG": "RGB ", "k": "CMYK", "K": "CMYK"}
_INTENTS = ("/RelativeColorimetric", "/AbsoluteColorimetric", "/Perceptual", "/Saturation")
_INLINE_FILTERS = {
    "/ASCIIHexDecode", "/AHx", "/ASCII85Decode", "/A85", "/FlateDecode", "/Fl", "/RunLengthDecode", "/RL",
    "/CCITTFaxDecode", "/CCF", "/DCTDecode", "/DCT",
}  # fmt: skip
_INVISIBLE = 3
# What parsing does not tell any more: strings of an odd number of hexadecimal digits.
_ODD_STRING = re.compile(rb"<(?:\s*[0-9A-Fa-f]\s*[0-9A-Fa-f])*\s*[0-9A-Fa-f]\s*>")
_LONG_NUMBER = re.compile(rb"(?<![.\d])\d{10,}")
_LARGEST_INTEGER = 2**31 - 1
_LONGEST_STRING = 32_767


@dataclass(slots=True)
class FontUse:
    """A font and the strings that are shown in it: those that can be seen, and whether there are others."""

    font: pikepdf.Object
    shown: set[bytes] = field(default_factory=set)
    hidden: set[bytes] = field(default_factory=set)


class Survey:
    """The drawing of one document's pages."""

    def __init__(self, report: Report, colours: Colours) -> None:
        self._report = report
        self._colours = colours
        self._done: set[tuple[int, int]] = set()
        self.fonts: dict[Any, FontUse] = {}

    def page(self, page: pikepdf.Page) -> None:
        """Go through what a page draws, without its annotations."""
        resources = page.obj.get("/Resources", pikepdf.Dictionary())
        group = page.obj.get("/Group", pikepdf.Dictionary())
        if "/CS" in group:
            self._colours.check(group.CS, resources)
        if page_too_long(page):
            self._report.obstacle("content", "length")
        elif "/Contents" in page.obj:
            self._stream(page, resources, 0)

    def form(self, form: pikepdf.Object, outer: pikepdf.Object | None, depth: int = 0) -> None:
        """Go through a form, a pattern's cell or a glyph; each once."""
        if not isinstance(form, pikepdf.Stream):
            self._report.obstacle("content", "form")
            return
        if form.objgen in self._done:
            return
        self._done.add(form.objgen)
        if depth > _NESTING or too_long(form):
            self._report.obstacle("content", "length")
            return
        mend_form(form, self._report)
        resources = form.get("/Resources")
        if resources is None:
            # Names that it takes from whoever draws it are against the standard.
            resources = pikepdf.Dictionary()
        group = form.get("/Group", pikepdf.Dictionary())
        if "/CS" in group:
            self._colours.check(group.CS, resources)
        self._stream(form, resources, depth)

    def _stream(self, source: Any, resources: pikepdf.Object, depth: int) -> None:
        with self._report.following("content"):
            raw = content(source)
            instructions = pikepdf.parse_content_stream(source)
            if _ODD_STRING.search(raw) or (_LONG_NUMBER.search(raw) and _too_large(instructions)):
                self._report.obstacle("structure", "limit")
            self._instructions(instructions, resources, depth)

    def _instructions(self, instructions: list[Any], resources: pikepdf.Object, depth: int) -> None:
        mode, font, stack = 0, None, []
        for instruction in instructions:
            if isinstance(instruction, pikepdf.ContentStreamInlineImage):
                self._inline(instruction.iimage, resources)
                continue
            operator, operands = str(instruction.operator), instruction.operands
            if operator not in _KNOWN:
                self._report.obstacle("content", operator[:50])
            elif operator in ("Tj", "'", '"'):
                self._show(font, mode, bytes(operands[-1]))
            elif operator == "TJ":
                for part in operands[0]:
                    if isinstance(part, pikepdf.String):
                        self._show(font, mode, bytes(part))
            elif operator == "Tf":
                font = self._font(operands[0], resources, depth)
            elif operator == "Tr":
                mode = int(operands[0])
            elif operator == "q":
                stack.append((mode, font))
                if len(stack) > _DEEPEST_STATE:
                    self._report.obstacle("content", "q")
            elif operator == "Q":
                if stack:
                    mode, font = stack.pop()
            elif operator in _DEVICE:
                self._colours.device(_DEVICE[operator], resources)
            elif operator in ("cs", "CS"):
                self._colours.named(str(operands[0]), resources)
            elif operator in ("scn", "SCN"):
                if operands and isinstance(operands[-1], pikepdf.Name):
                    self._pattern(operands[-1], resources, depth)
            elif operator == "Do":
                self._draw(operands[0], resources, depth)
            elif operator == "gs":
                state = self._find("/ExtGState", operands[0], resources)
                if state is not None:
                    font = self._state(state, resources, depth) or font
            elif operator == "sh":
                shading = self._find("/Shading", operands[0], resources)
                if shading is not None:
                    self._shading(shading, resources)
            elif operator == "ri" and str(operands[0]) not in _INTENTS:
                self._report.obstacle("effect", "intent")
            elif operator in ("BDC", "DP") and isinstance(operands[-1], pikepdf.Name):
                self._find("/Properties", operands[-1], resources)
        # The initial colour is the device's black.
        if instructions:
            self._colours.device("GRAY", resources)

    def _find(self, category: str, name: pikepdf.Object, resources: pikepdf.Object) -> pikepdf.Object | None:
        found = resources.get(category)
        item = found.get(str(name)) if isinstance(found, pikepdf.Dictionary) else None
        if item is None:
            self._report.obstacle("content", f"{category} {name}"[:100])
        return item

    def _font(self, name: pikepdf.Object, resources: pikepdf.Object, depth: int) -> FontUse | None:
        font = self._find("/Font", name, resources)
        return None if font is None else self._used(font, depth)

    def _used(self, font: pikepdf.Object, depth: int) -> FontUse:
        key = font.objgen if font.objgen != (0, 0) else font.unparse()
        if key not in self.fonts:
            self.fonts[key] = FontUse(font)
            if font.get("/Subtype") == "/Type3":
                for glyph in font.get("/CharProcs", pikepdf.Dictionary()).values():
                    self._glyph(glyph, font.get("/Resources", pikepdf.Dictionary()), depth)
        return self.fonts[key]

    def _glyph(self, glyph: pikepdf.Object, resources: pikepdf.Object, depth: int) -> None:
        if depth > _NESTING or too_long(glyph):
            self._report.obstacle("content", "length")
        else:
            self._stream(glyph, resources, depth + 1)

    def _show(self, use: FontUse | None, mode: int, text: bytes) -> None:
        if len(text) > _LONGEST_STRING:
            self._report.obstacle("structure", "string")
        if use is None:
            self._report.obstacle("content", "Tf")
        else:
            (use.hidden if mode == _INVISIBLE else use.shown).add(text)

    def _state(self, state: pikepdf.Object, resources: pikepdf.Object, depth: int) -> FontUse | None:
        """Look at a graphics state; the font that it sets, if it does."""
        if check_state(state, self._report):
            self._colours.overprinted()
        mask = state.get("/SMask")
        if isinstance(mask, pikepdf.Dictionary) and "/G" in mask:
            self.form(mask.G, resources, depth + 1)
        return self._used(state.Font[0], depth) if "/Font" in state else None

    def _draw(self, name: pikepdf.Object, resources: pikepdf.Object, depth: int) -> None:
        item = self._find("/XObject", name, resources)
        if item is None:
            return
        if item.get("/Subtype") == "/Image":
            self.image(item, resources)
        elif item.get("/Subtype") == "/Form":
            self.form(item, resources, depth + 1)
        else:
            self._report.obstacle("content", "XObject")

    def image(self, image: pikepdf.Object, resources: pikepdf.Object) -> None:
        """A picture, with its masks."""
        if image.objgen in self._done:
            return
        self._done.add(image.objgen)
        own_colours = mend_image(image, self._report)
        if own_colours:
            if "/ColorSpace" in image:
                self._colours.check(image.ColorSpace, resources)
            else:
                self._report.obstacle("picture", "ColorSpace")
        for key in ("/SMask", "/Mask"):
            mask = image.get(key)
            if isinstance(mask, pikepdf.Stream):
                self.image(mask, resources)

    def _inline(self, image: pikepdf.PdfInlineImage, resources: pikepdf.Object) -> None:
        entries = image.obj
        if entries.get("/I", entries.get("/Interpolate", False)):
            self._report.obstacle("picture", "Interpolate")
        filters = entries.get("/F", entries.get("/Filter", pikepdf.Array()))
        names = filters if isinstance(filters, pikepdf.Array) else [filters]
        if not _INLINE_FILTERS.issuperset(str(name) for name in names):
            self._report.obstacle("picture", "filter")
        if not entries.get("/IM", entries.get("/ImageMask", False)):
            space = entries.get("/CS", entries.get("/ColorSpace"))
            if space is not None:
                self._colours.check(space, resources)

    def _pattern(self, name: pikepdf.Object, resources: pikepdf.Object, depth: int) -> None:
        pattern = self._find("/Pattern", name, resources)
        if isinstance(pattern, pikepdf.Stream):
            self.form(pattern, None, depth + 1)
        elif pattern is not None:
            self._shading(pattern.Shading, resources)
            if "/ExtGState" in pattern:
                self._state(pattern.ExtGState, resources, depth)

    def _shading(self, shading: pikepdf.Object, resources: pikepdf.Object) -> None:
        self._colours.check(shading.ColorSpace, resources)


def _too_large(instructions: list[Any]) -> bool:
    """Whether an operand is a whole number beyond the standard's limit."""
    return any(
        isinstance(operand, int) and abs(operand) > _LARGEST_INTEGER
        for instruction in instructions
        if not isinstance(instruction, pikepdf.ContentStreamInlineImage)
        for operand in instruction.operands
    )
