"""The door from a drawn page to recognition, for files of every kind."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace

import numpy as np

from .model import Page
from .ocr import read_image
from .refusal import PageRefused, Unavailable
from .tesseract import TesseractFailed, TesseractMissing

LEAST_FREE_BYTES = 100 << 20
"""With less room for temporary pictures, a failure is the disk's and not the page's."""


def recognise(image: np.ndarray, *, dpi: float, number: int, reason: str, language: str) -> Page:
    """Read an RGB picture of a page; a page on which nothing was found says so as its reason."""
    try:
        page = read_image(image, dpi=dpi, number=number, reason=reason, language=language)
    except TesseractMissing as cause:
        raise Unavailable(str(cause)) from cause
    except TesseractFailed as cause:
        if shutil.disk_usage(tempfile.gettempdir()).free < LEAST_FREE_BYTES:
            raise Unavailable(f"Ổ đĩa chứa tệp tạm đã đầy. Hãy giải phóng chỗ trống ({cause})") from cause
        raise PageRefused("recognition_failed") from cause
    return replace(page, reason="nothing_found") if page.source == "blank" else page
