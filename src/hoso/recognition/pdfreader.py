"""How a page of a PDF file becomes words: evidence gathered, the way chosen, the way gone."""

from __future__ import annotations

from dataclasses import replace
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
from .tables import TableReader, TablesFailed
from .textlayer import LINE_END_HYPHENS, LayerReader, LayerWord, TextLayer

if TYPE_CHECKING:
    from .pdf import PdfSource

LOOK_DPI = 100.0
FINEST_DPI = 300.0
COARSEST_DPI = 150.0
_FONT_SAMPLE = 40
_SOFT_HYPHEN = "\u00ad"


class PdfReader:
    """Reads the pages of one open file."""

    def __init__(self, source: PdfSource) -> None:
        self._source = source
        self._limits = source.limits
        self._tables = TableReader(source.path, source.limits.table_seconds)

    def read(self, page: pypdfium2.PdfPage, number: int, *, language: str, with_tables: bool) -> Page:
        """One page, by the way that ``decide`` chooses for it."""
        frame = Frame.of(page)
        content = examine(page, frame, self._limits.objects)
        with LayerReader(page, frame, self._limits.text_bytes) as reader:
            layer = reader.read()
            decision = decide(_evidence(layer, content, reader), partial(self._look, page, content, layer))
            if decision.way == "ocr":
                return self._recognise(page, number, content, decision.reason, language)
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

    def _recognise(self, page: pypdfium2.PdfPage, number: int, content: Content, reason: str, language: str) -> Page:
        """Draw the page as fine as its largest picture, within bounds, and read the drawing."""
        self._refuse_large(content)
        native = content.image_dpi if content.image_share > 0.1 else None
        wanted = min(FINEST_DPI, max(COARSEST_DPI, native or FINEST_DPI))
        picture = np.ascontiguousarray(self._source.draw(page, wanted / 72.0).to_numpy())
        dpi = 72.0 * picture.shape[1] / page.get_width()
        return recognise(picture, dpi=dpi, number=number, reason=reason, language=language)

    def _refuse_large(self, content: Content) -> None:
        if content.image_pixels > self._limits.pixels:
            raise PageRefused("too_many_pixels")

    def _from_layer(self, number: int, frame: Frame, layer: TextLayer, decision: Decision, reader: LayerReader) -> Page:
        text_of = partial(_converted, encoding=decision.encoding, reader=reader)
        lines, left, cut = [], self._limits.text_bytes, layer.cut
        for words in layer.lines:
            kept = []
            for word in words:
                text = text_of(word)
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
        words=len(words),
        fonts=tuple({reader.font_name(word.first) for word in words[:: max(1, len(words) // _FONT_SAMPLE)]}),
        image_share=content.image_share,
        suspicious=content.suspicious,
        empty=content.empty,
    )


def _converted(word: LayerWord, *, encoding: legacy.Encoding, reader: LayerReader) -> str:
    """A word of the layer in Unicode normal form; a hyphen at the end of a line gets its letter back."""
    text = word.text
    if text[-1] in LINE_END_HYPHENS:
        # PDFium takes the soft hyphen for a hyphen, and in TCVN3 that is the letter "ư".
        letter = legacy.convert(text[:-1] + _SOFT_HYPHEN, encoding) if encoding == "tcvn3" else ""
        text = text[:-1] + (_SOFT_HYPHEN if letter and syllable_share(letter) == 1.0 else "-")
    font = reader.font_name(word.first) if encoding == "tcvn3" else None
    return _unicode(text, encoding=encoding, font=font)


def _unicode(text: str, *, encoding: legacy.Encoding, font: str | None = None) -> str:
    return nfc(text) if encoding == "unicode" else legacy.convert(text, encoding, font)
