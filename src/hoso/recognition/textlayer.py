"""The words of a PDF page's text layer, with boxes, in the order and lines that the file gives them."""

from __future__ import annotations

import collections
import ctypes
import itertools
import math
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pypdfium2
import pypdfium2.raw as pdfium

from .frame import Frame, turned
from .model import Box

# PDFium joins a word that a hyphen parts at the end of a line, and leaves one of these where the hyphen stood.
LINE_END_HYPHENS = "\x02\ufffe"
_WORD = re.compile(rf"[^\s\0{LINE_END_HYPHENS}]+[{LINE_END_HYPHENS}]?|[{LINE_END_HYPHENS}]")
# Where symbol fonts keep bullets and ticks; other private characters are letters that nobody can decode.
_SYMBOLS = str.maketrans("\uf0b7\uf0a7\uf02d\uf0d8\uf0fc\uf0fe\uf0e0", "•▪-➢✓☑→")
_MARKS = re.compile("[\u0300-\u036f]+")
_BAD = re.compile("[\0-\x01\x03-\x08\x0e-\x1f\x7f-\x9f\ufffd\ue000-\uf8ff]")
_OUTSIDE_PLANE = re.compile("[\U00010000-\U0010ffff]")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_MAP_SAMPLE = 200
_ANGLE_SAMPLE = 50
_RIGHT_TO_LEFT = ("R", "AL")
_GAP = 0.2  # of a line's height, between words


@dataclass(slots=True)
class LayerWord:
    """A word as the file encodes it, its box as displayed, and the number of its first character."""

    text: str
    box: Box
    first: int


@dataclass(slots=True)
class TextLayer:
    """What the layer holds: lines of words, how many characters, how many of these cannot be decoded and how many
    PDFium had to guess (rightly or not), and whether it was cut at the limit."""

    lines: list[list[LayerWord]]
    characters: int
    bad: int
    guessed: int
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
        self._rectangle = pdfium.FS_RECTF()
        self._edges = tuple(ctypes.c_double() for _ in range(4))
        self._layer = pdfium.FPDFText_LoadPage(page)
        upright = self._upright_rotation()
        self._turn = frame.rotation - upright
        if self._turn:
            # PDFium orders characters as the page is displayed; text displayed sideways would come in disorder.
            pdfium.FPDFText_ClosePage(self._layer)
            page.set_rotation(upright)
            self._layer = pdfium.FPDFText_LoadPage(page)
            page.set_rotation(frame.rotation)
            self._frame = replace(frame, rotation=upright)

    def __enter__(self) -> LayerReader:
        return self

    def __exit__(self, *_: object) -> None:
        pdfium.FPDFText_ClosePage(self._layer)

    def read(self) -> TextLayer:
        """The layer's words; those that lie wholly outside the visible page are left out."""
        available = pdfium.FPDFText_CountChars(self._layer)
        count = max(0, min(available, self._limit))
        text = self._text(count).translate(_SYMBOLS)
        lines: list[list[LayerWord]] = []
        end_of_line = 0
        for match in _WORD.finditer(text):
            start, end = match.span()
            word = LayerWord(match[0], self._box(start, end), start)
            previous = lines[-1][-1] if lines else None
            adjoining = previous is not None and start == end_of_line
            gap = text[end_of_line:start]
            end_of_line = end
            if not self._visible(word.box):
                continue
            if adjoining and _same_line(previous.box, word.box):
                previous.text += word.text
                previous.box = _union(previous.box, word.box)
            elif previous is not None and not adjoining and _MARKS.fullmatch(word.text):
                previous.text += word.text
            elif previous is None or adjoining or "\n" in gap or "\r" in gap or _apart(previous.box, word.box):
                lines.append([word])
            else:
                lines[-1].append(word)
        lines = [self._in_place(line, text) if _runs_back(line) else line for line in lines]
        if self._turn:
            for word in itertools.chain.from_iterable(lines):
                word.box = turned(word.box, self._frame.size, self._turn)
        characters = sum(len(word.text) for line in lines for word in line)
        return TextLayer(lines, characters, len(_BAD.findall(text)), self._guessed(count), available > count)

    def font_name(self, character: int) -> str:
        """The name of the font of a character, as the file gives it; empty where it gives none."""
        flags = ctypes.c_int()
        size = pdfium.FPDFText_GetFontInfo(self._layer, character, None, 0, ctypes.byref(flags))
        buffer = ctypes.create_string_buffer(size)
        pdfium.FPDFText_GetFontInfo(self._layer, character, buffer, size, ctypes.byref(flags))
        return buffer.value.decode("utf-8", "replace")

    def is_invisible(self, character: int) -> bool:
        """Whether a character is drawn so that nothing is to be seen of it."""
        item = pdfium.FPDFText_GetTextObject(self._layer, character)
        return bool(item) and pdfium.FPDFTextObj_GetTextRenderMode(item) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE

    def _upright_rotation(self) -> int:
        """The rotation of the page that displays most of its text upright; its own where there is no text."""
        count = pdfium.FPDFText_CountChars(self._layer)
        sample = range(0, count, max(1, count // _ANGLE_SAMPLE))
        angles = collections.Counter(
            -90 * round(math.degrees(pdfium.FPDFText_GetCharAngle(self._layer, number)) / 90) % 360
            for number in sample
            if not pdfium.FPDFText_IsGenerated(self._layer, number)
        )
        return angles.most_common(1)[0][0] if angles else self._frame.rotation

    def _text(self, count: int) -> str:
        """The characters, one for each of PDFium's, so that positions in the text are numbers of characters."""
        buffer = ctypes.create_string_buffer(2 * count + 2)
        pdfium.FPDFText_GetText(self._layer, 0, count, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)))
        text = buffer.raw[: 2 * count].decode("utf-16-le", "surrogatepass")
        # PDFium counts a character outside the basic plane twice; the second place gets one that nobody sees.
        text = _LONE_SURROGATE.sub("\ufffd", _OUTSIDE_PLANE.sub("\\g<0>\u200b", text))
        if len(text) == count and "\0" not in text[:-1]:
            return text
        # Characters without a letter shift the quick answer: take them one by one.
        codes = (pdfium.FPDFText_GetUnicode(self._layer, number) for number in range(count))
        return "".join(chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd" for code in codes)

    def _in_place(self, line: list[LayerWord], text: str) -> list[LayerWord]:
        """A line put together by where its characters stand.

        Where a font lacks Vietnamese letters, programs draw these from another font after the rest of the line, so
        that the order of the file is not that of reading. Lines that run right to left stay as they are.
        """
        end = line[-1].first + len(line[-1].text)
        placed = []
        for number in range(line[0].first, end):
            if unicodedata.bidirectional(text[number]) in _RIGHT_TO_LEFT:
                return line
            if not pdfium.FPDFText_IsGenerated(self._layer, number):
                placed.append((self._box(number, number + 1), number))
        placed.sort(key=lambda item: item[0][0] + item[0][2])
        words: list[LayerWord] = []
        after_space = True
        for box, number in placed:
            if text[number].isspace():
                after_space = True
            elif after_space or box[0] - words[-1].box[2] > _GAP * (box[3] - box[1]):
                words.append(LayerWord(text[number], box, number))
                after_space = False
            else:
                words[-1].text += text[number]
                words[-1].box = _union(words[-1].box, box)
        return words or line

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

    def _guessed(self, count: int) -> int:
        """How many characters have no entry in their font's map to Unicode, projected from a sample."""
        step = max(1, count // _MAP_SAMPLE)
        errors = sum(pdfium.FPDFText_HasUnicodeMapError(self._layer, number) == 1 for number in range(0, count, step))
        return errors * step


def _runs_back(line: list[LayerWord]) -> bool:
    """Whether a word of the line stands before the one that precedes it."""
    return any(
        word.box[0] < previous.box[0] and _same_line(previous.box, word.box)
        for previous, word in itertools.pairwise(line)
    )


def _apart(one: Box, other: Box) -> bool:
    """Whether two boxes that follow each other belong to columns side by side, with lines of their own."""
    overlap = min(one[3], other[3]) - max(one[1], other[1])
    height = min(one[3] - one[1], other[3] - other[1])
    return other[0] - one[2] > height and overlap < 0.7 * height


def _same_line(one: Box, other: Box) -> bool:
    """Whether two boxes share most of their height."""
    overlap = min(one[3], other[3]) - max(one[1], other[1])
    return overlap > 0.5 * min(one[3] - one[1], other[3] - other[1])


def _union(one: Box, other: Box) -> Box:
    return (min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3]))
