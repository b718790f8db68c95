"""How fast pages are being read just now: for status pages, worth nothing once nothing is read."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable
from pathlib import Path

from hoso.home import Home

_RECENT = 300.0
_FILE = "reading-pace"
_writing = threading.Lock()


class Pace:
    """The worker's notes of one file: how many pages it read in how much time."""

    def __init__(self, home: Home) -> None:
        self._path = home.run / _FILE
        self._since = time.time()
        self._pages = 0

    def page(self) -> None:
        """A page has been read."""
        self._pages += 1

    def note(self) -> None:
        """Write down the pages since the last note."""
        with _writing:
            self._write(time.time())

    def _write(self, now: float) -> None:
        kept = [line for line in _lines(self._path) if now - line[0] < _RECENT]
        kept.append((now, self._pages, now - self._since))
        making = self._path.with_suffix(".part")
        making.write_text("\n".join(f"{at:.3f} {pages} {seconds:.3f}" for at, pages, seconds in kept))
        making.replace(self._path)
        self._since, self._pages = now, 0


def pages_per_minute(home: Home) -> float | None:
    """Pages per minute of reading in the last five minutes; None when nothing was read in that time."""
    now = time.time()
    recent = [line for line in _lines(home.run / _FILE) if now - line[0] < _RECENT]
    seconds = _covered((at - seconds, at) for at, _, seconds in recent)
    return round(60 * sum(pages for _, pages, _ in recent) / seconds, 1) if seconds else None


def _covered(spans: Iterable[tuple[float, float]]) -> float:
    """The length of time in which at least one file was being read."""
    covered, reached = 0.0, float("-inf")
    for begin, end in sorted(spans):
        covered += max(0.0, end - max(begin, reached))
        reached = max(reached, end)
    return covered


def _lines(path: Path) -> list[tuple[float, int, float]]:
    try:
        lines = path.read_text().splitlines()
    except FileNotFoundError:
        return []
    return [(float(at), int(pages), float(seconds)) for at, pages, seconds in map(str.split, lines)]
