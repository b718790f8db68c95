"""A picture file (TIFF of many pages, JPEG, PNG) inside the limited child: pages that are pictures."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

from PIL import Image, ImageOps, UnidentifiedImageError

from .limits import LONGEST_SIDE, Limits
from .model import Page
from .refusal import FileRefused, PageRefused
from .resolution import believable

POINTS_PER_INCH = 72.0
_FORMATS = ("TIFF", "JPEG", "PNG")
_ORIENTATION = 0x0112
_SIDEWAYS = (5, 6, 7, 8)
_DAMAGED = (OSError, SyntaxError, ValueError, TypeError, LookupError, ArithmeticError)
"""What Pillow raises where a file breaks its format."""


class RasterSource:
    """An open picture file."""

    def __init__(self, path: Path, limits: Limits) -> None:
        self.limits = limits
        Image.MAX_IMAGE_PIXELS = None  # the bound is checked here, before pixels are decoded
        try:
            self._image = Image.open(path, formats=_FORMATS)
            self._pages = getattr(self._image, "n_frames", 1)
        except (UnidentifiedImageError, *_DAMAGED) as cause:
            raise FileRefused("damaged") from cause
        if self._image.format != "TIFF":
            self._pages = 1

    def facts(self) -> dict[str, Any]:
        """Number of pages, size of each in points as displayed (zeros where unknown)."""
        if self._pages > self.limits.pages:
            raise FileRefused("too_many_pages", pages=self._pages, limit=self.limits.pages)
        sizes = [self.size(number) for number in range(1, self._pages + 1)]
        return {"pages": self._pages, "sizes": sizes, "encrypted": False, "signed": False}

    def read(self, number: int, *, language: str, with_tables: bool) -> Page:
        """One page, recognised; ``with_tables`` is of no meaning here."""
        import numpy as np

        from .look import is_blank
        from .recognise import recognise

        image = self.pixels(number)
        dpi = self._dpi
        scale = min(1.0, math.sqrt(self.limits.pixels_read / (image.width * image.height)))
        if scale < 1.0:
            image = image.resize((round(image.width * scale), round(image.height * scale)), Image.Resampling.BOX)
            dpi *= scale
        pixels = np.ascontiguousarray(image)
        if is_blank(pixels, dpi):
            width, height = (POINTS_PER_INCH * edge / dpi for edge in image.size)
            return Page(number, width, height, "blank", "blank_page", None, "", ())
        return recognise(pixels, dpi=dpi, number=number, reason="image_file", language=language)

    def picture(self, number: int, width: int, turn: int) -> Image.Image:
        """One page as displayed, then turned clockwise, so many pixels wide unless it would grow too large."""
        image = self.pixels(number)
        if turn:
            image = image.transpose(_TURNS[turn])
        scale = min(width / image.width, LONGEST_SIDE / max(image.size))
        scale = min(scale, math.sqrt(self.limits.pixels_read / (image.width * image.height)))
        size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
        return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)

    def frame(self, number: int) -> Image.Image:
        """The page as the file has it, not decoded yet; valid until the next page is asked for."""
        if not 1 <= number <= self._pages:
            raise FileRefused("no_such_page")
        try:
            self._image.seek(number - 1)
        except (EOFError, *_DAMAGED) as cause:
            raise PageRefused("damaged") from cause
        self._dpi = _dpi(self._image)
        if self._image.width * self._image.height > self.limits.pixels:
            raise PageRefused("too_many_pixels")
        return self._image

    def pixels(self, number: int) -> Image.Image:
        """The page's pixels in RGB, upright as its orientation says."""
        frame = self.frame(number)
        try:
            return _rgb(ImageOps.exif_transpose(frame))
        except (EOFError, *_DAMAGED) as cause:
            raise PageRefused("damaged") from cause

    def size(self, number: int) -> tuple[float, float]:
        """The page's width and height in points as displayed; zeros where they are not to be told."""
        try:
            self._image.seek(number - 1)
        except (EOFError, *_DAMAGED):
            return (0.0, 0.0)
        factor = POINTS_PER_INCH / _dpi(self._image)
        size = (self._image.width * factor, self._image.height * factor)
        sideways = self._image.getexif().get(_ORIENTATION) in _SIDEWAYS
        return size[::-1] if sideways else size


_TURNS = {90: Image.Transpose.ROTATE_270, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_90}
"""Clockwise turns; Pillow counts the other way."""


def _dpi(image: Image.Image) -> float:
    """The picture's resolution: what the file tells, if that can be."""
    try:
        told = float(image.info.get("dpi", (0.0,))[0])
    except (TypeError, ValueError, ZeroDivisionError):
        told = 0.0
    return believable(told, min(image.size))


def _rgb(image: Image.Image) -> Image.Image:
    """The picture in RGB, transparent parts white, sixteen bits brought down to eight."""
    if image.mode in ("RGBA", "LA", "PA", "RGBa", "La") or "transparency" in image.info:
        layer = image.convert("RGBA")
        paper = Image.new("RGBA", layer.size, "white")
        return Image.alpha_composite(paper, layer).convert("RGB")
    if image.mode.startswith(("I", "F")):
        low, high = image.getextrema()
        scale = 255.0 / (high - low) if high > low else 0.0
        image = image.convert("F").point(lambda value: value * scale - low * scale).convert("L")
    return image.convert("RGB")
