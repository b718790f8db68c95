"""How a page of a PDF file becomes words: evidence gathered, the way chosen, the way gone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import pypdfium2

from hoso.language import legacy, nfc, syllable_share

from .content import Content, examine
from .decide import Decision, PageEvidence, decide
from .frame import Frame
from .look import Look, look
from .model import Line, Page, compose
from .recognise import recognise
from .refusal import PageRefused
from .resolution import believable
from .tables import TableReader, TablesFailed
from .textlayer import LINE_END_HYPHENS, LayerReader, LayerWord, TextLayer

if TYPE_CHECKING:
    from .pdf import PdfSource

LOOK_DPI = 100.0
SMALL_IMAGE = 0.1
MORE_TEXT = 1.2
FINEST_DPI = 300.0
COARSEST_DPI = 150.0
_FONT_SAMPLE = 40
_TO_HYPHEN = str.maketrans(dict.fromkeys(LINE_END_HYPHENS, "-"))
_TO_SOFT_HYPHEN = str.maketrans(dict.fromkeys(LINE_END_HYPHENS + "-", "\u00ad"))


@dataclass(slots=True)
class Drawing:
    """A page drawn to be recognised: the picture (RGB), its resolution, by how much that makes the page larger or
    smaller than the file says, why it is recognised, and the readable text layer that it must surpass."""

    picture: np.ndarray
    dpi: float
    magnified: float
    reason: str
    layer: Page | None = None

    def recognised(self, number: int, language: str) -> Page:
        """The page read from the drawing, in the measures of the file."""
        page = recognise(self.picture, dpi=self.dpi, number=number, reason=self.reason, language=language)
        if self.layer and len(page.text) < MORE_TEXT * len(self.layer.text):
            # A born-digital page with a drawing or a screen shot: its layer is surer than any recognition.
            return replace(self.layer, reason="layer_kept")
        if self.magnified == 1.0:
            return page
        width, height = page.width * self.magnified, page.height * self.magnified
        words = tuple(replace(word, box=tuple(edge * self.magnified for edge in word.box)) for word in page.words)
        return replace(page, width=width, height=height, words=words)


class PdfReader:
    """Reads the pages of one open file."""

    def __init__(self, source: PdfSource) -> None:
        self._source = source
        self._limits = source.limits
        self._tables = TableReader(source.path, source.limits.table_seconds)

    def read(self, number: int, *, language: str, with_tables: bool) -> Page:
        """One page, by the way that ``decide`` chooses for it."""
        with self._source.page(number) as page:
            outcome = self._read_or_draw(page, number, with_tables)
        # The page is closed by now, and the memory of its decoded pictures free for recognition.
        return outcome if isinstance(outcome, Page) else outcome.recognised(number, language)

    def _read_or_draw(self, page: pypdfium2.PdfPage, number: int, with_tables: bool) -> Page | Drawing:
        frame = Frame.of(page)
        content = examine(page, frame, self._limits.objects)
        with LayerReader(page, frame, self._limits.text_bytes) as reader:
            layer = reader.read()
            decision = decide(_evidence(layer, content, reader), partial(self._look, page, content, layer))
            if decision.way == "ocr":
                drawing = self._draw(page, content, decision.reason)
                if decision.reason == "uncovered_ink":
                    drawing.layer = self._from_layer(number, frame, layer, decision, reader)
                return drawing
            if decision.way == "blank":
                return Page(number, *frame.size, "blank", decision.reason, None, "", ())
            result = self._from_layer(number, frame, layer, decision, reader)
        if with_tables and content.ruled:
            result = self._with_tables(result, decision)
        return result

    def _look(self, page: pypdfium2.PdfPage, content: Content, layer: TextLayer) -> Look:
        self._refuse_large(content)
        picture = self._source.draw(page, LOOK_DPI / 72.0).to_numpy()
        scale = picture.shape[1] / page.get_width()
        return look(picture, scale, [(word.text, word.box) for word in layer.words])

    def _draw(self, page: pypdfium2.PdfPage, content: Content, reason: str) -> Drawing:
        """The page drawn as fine as its largest picture, within bounds."""
        self._refuse_large(content)
        native = content.image_dpi if content.image_dpi and content.image_share > SMALL_IMAGE else FINEST_DPI
        believed = believable(native, native * min(page.get_size()) / 72.0)
        magnified = believed / native
        wanted = min(FINEST_DPI, max(COARSEST_DPI, believed)) / magnified
        picture = np.ascontiguousarray(self._source.draw(page, wanted / 72.0).to_numpy())
        dpi = magnified * 72.0 * picture.shape[1] / page.get_width()
        return Drawing(picture, dpi, magnified, reason)

    def _refuse_large(self, content: Content) -> None:
        if content.image_pixels > self._limits.pixels:
            raise PageRefused("too_many_pixels")

    def _from_layer(self, number: int, frame: Frame, layer: TextLayer, decision: Decision, reader: LayerReader) -> Page:
        lines, left, cut = [], self._limits.text_bytes, layer.cut
        texts = iter(_texts(layer, decision.encoding, reader))
        for words in layer.lines:
            kept = []
            for word in words:
                text = next(texts)
                left -= len(text.encode("utf-8", "replace")) + 1
                if text and left >= 0:
                    kept.append((text, word.box, 100.0))
            if kept:
                lines.append(Line(tuple(kept)))
        quality = {"cut": True} if cut or left < 0 else {}
        text, placed = compose(lines)
        return Page(number, *frame.size, "text", decision.reason, 100.0, text, placed, quality)

    def _with_tables(self, page: Page, decision: Decision) -> Page:
        try:
            tables = self._tables.read(page.number, partial(_unicode, encoding=decision.encoding))
        except TablesFailed as failure:
            return replace(page, quality={**page.quality, "tables_failed": str(failure)})
        return replace(page, tables=tables)


def _evidence(layer: TextLayer, content: Content, reader: LayerReader) -> PageEvidence:
    words = list(layer.words)
    return PageEvidence(
        text=" ".join(word.text for word in words),
        characters=layer.characters,
        bad=layer.bad,
        guessed=layer.guessed,
        words=len(words),
        fonts=tuple({reader.font_name(word.first) for word in words[:: max(1, len(words) // _FONT_SAMPLE)]}),
        image_share=content.image_share,
        suspicious=content.suspicious,
        empty=content.empty,
    )


def _texts(layer: TextLayer, encoding: legacy.Encoding, reader: LayerReader) -> list[str]:
    """The words of the layer in Unicode normal form."""
    if encoding != "unicode":
        return [_converted(word, encoding, reader) for word in layer.words]
    # In one go, since a call for each word would cost as much as all the rest of the page.
    return nfc("\n".join(word.text for word in layer.words).translate(_TO_HYPHEN)).split("\n")


def _converted(word: LayerWord, encoding: legacy.Encoding, reader: LayerReader) -> str:
    """A word of a legacy encoding in Unicode normal form."""
    font = reader.font_name(word.first)
    text = legacy.convert(word.text.translate(_TO_HYPHEN), encoding, font)
    if encoding == "tcvn3" and "-" in text:
        # The letter "ư" of TCVN3 is Unicode's soft hyphen, which many files and PDFium take for a hyphen.
        with_letter = legacy.convert(word.text.translate(_TO_SOFT_HYPHEN), encoding, font)
        if len(text) > 1 and syllable_share(with_letter) == 1.0:
            return with_letter
    return text


def _unicode(text: str, *, encoding: legacy.Encoding) -> str:
    return nfc(text) if encoding == "unicode" else legacy.convert(text, encoding)
