"""Caches on disk: what is derived from files and dear to make. Each is bounded in size; what was used longest ago goes
first.
"""

from __future__ import annotations

import errno
import logging
import os
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path

log = logging.getLogger(__name__)

_KEPT = 0.8
_BETWEEN_SWEEPS = 64 << 20

_lock = threading.Lock()
_written: dict[Path, int] = {}


class FileCache:
    """Files by the SHA-256 of what they derive from and a name; safe to use from many threads and processes.

    ``largest``: bytes that all together may take.
    """

    def __init__(self, folder: Path, largest: int) -> None:
        self.folder = folder
        self.largest = largest

    def get(self, sha256: str, name: str) -> bytes | None:
        """The content, if it is kept."""
        with suppress(FileNotFoundError):
            return self.path(sha256, name).read_bytes()
        return None

    def has(self, sha256: str, name: str, within: float) -> bool:
        """Whether something was kept under that name within the last so many seconds."""
        with suppress(FileNotFoundError):
            return time.time() - self.path(sha256, name).stat().st_mtime < within
        return False

    def used(self, sha256: str, *names: str) -> None:
        """Let them count as kept just now, so that others go before them."""
        for name in names:
            with suppress(FileNotFoundError):
                os.utime(self.path(sha256, name))

    def put(self, sha256: str, name: str, data: bytes) -> None:
        """Keep a content; others see it whole or not at all. On a full disk it is not kept, and the log says so."""
        path = self.path(sha256, name)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            descriptor, unfinished = tempfile.mkstemp(dir=path.parent)
            try:
                with os.fdopen(descriptor, "wb") as file:
                    file.write(data)
                Path(unfinished).replace(path)
            except BaseException:
                Path(unfinished).unlink(missing_ok=True)
                raise
        except OSError as error:
            if error.errno not in (errno.ENOSPC, errno.EDQUOT):
                raise
            log.warning("no room in the cache %s: %s", self.folder, error)
        self._sweep_when_due(len(data))

    def adopt(self, sha256: str, name: str, made: Path) -> None:
        """Keep a file that was made on the same disk, by a rename."""
        path = self.path(sha256, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        size = made.stat().st_size
        made.replace(path)
        self._sweep_when_due(size)

    def remove(self, sha256: str, name: str) -> None:
        """Keep it no longer; nothing happens where it was not kept."""
        self.path(sha256, name).unlink(missing_ok=True)

    def sweep(self) -> None:
        """Where the files take more than they may, remove the oldest until a fifth is free."""
        files = []
        for path in self.folder.rglob("*"):
            with suppress(FileNotFoundError):
                status = path.stat()
                if path.is_file():
                    files.append((status.st_mtime, status.st_size, path))
        size = sum(size for _, size, _ in files)
        if size <= self.largest:
            return
        for _, file_size, path in sorted(files):
            if size <= self.largest * _KEPT:
                break
            path.unlink(missing_ok=True)
            size -= file_size
            with suppress(OSError):
                path.parent.rmdir()  # only when it is empty

    def path(self, sha256: str, name: str) -> Path:
        """Where it lies, if it is kept."""
        return self.folder / sha256[:2] / sha256 / name

    def _sweep_when_due(self, added: int) -> None:
        """Look again where this process has written so much since its last look, or not looked yet."""
        with _lock:
            written = _written.get(self.folder, _BETWEEN_SWEEPS) + added
            due = written >= _BETWEEN_SWEEPS
            _written[self.folder] = 0 if due else written
        if due:
            self.sweep()
