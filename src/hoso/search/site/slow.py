"""Which searches took long: a small file of the instance, for those who run it.

Nothing is written for ordinary searches, and never into the database. What people searched for is personal: the file
names nobody, only its owner may read it, and what is older than a week is dropped with the next slow search.
"""

from __future__ import annotations

import fcntl
import json
import logging
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from hoso.home import Home

log = logging.getLogger(__name__)

SLOW = 0.5
"""Seconds from which on a search is slow."""
KEPT = 20
"""Searches, the slowest."""
_LONGEST_TEXT = 200
_KEPT_SECONDS = 7 * 86_400.0


@dataclass(frozen=True, slots=True)
class SlowSearch:
    """A search that took long: when (seconds since the epoch), how long, what was typed, filters, how much it found."""

    at: float
    seconds: float
    text: str
    filters: int
    total: int


def slow_searches(home: Home) -> list[SlowSearch]:
    """The slowest searches of the last week, the slowest first."""
    kept = _read(_file(home))
    return [each for each in kept if time.time() - each.at < _KEPT_SECONDS]


@contextmanager
def timed(text: str, filters: int) -> Iterator[list[int]]:
    """Around a search, which leaves the total in the list; noted when it took long."""
    found: list[int] = []
    begun = time.monotonic()
    yield found
    seconds = time.monotonic() - begun
    if seconds >= SLOW:
        total = found[0] if found else 0
        _note(Home.from_environment(), SlowSearch(time.time(), seconds, text[:_LONGEST_TEXT], filters, total))


def _note(home: Home, search: SlowSearch) -> None:
    """Keep it if it is among the slowest. Several processes may do so at once; a full disk fails no search."""
    path = _file(home)
    try:
        with _locked(path.with_suffix(".lock")):
            kept = sorted([*slow_searches(home), search], key=lambda each: -each.seconds)[:KEPT]
            making = path.with_suffix(".part")
            descriptor = os.open(making, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                json.dump([asdict(each) for each in kept], file, ensure_ascii=False)
            making.replace(path)
    except OSError as error:
        log.warning("a slow search (%.1f s) could not be noted: %s", search.seconds, error)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _read(path: Path) -> list[SlowSearch]:
    try:
        return [SlowSearch(**each) for each in json.loads(path.read_text(encoding="utf-8"))]
    except FileNotFoundError:
        return []
    except (ValueError, TypeError) as error:
        log.warning("%s cannot be understood, and is begun anew: %s", path, error)
        return []


def _file(home: Home) -> Path:
    return home.run / "slow-searches.json"
