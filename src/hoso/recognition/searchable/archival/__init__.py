"""Bringing a document to PDF/A-2b (ISO 19005-2) without changing what its pages look like.

What can be put right is put right while the document is gone through; what cannot is noted, and then the document
does not claim to be PDF/A. The checks are stricter than the standard where they are simpler: what claims to be
PDF/A-2b is, some that does not could.
"""

from __future__ import annotations

import pikepdf

from .colours import Colours
from .fonts import check_font
from .metadata import output_intent, write_metadata
from .notes import mend_notes
from .report import MALFORMED, Report
from .survey import Survey
from .whole import mend_objects, mend_whole

__all__ = ["MALFORMED", "Archival", "Report", "localise"]

_LEAST_SIDE, _LARGEST_SIDE = 3.0, 14_400.0
_BOXES = ("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox")
_INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")


class Archival:
    """One document on its way; ``page`` for every page, then ``finish``."""

    def __init__(self, document: pikepdf.Pdf, report: Report) -> None:
        self._document = document
        self._report = report
        self._survey = Survey(report, Colours(report, output_intent(document)))
        with report.following("structure"):
            mend_whole(document, report)

    def page(self, page: pikepdf.Page) -> None:
        """Mend a page, and note what of it is in the way."""
        with self._report.following("structure"):
            self._mend(page)

    def _mend(self, page: pikepdf.Page) -> None:
        localise(page)
        for key in ("/AA", "/PresSteps", "/Thumb", "/Trans"):
            if key in page.obj:
                del page.obj[key]
        for key in _BOXES:
            if key in page.obj and not _fits(page.obj[key]):
                self._report.obstacle("size", key)
        mend_notes(self._document, page, self._report, lambda form: self._survey.form(form, None))
        self._survey.page(page)

    def finish(self, title: str) -> None:
        """Mend the rest, and claim to be PDF/A-2b where nothing is in the way."""
        for use in self._survey.fonts.values():
            with self._report.following("font_faulty"):
                check_font(use, self._report)
        with self._report.following("structure"):
            mend_objects(self._document, self._report)
        write_metadata(self._document, title, archival=not self._report.obstacles)


def localise(page: pikepdf.Page) -> None:
    """Give a page for its own what it takes from the nodes above it."""
    for key in _INHERITED:
        node = page.obj
        for _ in range(64):
            if key in node or "/Parent" not in node:
                break
            node = node.Parent
        if key in node and node.objgen != page.obj.objgen:
            page.obj[key] = node[key]
    if "/Resources" not in page.obj:
        page.obj.Resources = pikepdf.Dictionary()


def _fits(box: pikepdf.Object) -> bool:
    left, bottom, right, top = (float(edge) for edge in box)
    return all(_LEAST_SIDE <= side <= _LARGEST_SIDE for side in (abs(right - left), abs(top - bottom)))
