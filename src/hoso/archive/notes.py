"""What backup and verification leave behind for whoever asks when they last ran: small files in the home."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from hoso.home import Home


@dataclass(frozen=True, slots=True)
class BackupNote:
    """The last finished backup: when (ISO 8601, UTC), the folder it lies in, how much it holds."""

    made: str
    folder: str
    files: int
    bytes: int


@dataclass(frozen=True, slots=True)
class VerificationNote:
    """The last verification of the whole site: when, how many originals, what was found, how much only people can
    mend.
    """

    made: str
    originals: int
    findings: int
    beyond_repair: int


def last_backup(home: Home) -> BackupNote | None:
    """The note of the last finished backup; None when there was none yet, or its note cannot be understood."""
    values = _read(home.last_backup, BackupNote)
    return BackupNote(**values) if values else None


def last_verification(home: Home) -> VerificationNote | None:
    """The note of the last verification, as ``last_backup``."""
    values = _read(home.last_verification, VerificationNote)
    return VerificationNote(**values) if values else None


def leave(path: Path, note: BackupNote | VerificationNote) -> None:
    """Write a note in one step."""
    unfinished = path.with_suffix(".part")
    with unfinished.open("w", encoding="utf-8") as file:
        json.dump(asdict(note), file, ensure_ascii=False)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)


def _read(path: Path, kind: type) -> dict[str, object] | None:
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return None
    return values if isinstance(values, dict) and values.keys() == kind.__dataclass_fields__.keys() else None
