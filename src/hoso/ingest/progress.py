"""How far an import is, for a bar or a line on a screen."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """A moment of an import: what is done of how much, files per second, seconds still to go (None: unknown)."""

    files: int
    files_total: int
    bytes: int
    bytes_total: int
    rate: float
    eta_seconds: float | None
    current: str


Listener = Callable[[Progress], None]


class Pace:
    """Counts what is done and tells a listener; the time left is estimated from bytes where there are any."""

    def __init__(
        self,
        files_total: int,
        bytes_total: int,
        listener: Listener | None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._files_total = files_total
        self._bytes_total = bytes_total
        self._listener = listener
        self._clock = clock
        self._began = clock()
        self._files = 0
        self._bytes = 0

    def done(self, current: str, files: int, size: int) -> None:
        """``files`` more files, together ``size`` bytes, are done with; ``current`` is the last relative path."""
        self._files += files
        self._bytes += size
        if self._listener is None:
            return
        seconds = max(self._clock() - self._began, 1e-9)
        share = self._bytes / self._bytes_total if self._bytes_total else self._files / max(self._files_total, 1)
        self._listener(
            Progress(
                files=self._files,
                files_total=self._files_total,
                bytes=self._bytes,
                bytes_total=self._bytes_total,
                rate=self._files / seconds,
                eta_seconds=seconds * (1 - share) / share if 0 < share <= 1 else None,
                current=current,
            )
        )
