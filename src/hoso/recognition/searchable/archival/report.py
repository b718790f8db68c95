"""What stands between a document and PDF/A-2b, and what had to be left out of it, gathered on the way."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pikepdf

from ..codes import CHANGES, OBSTACLES

MALFORMED = (
    ValueError, TypeError, AttributeError, LookupError, ArithmeticError, NotImplementedError, RecursionError,
    pikepdf.PdfError,
)  # fmt: skip
"""What pikepdf and our own code raise where an object is not of the kind that its place asks for."""


class Report:
    """Gathers both while a document is gone through; each code with the first detail that came with it."""

    def __init__(self) -> None:
        self.obstacles: dict[str, str] = {}
        self.changes: dict[str, int] = {}

    def obstacle(self, code: str, detail: str = "") -> None:
        """Note what cannot be put right without changing what the pages look like."""
        assert code in OBSTACLES, code
        self.obstacles.setdefault(code, detail)

    @contextmanager
    def following(self, code: str) -> Iterator[None]:
        """Note what in the block turns out malformed as an obstacle."""
        try:
            yield
        except MALFORMED as cause:
            self.obstacle(code, f"{type(cause).__name__} {cause}"[:200])

    def change(self, code: str) -> None:
        """Note what was left out; counted."""
        assert code in CHANGES, code
        self.changes[code] = self.changes.get(code, 0) + 1
