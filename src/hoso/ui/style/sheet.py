"""The style sheet as it is sent: one answer that a browser keeps until its address changes."""

from __future__ import annotations

import gzip
import hashlib
from importlib.resources import files

from Products.Five.browser import BrowserView

LAYERS = ("fonts", "tokens", "base", "controls", "parts", "screens", "states", "print")
# As long as the standard for caches allows to promise.
_YEAR = 31_536_000


def joined() -> str:
    """All style files, those of the layers' own names first, in one sheet."""
    here = [file for file in files(__package__).iterdir() if file.name.endswith(".css")]
    parts = {file.name.removesuffix(".css"): file.read_text(encoding="utf-8") for file in here}
    named = [name for name in LAYERS if name in parts]
    others = sorted(set(parts) - set(named))
    return "\n".join([f"@layer {', '.join(LAYERS)};", *(parts[name] for name in named + others)])


_SHEET = joined().encode()
_COMPRESSED = gzip.compress(_SHEET, mtime=0)
# Part of the sheet's address, so that browsers may keep it and yet never show an old one.
VERSION = hashlib.sha256(_SHEET).hexdigest()[:12]


class StyleSheet(BrowserView):
    """``…/@@hoso.css?v=VERSION``."""

    def __call__(self) -> bytes:
        response = self.request.response
        response.setHeader("Content-Type", "text/css; charset=utf-8")
        response.setHeader("X-Content-Type-Options", "nosniff")
        current = self.request.form.get("v") == VERSION
        response.setHeader("Cache-Control", f"public, max-age={_YEAR}, immutable" if current else "no-cache")
        response.setHeader("Vary", "Accept-Encoding")
        if "gzip" not in self.request.getHeader("Accept-Encoding", ""):
            return _SHEET
        response.setHeader("Content-Encoding", "gzip")
        return _COMPRESSED
