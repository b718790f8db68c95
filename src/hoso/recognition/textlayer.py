"""The words of a PDF page's text layer, with boxes, in the order and lines that the file gives them."""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from .frame import Frame
from .model import Box

# PDFium joins a word that a hyphen parts at the end of a line, and leaves one of these where the hyphen stood.
LINE_END_HYPHENS = "\x02\ufffe"
_WORD = re.compile(rf"[^\s\0{LINE_END_HYPHENS}]+[{LINE_END_HYPHENS}]?|[{LINE_END_HYPHENS}]")
# Where symbol fonts keep bullets and ticks; other private characters are letters that nobody can decode.
_SYMBOLS = str.maketrans("\uf0b7\uf0a7\uf02d\uf0d8\uf0fc\uf0fe\uf0e0", "•▪-➢✓☑→")
_BAD = re.compile("[\0-\x01\x03-\x08\x0e-\x1f\x7f-\x9f\ufffd\ue000-\uf8ff]")
_MAP_ERROR_SAMPLE = 200


@dataclass(slots=True)
class LayerWord:
    """A word as the file encodes it, its box as displayed, and the number of its first character."""

    text: str
    box: Box
    first: int


@dataclass(slots=True)
class TextLayer:
    """What the layer holds: lines of words, how many characters, the share that cannot be decoded, and whether it was
    cut at the limit."""

    lines: list[list[LayerWord]]
    characters: int
    bad: int
    cut: bool

    @property
    def words(self) -> Iterator[LayerWord]:
        """All words in order."""
        return (word for line in self.lines for word in line)


class LayerReader:
    """The text layer of one loaded page; a context manager that frees it."""

    def __init__(self, page: pypdfium2.PdfPage, frame: Frame, limit: int) -> None:
        self._frame = frame
        self._limit = limit
        self._layer = pdfium.FPDFText_LoadPage(page)
        self._rectangle = pdfium.FS_RECTF()
        self._edges = tuple(ctypes.c_double() for _ in range(4))

    def __enter__(self) -> LayerReader:
        return self

    def __exit__(self, *_: object) -> None:
        pdfium.FPDFText_ClosePage(self._layer)

    def read(self) -> TextLayer:
        """The layer's words; those that lie wholly outside the visible page are left out."""
        available = pdfium.FPDFText_CountChars(self._layer)
        count = max(0, min(available, self._limit))
        text = self._text(count)
        lines: list[list[LayerWord]] = []
        end_of_line = 0
        for match in _WORD.finditer(text):
            word = LayerWord(match[0].translate(_SYMBOLS), self._box(match.start(), match.end()), match.start())
            previous = lines[-1][-1] if lines else None
            adjoining = previous is not None and match.start() == end_of_line
            gap = text[end_of_line : match.start()]
            end_of_line = match.end()
            if not self._visible(word.box):
                continue
            if adjoining and _same_line(previous.box, word.box):
                previous.text += word.text
                previous.box = _union(previous.box, word.box)
            elif previous is not None and _only_marks(word.text) and not adjoining:
                previous.text += word.text
            elif previous is None or adjoining or "\n" in gap or "\r" in gap:
                lines.append([word])
            else:
                lines[-1].append(word)
        characters = sum(len(word.text) for line in lines for word in line)
        bad = len(_BAD.findall(text.translate(_SYMBOLS))) + self._map_errors(count)
        return TextLayer(lines, characters, bad, available > count)

    def font_name(self, character: int) -> str:
        """The name of the font of a character, as the file gives it; empty where it gives none."""
        flags = ctypes.c_int()
        size = pdfium.FPDFText_GetFontInfo(self._layer, character, None, 0, ctypes.byref(flags))
        buffer = ctypes.create_string_buffer(size)
        pdfium.FPDFText_GetFontInfo(self._layer, character, buffer, size, ctypes.byref(flags))
        return buffer.value.decode("utf-8", "replace")

    def _text(self, count: int) -> str:
        """The characters, one for each of PDFium's, so that positions in the text are numbers of characters."""
        buffer = ctypes.create_string_buffer(2 * count + 2)
        pdfium.FPDFText_GetText(self._layer, 0, count, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)))
        text = buffer.raw[: 2 * count].decode("utf-16-le", "replace")
        if len(text) == count and "\0" not in text[:-1]:
            return text
        # Characters outside the basic plane or without a letter shift the quick answer: take them one by one.
        codes = (pdfium.FPDFText_GetUnicode(self._layer, number) for number in range(count))
        return "".join(chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd" for code in codes)

    def _box(self, start: int, end: int) -> Box:
        """The box of the characters from start to end: as high as the font's line, as wide as its letters."""
        first, last = self._character_box(start), self._character_box(end - 1)
        return self._frame.displayed(*_union(first, last))

    def _character_box(self, number: int) -> Box:
        rectangle = self._rectangle
        if pdfium.FPDFText_GetLooseCharBox(self._layer, number, ctypes.byref(rectangle)):
            box = (rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
            if box[2] > box[0] and box[3] > box[1]:
                return box
        left, right, bottom, top = self._edges
        pdfium.FPDFText_GetCharBox(
            self._layer, number, ctypes.byref(left), ctypes.byref(right), ctypes.byref(bottom), ctypes.byref(top)
        )
        return (left.value, bottom.value, right.value, top.value)

    def _visible(self, box: Box) -> bool:
        width, height = self._frame.size
        return box[2] > 0 and box[3] > 0 and box[0] < width and box[1] < height

    def _map_errors(self, count: int) -> int:
        """How many characters have no entry in their font's map to Unicode, projected from a sample."""
        step = max(1, count // _MAP_ERROR_SAMPLE)
        errors = sum(pdfium.FPDFText_HasUnicodeMapError(self._layer, number) == 1 for number in range(0, count, step))
        return errors * step


def _only_marks(text: str) -> bool:
    return all(unicodedata.combining(letter) for letter in text)


def _same_line(one: Box, other: Box) -> bool:
    """Whether two boxes share most of their height."""
    overlap = min(one[3], other[3]) - max(one[1], other[1])
    return overlap > 0.5 * min(one[3] - one[1], other[3] - other[1])


def _union(one: Box, other: Box) -> Box:
    return (min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3]))
