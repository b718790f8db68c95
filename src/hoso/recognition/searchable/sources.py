"""The file that a copy is made of, opened as a PDF document: a PDF itself, or pictures put on pages first."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
from PIL import ImageOps

from ..frame import Frame
from ..limits import Limits
from ..pdf import PdfSource
from ..raster import RasterSource
from ..refusal import FileRefused
from . import images
from .plainpdf import PictureFile

_ORIENTATION = 0x0112


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page that shows text, as PDFium has it open until the next page is taken."""

    page: pypdfium2.PdfPage
    limits: Limits


class Source(Protocol):
    """What a copy is made of."""

    def take(self, number: int) -> tuple[Frame, Drawn | None]:
        """Page ``number`` made ready: its frame, and the page where there is text on it; called in order."""

    def document(self) -> pikepdf.Pdf:
        """The document, with nothing changed in it; of pictures only when all are taken."""


class PdfDocument:
    """A PDF file as it is."""

    def __init__(self, path: Path, limits: Limits) -> None:
        self._limits = limits
        self._drawn = PdfSource(path, limits)
        self._page: pypdfium2.PdfPage | None = None
        try:
            self._document = pikepdf.open(path)
        except pikepdf.PasswordError as cause:
            raise FileRefused("encrypted") from cause
        except pikepdf.PdfError as cause:
            raise FileRefused("damaged") from cause
        if len(self._document.pages) != self._drawn.facts()["pages"]:
            raise FileRefused("damaged")

    def take(self, number: int) -> tuple[Frame, Drawn | None]:
        if self._page is not None:
            self._page.close()
        self._page = page = self._drawn.load(number)
        layer = pdfium.FPDFText_LoadPage(page)
        has_text = pdfium.FPDFText_CountChars(layer) > 0
        pdfium.FPDFText_ClosePage(layer)
        return Frame.of(page), Drawn(page, self._limits) if has_text else None

    def document(self) -> pikepdf.Pdf:
        return self._document


class PictureDocument:
    """A picture file, written page by page into a PDF file ``made`` of its own."""

    def __init__(self, path: Path, limits: Limits, made: Path) -> None:
        self._path, self._made = path, made
        self._source = RasterSource(path, limits)
        made.unlink(missing_ok=True)
        self._pages = PictureFile(made)

    def take(self, number: int) -> tuple[Frame, Drawn | None]:
        size = self._add(number)
        return Frame(0.0, 0.0, *size, 0), None

    def document(self) -> pikepdf.Pdf:
        self._pages.close()
        document = pikepdf.open(self._made)
        # Open, it is still to be read; nobody else needs it.
        self._made.unlink()
        return document

    def _add(self, number: int) -> tuple[float, float]:
        image = self._source.frame(number)
        size = self._source.size(number)
        found, orientation = None, image.getexif().get(_ORIENTATION, 1)
        with self._path.open("rb") as file:
            if image.format == "JPEG":
                found = images.of_jpeg(image, file.read())
            elif image.format == "PNG":
                found = images.of_png(image, file.read())
            elif image.format == "TIFF":
                found = images.of_tiff(image, file)
        if found is not None:
            return self._pages.add(found, size, orientation if orientation in range(1, 9) else 1)
        bilevel = image.mode == "1"
        pixels = self._source.pixels(number)
        if bilevel:
            pixels = ImageOps.exif_transpose(self._source.frame(number))
        elif _is_grey(image.mode):
            pixels = pixels.convert("L")
        return self._pages.add(images.of_pixels(pixels), size)


def _is_grey(mode: str) -> bool:
    return mode == "L" or mode.startswith(("I", "F"))
