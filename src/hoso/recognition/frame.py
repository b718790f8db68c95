"""From the coordinates of a PDF page to the page as displayed upright."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from .model import Box


@dataclass(frozen=True, slots=True)
class Frame:
    """The visible rectangle of a page in PDF coordinates (origin bottom left) and its turn (clockwise, degrees)."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int

    @classmethod
    def of(cls, page: pypdfium2.PdfPage) -> Frame:
        """The frame of a loaded page."""
        visible = pdfium.FS_RECTF()
        pdfium.FPDF_GetPageBoundingBox(page, ctypes.byref(visible))
        return cls(visible.left, visible.bottom, visible.right, visible.top, page.get_rotation())

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as displayed."""
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.rotation in (90, 270) else (width, height)

    def displayed(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A rectangle as displayed: points, origin top left."""
        box = (left - self.left, self.top - top, right - self.left, self.top - bottom)
        return turned(box, (self.right - self.left, self.top - self.bottom), self.rotation)


def turned(box: Box, size: tuple[float, float], degrees: int) -> Box:
    """A box (origin top left) after the page of that size was turned clockwise by a multiple of 90 degrees."""
    x0, y0, x1, y1 = box
    width, height = size
    if degrees % 360 == 90:
        return (height - y1, x0, height - y0, x1)
    if degrees % 360 == 180:
        return (width - x1, height - y1, width - x0, height - y0)
    if degrees % 360 == 270:
        return (y0, width - x1, y1, width - x0)
    return box
