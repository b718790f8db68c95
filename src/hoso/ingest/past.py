"""The imports of an instance, finished, running or broken off, from what they left on disk."""

from __future__ import annotations

import fcntl
import json
import os
import re
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from hoso.home import Home

from .progress import Listener, Progress
from .report import Problem, Report, Result

_NAME = re.compile(r"[0-9]{8}-[0-9]{6}-[0-9]{6}")
_SECONDS_BETWEEN_NOTES = 1.0
# The last line of a log holds counts only.
_TAIL = 1 << 13


@dataclass(frozen=True, slots=True)
class Import:
    """One import. ``name`` is that of its report; ``finished`` is empty while it runs and when it was broken off;
    ``totals`` as ``Report.totals`` gives them, empty until it ends; ``problems`` counts places in the catalogue.
    """

    name: str
    started: str
    source: str
    into: str
    catalogue: str
    running: bool
    finished: str = ""
    stopped: str = ""
    totals: dict[str, Any] | None = None
    problems: int = 0

    @property
    def broken_off(self) -> bool:
        """Whether its process ended without a word."""
        return not self.running and not self.finished


def imports(home: Home, most: int = 20) -> list[Import]:
    """The latest imports, newest first."""
    found = []
    for log in sorted(_folder(home).glob("*.jsonl"), reverse=True)[:most]:
        with suppress(FileNotFoundError, ValueError, KeyError):  # being begun or removed just now, or of another form
            found.append(_read(log))
    return found


def import_named(home: Home, name: str) -> Import | None:
    """The import of that name, None when there is none."""
    if not _NAME.fullmatch(name):
        return None
    try:
        return _read(_folder(home) / f"{name}.jsonl")
    except (FileNotFoundError, ValueError, KeyError):
        return None


def to_look_at(home: Home, found: Import, start: int, size: int) -> list[Result | Problem]:
    """What a person should look at of an import, in the order of the import: files with a message, files whose values
    a person had changed, places in the catalogue.
    """
    path = Report(_folder(home) / f"{found.name}.jsonl").to_look_at
    with suppress(FileNotFoundError), path.open(encoding="utf-8") as lines:
        return [_line(json.loads(line)) for line in islice(lines, start, start + size)]
    return []


def progress_of(home: Home, found: Import) -> Progress | None:
    """How far a running import is; None before its first file."""
    if not found.running:
        return None
    try:
        value = json.loads(_note(home).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return None
    return Progress(**value["progress"]) if value.get("name") == found.name else None


def announcing(
    home: Home, name: str, listener: Listener | None, clock: Callable[[], float] = time.monotonic
) -> Listener:
    """A listener that passes everything on and, every second, writes down how far the import of that name is."""
    told = -_SECONDS_BETWEEN_NOTES

    def listen(now: Progress) -> None:
        nonlocal told
        if listener is not None:
            listener(now)
        if clock() - told < _SECONDS_BETWEEN_NOTES and now.files < now.files_total:
            return
        told = clock()
        note = _note(home)
        unfinished = note.with_suffix(".part")
        unfinished.write_text(json.dumps({"name": name, "progress": asdict(now)}, ensure_ascii=False), encoding="utf-8")
        unfinished.replace(note)

    return listen


def _folder(home: Home) -> Path:
    return home.log / "imports"


def _note(home: Home) -> Path:
    return home.run / "import.json"


def _read(log: Path) -> Import:
    with log.open("rb") as file:
        first = json.loads(file.readline())
        file.seek(max(0, file.seek(0, os.SEEK_END) - _TAIL))
        last = _last(file.read())
        running = _held(file)
    return Import(
        name=log.stem,
        started=first["started"],
        source=first.get("source") or "",
        into=first.get("into") or "",
        catalogue=first.get("catalogue") or "",
        running=running,
        finished=last.get("finished", ""),
        stopped=last.get("stopped") or "",
        totals=last.get("totals"),
        problems=last.get("problems", 0),
    )


def _last(tail: bytes) -> dict[str, Any]:
    """The line with which a report ends, or nothing where it does not end so."""
    with suppress(ValueError):
        value = json.loads(tail.rstrip(b"\n").rpartition(b"\n")[2])
        return value if "finished" in value else {}
    return {}


def _held(file: Any) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    fcntl.flock(file, fcntl.LOCK_UN)
    return False


def _line(value: dict[str, Any]) -> Result | Problem:
    if "problem" in value:
        return Problem(**value["problem"])
    return Result(**{**value, "updated": tuple(value["updated"]), "kept": tuple(value["kept"])})
