"""A file's reading as JSON values for programs: what ``hoso read FILE --json`` prints."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from .model import Page


def report(path: str | os.PathLike[str], pages: Iterable[Page]) -> dict[str, Any]:
    """The file, its SHA-256, and for each page what was read: boxes in points, origin top left, confidence 0-100.

    A page has ``tables`` only where there are some.
    """
    with Path(path).open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    return {"file": os.fspath(path), "sha256": sha256, "pages": [_page(page) for page in pages]}


def _page(page: Page) -> dict[str, Any]:
    value: dict[str, Any] = {
        "number": page.number,
        "width": page.width,
        "height": page.height,
        "source": page.source,
        "reason": page.reason,
        "confidence": page.confidence,
        "text": page.text,
        "words": [{"text": word.text, "box": list(word.box), "confidence": word.confidence} for word in page.words],
    }
    if page.tables:
        value["tables"] = [[list(row) for row in table] for table in page.tables]
    return value
