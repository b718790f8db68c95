"""A PDF file inside the limited child: its facts, its pages drawn, and each page read by the way chosen for it."""

from __future__ import annotations

import contextlib
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from .content import examine
from .frame import Frame
from .limits import LONGEST_SIDE, Limits
from .model import Page
from .refusal import FileRefused, PageRefused

_NEEDS_PASSWORD = (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)


class PdfSource:
    """An open PDF file."""

    def __init__(self, path: Path, limits: Limits) -> None:
        self.path = path
        self.limits = limits
        try:
            self._document = pypdfium2.PdfDocument(path)
        except pypdfium2.PdfiumError as cause:
            if cause.err_code in _NEEDS_PASSWORD:
                raise FileRefused("encrypted") from cause
            raise FileRefused(_why_refused(path)) from cause
        if self._document.get_formtype() != pdfium.FORMTYPE_NONE:
            self._document.init_forms()
        self._reader = None

    def facts(self) -> dict[str, Any]:
        """Number of pages, size of each in points as displayed (zeros where unknown), encrypted, signed."""
        pages = len(self._document)
        if pages > self.limits.pages:
            raise FileRefused("too_many_pages", pages=pages, limit=self.limits.pages)
        return {
            "pages": pages,
            "sizes": [self._size(index) for index in range(pages)],
            "encrypted": pdfium.FPDF_GetSecurityHandlerRevision(self._document) >= 0,
            "signed": pdfium.FPDF_GetSignatureCount(self._document) > 0,
        }

    def read(self, number: int, *, language: str, with_tables: bool) -> Page:
        """One page, from its text layer or its picture."""
        if self._reader is None:
            # Not needed for pictures, and dear to import.
            from .pdfreader import PdfReader

            self._reader = PdfReader(self)
        return self._reader.read(number, language=language, with_tables=with_tables)

    def picture(self, number: int, width: int, turn: int) -> Image.Image:
        """One page as displayed, then turned clockwise, so many pixels wide unless it would grow too large."""
        with self.page(number) as page:
            if examine(page, Frame.of(page), self.limits.objects).image_pixels > self.limits.pixels:
                raise PageRefused("too_many_pixels")
            size = page.get_size()
            scale = width / size[turn % 180 != 0]
            return self.draw(page, scale, rotation=turn).to_pil()

    def draw(self, page: pypdfium2.PdfPage, scale: float, **options: Any) -> pypdfium2.PdfBitmap:
        """The page at ``scale`` pixels for a point, more coarsely where it would have too many pixels."""
        width, height = page.get_size()
        scale = min(scale, math.sqrt(self.limits.pixels_read / (width * height)), LONGEST_SIDE / max(width, height))
        return page.render(scale=scale, rev_byteorder=True, **options)

    def load(self, number: int) -> pypdfium2.PdfPage:
        """A page, for the caller to close."""
        if not 1 <= number <= len(self._document):
            raise FileRefused("no_such_page")
        try:
            return self._document[number - 1]
        except pypdfium2.PdfiumError as cause:
            raise PageRefused("damaged") from cause

    @contextlib.contextmanager
    def page(self, number: int) -> Iterator[pypdfium2.PdfPage]:
        """A page for as long as it is needed."""
        with contextlib.closing(self.load(number)) as page:
            if not all(1.0 <= edge < math.inf for edge in page.get_size()):
                raise PageRefused("too_small")
            yield page

    def _size(self, index: int) -> tuple[float, float]:
        try:
            return self._document.get_page_size(index)
        except pypdfium2.PdfiumError:
            return (0.0, 0.0)


def _why_refused(path: Path) -> str:
    """Why PDFium refuses a file that it calls malformed: qpdf tells empty and strangely encrypted ones from damaged."""
    import pikepdf

    try:
        with pikepdf.open(path) as document:
            return "damaged" if len(document.pages) else "no_pages"
    except pikepdf.PasswordError:
        return "encrypted"
    except pikepdf.PdfError:
        return "damaged"
