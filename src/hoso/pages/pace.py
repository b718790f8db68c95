"""How fast pages are being read, over the last minutes: for status pages, worth nothing once nothing runs."""

from __future__ import annotations

import time

from hoso.home import Home

_MINUTES = 5.0
_MOST_LINES = 2_000


def note(home: Home, pages: int) -> None:
    """A file of ``pages`` pages has been read just now. Called by the worker's reading lane alone."""
    path = home.run / "reading-pace"
    lines = path.read_text().splitlines() if path.exists() else []
    lines = [*lines[-_MOST_LINES:], f"{time.time():.1f} {pages}"]
    making = path.with_suffix(".part")
    making.write_text("\n".join(lines))
    making.replace(path)


def pages_per_minute(home: Home) -> float | None:
    """Pages read per minute over the last five; None when none were read in that time."""
    try:
        lines = (home.run / "reading-pace").read_text().splitlines()
    except FileNotFoundError:
        return None
    now = time.time()
    noted = [(float(at), int(pages)) for at, pages in map(str.split, lines)]
    recent = [(at, pages) for at, pages in noted if now - at < _MINUTES * 60]
    if not recent:
        return None
    # Before the first file there is the time that it took, which is not known: its end is where counting begins.
    minutes = max((now - recent[0][0]) / 60, 1 / 6)
    return round(sum(pages for _, pages in recent) / minutes, 1)
