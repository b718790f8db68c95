"""The making of a searchable copy inside the limited child: page by page, then as a whole."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pikepdf

from ..limits import Limits
from ..model import Page
from ..refusal import FileRefused
from .archival import MALFORMED, Archival, Report, localise
from .font import HiddenFont
from .layer import operators, upright_matrix
from .oldlayer import Entangled, remove_hidden_text
from .placing import placed
from .sources import PdfDocument, PictureDocument, Source
from .visible import not_yet_there

_FULL = re.compile("No space left|File too large|Disk quota", re.IGNORECASE)
_RESOURCE = "HosoHidden"


class Copier:
    """A copy being made of the file at ``path``; ``target`` is whole after ``finish``."""

    def __init__(self, path: Path, kind: str, target: Path, limits: Limits) -> None:
        self._target = target
        self._report = Report()
        self._font = HiddenFont()
        self._layers: dict[int, bytes] = {}
        self._document: pikepdf.Pdf | None = None
        self._archival: Archival | None = None
        self._source: Source
        if kind == "pdf":
            self._source = PdfDocument(path, limits)
            self._open()
        else:
            self._source = PictureDocument(path, limits, target.with_name(target.name + ".pages"))

    def page(self, page: Page) -> None:
        """Take page ``page.number``, as it was read, into the copy; called for all pages in order."""
        frame, drawn = self._source.take(page.number)
        replaces = page.source == "ocr" or "corrected" in page.quality
        covered = False
        if self._document is not None:
            leaf = self._document.pages[page.number - 1]
            localise(leaf)
            if drawn is not None and replaces:
                covered = self._without_old_layer(leaf, frame)
            self._archival.page(leaf)
        if page.text and (replaces or page.source != "text" or page.reason.startswith("legacy_")):
            lines = placed(page)
            if drawn is not None and not covered:
                lines = not_yet_there(lines, drawn, frame, page)
            turn = page.quality.get("turn", 0)
            matrix = upright_matrix(frame, turn, page.width, page.height)
            if lines:
                self._layers[page.number] = operators(lines, self._font, _RESOURCE, matrix, page.height)

    def finish(self, title: str) -> dict[str, Any]:
        """Write the copy; what is to be said of it."""
        if self._document is None:
            self._open()
            for leaf in self._document.pages:
                self._archival.page(leaf)
        document = self._document
        if self._layers:
            font = self._font.build(document)
            for number, content in self._layers.items():
                _put(document, document.pages[number - 1], content, font)
        self._archival.finish(title)
        try:
            document.save(
                self._target,
                force_version="1.7",
                object_stream_mode=pikepdf.ObjectStreamMode.generate,
                linearize=False,
                deterministic_id=True,
                encryption=False,
            )
        except (OSError, RuntimeError, pikepdf.PdfError) as cause:
            # qpdf says in words only that nothing more could be written.
            raise FileRefused("full" if _FULL.search(str(cause)) else "damaged") from cause
        return {
            "pages": len(document.pages),
            "layers": len(self._layers),
            "obstacles": self._report.obstacles,
            "changes": self._report.changes,
        }

    def _open(self) -> None:
        self._document = self._source.document()
        if self._document.is_encrypted:
            self._report.change("encryption")
        self._archival = Archival(self._document, self._report)

    def _without_old_layer(self, leaf: pikepdf.Page, frame: Any) -> bool:
        """Take out another program's hidden text; whether some of it lay under a picture."""
        try:
            removed = remove_hidden_text(self._document, leaf, frame)
        except (Entangled, *MALFORMED):
            self._report.change("old_layer_kept")
            return False
        if removed.instructions:
            self._report.change("old_layer")
        return removed.covered


def _put(document: pikepdf.Pdf, leaf: pikepdf.Page, content: bytes, font: pikepdf.Object) -> None:
    """Draw the hidden text before the page's own content, which stays byte for byte as it is."""
    resources = leaf.obj.Resources
    if not isinstance(resources.get("/Font"), pikepdf.Dictionary):
        resources.Font = pikepdf.Dictionary()
    resources.Font["/" + _RESOURCE] = font
    before = leaf.obj.get("/Contents", pikepdf.Array())
    own = document.make_stream(content)
    leaf.obj.Contents = pikepdf.Array([own, *(before if isinstance(before, pikepdf.Array) else [before])])
