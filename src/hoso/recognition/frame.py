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
        if self.rotation == 90:
            return (bottom - self.bottom, left - self.left, top - self.bottom, right - self.left)
        if self.rotation == 180:
            return (self.right - right, bottom - self.bottom, self.right - left, top - self.bottom)
        if self.rotation == 270:
            return (self.top - top, self.right - right, self.top - bottom, self.right - left)
        return (left - self.left, self.top - top, right - self.left, self.top - bottom)
