"""What a PDF page is drawn with: pictures, shapes over text, ruled lines; gathered without drawing it."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass, field

import pypdfium2
import pypdfium2.raw as pdfium

from .frame import Frame
from .model import Box

_HARMLESS_ANNOTATIONS = {pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP}
_THIN = 4.0  # points; thinner shapes are rules (PDFium adds the stroke on all sides to their bounds)
_LONG = 20.0
_NESTING = 5
_INVISIBLE_MODES = (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP)

Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(slots=True)
class Content:
    """The page's drawing objects in short.

    ``image_share``: share (0-1) of the page's area under its largest picture; ``image_dpi``: that picture's resolution
    (``None`` without pictures); ``image_pixels``: pixels of the picture that has most; ``suspicious``: something may
    cover, hide or replace text (shapes after text, invisible text, many filled shapes, annotations, too many objects
    to look at), so the text layer must be compared with the drawn page; ``empty``: nothing is drawn at all.
    """

    image_share: float = 0.0
    image_dpi: float | None = None
    image_pixels: int = 0
    suspicious: bool = False
    empty: bool = True
    horizontal: int = 0
    vertical: int = 0
    _shapes: int = 0
    _texts: list[Box] = field(default_factory=list)

    @property
    def ruled(self) -> bool:
        """Whether lines cross as those of a table do."""
        return self.horizontal >= 3 and self.vertical >= 2


_MANY_SHAPES = 50


def examine(page: pypdfium2.PdfPage, frame: Frame, limit: int) -> Content:
    """Look at the page's objects, at most so many."""
    content = Content()
    area = max(1.0, (frame.right - frame.left) * (frame.top - frame.bottom))
    for number, (item, kind, matrix) in enumerate(_objects(page)):
        content.empty = False
        if number >= limit:
            content.suspicious = True
            break
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            content.suspicious |= pdfium.FPDFTextObj_GetTextRenderMode(item) in _INVISIBLE_MODES
            content._texts.append(_bounds(item, matrix))
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            _add_image(content, item, _bounds(item, matrix), area)
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            _add_path(content, item, _bounds(item, matrix))
        else:
            content.suspicious = True
    for number in range(pdfium.FPDFPage_GetAnnotCount(page)):
        annotation = pdfium.FPDFPage_GetAnnot(page, number)
        content.suspicious |= pdfium.FPDFAnnot_GetSubtype(annotation) not in _HARMLESS_ANNOTATIONS
        pdfium.FPDFPage_CloseAnnot(annotation)
        content.empty = False
    return content


def _add_image(content: Content, item: pdfium.FPDF_PAGEOBJECT, bounds: Box, area: float) -> None:
    width, height = ctypes.c_uint(), ctypes.c_uint()
    pdfium.FPDFImageObj_GetImagePixelSize(item, ctypes.byref(width), ctypes.byref(height))
    pixels = width.value * height.value
    content.image_pixels = max(content.image_pixels, pixels)
    covered = (bounds[2] - bounds[0]) * (bounds[3] - bounds[1])
    share = min(1.0, covered / area)
    if pixels and covered > 1 and share >= content.image_share:
        content.image_share = share
        content.image_dpi = 72.0 * math.sqrt(pixels / covered)
    content.suspicious |= _hides(content, bounds)


def _add_path(content: Content, item: pdfium.FPDF_PAGEOBJECT, bounds: Box) -> None:
    width, height = bounds[2] - bounds[0], bounds[3] - bounds[1]
    if height < _THIN or width < _THIN:
        content.horizontal += width > _LONG
        content.vertical += height > _LONG / 2
        return
    mode, stroked = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(item, ctypes.byref(mode), ctypes.byref(stroked))
    if stroked.value and width > _LONG and height > _LONG / 2:
        # A frame counts for two lines; a path of many segments is a whole grid.
        lines = max(1, pdfium.FPDFPath_CountSegments(item) // 4)
        content.horizontal += lines
        content.vertical += lines
    if mode.value != pdfium.FPDF_FILLMODE_NONE:
        content._shapes += 1
        content.suspicious |= content._shapes >= _MANY_SHAPES or _hides(content, bounds)


def _hides(content: Content, bounds: Box) -> bool:
    """Whether something just drawn lies over text drawn before."""
    return any(
        bounds[0] < text[2] and text[0] < bounds[2] and bounds[1] < text[3] and text[1] < bounds[3]
        for text in content._texts
    )


def _objects(page: pypdfium2.PdfPage) -> Iterator[tuple[pdfium.FPDF_PAGEOBJECT, int, Matrix]]:
    """The page's objects in drawing order, those inside forms too, each with the matrix of its form."""
    for number in range(pdfium.FPDFPage_CountObjects(page)):
        yield from _unfolded(pdfium.FPDFPage_GetObject(page, number), _IDENTITY, 0)


def _unfolded(
    item: pdfium.FPDF_PAGEOBJECT, outer: Matrix, depth: int
) -> Iterator[tuple[pdfium.FPDF_PAGEOBJECT, int, Matrix]]:
    kind = pdfium.FPDFPageObj_GetType(item)
    if kind != pdfium.FPDF_PAGEOBJ_FORM or depth >= _NESTING:
        yield item, kind, outer
        return
    own = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(item, ctypes.byref(own))
    matrix = product((own.a, own.b, own.c, own.d, own.e, own.f), outer)
    for number in range(pdfium.FPDFFormObj_CountObjects(item)):
        yield from _unfolded(pdfium.FPDFFormObj_GetObject(item, number), matrix, depth + 1)


def _bounds(item: pdfium.FPDF_PAGEOBJECT, matrix: Matrix) -> Box:
    edges = [ctypes.c_float() for _ in range(4)]
    pdfium.FPDFPageObj_GetBounds(item, *(ctypes.byref(edge) for edge in edges))
    left, bottom, right, top = (edge.value for edge in edges)
    if matrix is _IDENTITY:
        return (left, bottom, right, top)
    a, b, c, d, e, f = matrix
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (left, right) for y in (bottom, top)]
    across, along = zip(*corners, strict=True)
    return (min(across), min(along), max(across), max(along))


def product(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that does what ``inner`` does, then what ``outer`` does."""
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)
