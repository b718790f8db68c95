"""The manifest of a backup: every file with its length and SHA-256, written last and replaced in one step."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

NAME = "manifest.json"
_FORM = 1
_PIECE = 1 << 20


class BackupDamaged(Exception):
    """The backup is not whole; ``problems`` lists each file with what is wrong with it."""

    def __init__(self, folder: Path, problems: list[str]) -> None:
        self.problems = problems
        shown = "\n  ".join(problems[:20])
        super().__init__(
            f"Bản sao lưu {folder} không còn nguyên vẹn ({len(problems)} chỗ):\n  {shown}\n"
            "Không khôi phục gì. Dùng bản sao lưu khác."
        )


class NoBackup(Exception):
    """The folder holds no finished backup."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder} không có bản sao lưu nào đã xong (thiếu {NAME}).")


@dataclass(frozen=True, slots=True)
class Kept:
    """One file of a backup: length in bytes and SHA-256 in hexadecimal."""

    size: int
    sha256: str


@dataclass(slots=True)
class Manifest:
    """What a finished backup consists of; ``files`` by their path relative to the folder."""

    made: str
    version: str
    files: dict[str, Kept] = field(default_factory=dict)

    def write(self, folder: Path) -> None:
        """Put the manifest into ``folder`` in one step; until then the folder's older manifest holds."""
        content = {
            "form": _FORM,
            "made": self.made,
            "version": self.version,
            "files": {name: [kept.size, kept.sha256] for name, kept in sorted(self.files.items())},
        }
        unfinished = folder / f"{NAME}.part"
        with unfinished.open("w", encoding="utf-8") as file:
            json.dump(content, file, ensure_ascii=False, indent=0)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(folder / NAME)

    @classmethod
    def read(cls, folder: Path) -> Manifest:
        """The manifest of ``folder``. Raises ``NoBackup``, or ``BackupDamaged`` when it cannot be understood."""
        try:
            content = json.loads((folder / NAME).read_text(encoding="utf-8"))
            if content["form"] != _FORM:
                raise BackupDamaged(folder, [f"{NAME}: dạng {content['form']} không đọc được bằng bản Hoso này"])
            files = {name: Kept(*kept) for name, kept in content["files"].items()}
            return cls(content["made"], content["version"], files)
        except FileNotFoundError:
            raise NoBackup(folder) from None
        except (ValueError, KeyError, TypeError) as error:
            raise BackupDamaged(folder, [f"{NAME}: {error}"]) from error

    def problems(self, folder: Path) -> Iterator[str]:
        """What is missing or differs in ``folder``, file by file; reads every byte."""
        for name, kept in self.files.items():
            path = folder / name
            if not path.is_file():
                yield f"{name}: thiếu tệp"
            elif path.stat().st_size != kept.size:
                yield f"{name}: dài {path.stat().st_size} byte, phải là {kept.size}"
            elif sha256(path) != kept.sha256:
                yield f"{name}: nội dung đã khác (SHA-256)"


def sha256(path: Path) -> str:
    """SHA-256 of a file in hexadecimal, read in pieces."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()


def copy(source: Path, target: Path) -> Kept:
    """Copy a file and hash what was copied; the copy gets its name only when it is whole and on disk."""
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(target.name + ".part")
    digest, size = hashlib.sha256(), 0
    with source.open("rb") as reading, unfinished.open("wb") as writing:
        while piece := reading.read(_PIECE):
            digest.update(piece)
            size += len(piece)
            writing.write(piece)
        writing.flush()
        os.fsync(writing.fileno())
    unfinished.replace(target)
    return Kept(size, digest.hexdigest())
