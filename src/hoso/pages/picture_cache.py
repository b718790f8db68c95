"""The cache of pictures on disk: derived, bounded in size, the oldest go first."""

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

LARGEST = 4 << 30
"""Bytes that all pictures together may take."""
_KEPT = 0.8
_BETWEEN_SWEEPS = 64 << 20

_lock = threading.Lock()
_written = _BETWEEN_SWEEPS


class PictureCache:
    """Pictures by the SHA-256 of their file and a name; safe to use from many threads and processes."""

    def __init__(self, folder: Path, largest: int = LARGEST) -> None:
        self.folder = folder
        self.largest = largest

    def get(self, sha256: str, name: str) -> bytes | None:
        """The picture, if it is kept."""
        with suppress(FileNotFoundError):
            return self._path(sha256, name).read_bytes()
        return None

    def has(self, sha256: str, name: str, within: float) -> bool:
        """Whether something was kept under that name within the last so many seconds."""
        with suppress(FileNotFoundError):
            return time.time() - self._path(sha256, name).stat().st_mtime < within
        return False

    def put(self, sha256: str, name: str, data: bytes) -> None:
        """Keep a picture; others see it whole or not at all. On a full disk it is not kept, and the log
        says so.
        """
        path = self._path(sha256, name)
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
            log.warning("no room for pictures in %s: %s", self.folder, error)
        if _sweep_is_due(len(data)):
            self.sweep()

    def sweep(self) -> None:
        """Where the pictures take more than they may, remove the oldest until a fifth is free."""
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

    def _path(self, sha256: str, name: str) -> Path:
        return self.folder / sha256[:2] / sha256 / name


def _sweep_is_due(added: int) -> bool:
    """Whether this process has written so much since its last sweep that it should look again."""
    global _written
    with _lock:
        _written += added
        if _written < _BETWEEN_SWEEPS:
            return False
        _written = 0
        return True
