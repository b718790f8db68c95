"""How code inside the limited child says that it stops: for the whole file, or for one page."""

from __future__ import annotations


class FileRefused(Exception):
    """The file cannot be read; ``code`` is one of ``errors.BY_CODE``, ``details`` fill its message."""

    def __init__(self, code: str, **details: int) -> None:
        super().__init__(code)
        self.code = code
        self.details = details


class PageRefused(Exception):
    """The page cannot be read; ``reason`` is a code that ``reasons.explain`` knows."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Unavailable(Exception):
    """Something that this machine should have is missing; the message is for people and names the remedy."""
