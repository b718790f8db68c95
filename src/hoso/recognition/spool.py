"""Pages already read of files not yet finished: what lets a killed job go on where it was."""

from __future__ import annotations

import os
import shutil
import zlib
from pathlib import Path

from .model import Page
from .packing import pack, unpack


class Spool:
    """The pages of one file, kept under its SHA-256 and the version of the engine that read them."""

    def __init__(self, folder: Path, sha256: str, version: str) -> None:
        self._file_folder = folder / sha256
        self._folder = self._file_folder / version

    def get(self, number: int) -> Page | None:
        """The page if it was kept; a record that a power cut left torn counts as not kept, so the page is read anew."""
        try:
            data = self._path(number).read_bytes()
        except FileNotFoundError:
            return None
        try:
            return unpack(zlib.decompress(data))
        except (zlib.error, ValueError, KeyError, TypeError):
            return None

    def put(self, page: Page) -> None:
        """Keep a page; other readers see it whole or not at all."""
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._path(page.number)
        unfinished = path.with_suffix(f".{os.getpid()}.unfinished")
        unfinished.write_bytes(zlib.compress(pack(page), 6))
        unfinished.replace(path)

    def forget(self) -> None:
        """Remove everything kept of this file, of every engine version."""
        shutil.rmtree(self._file_folder, ignore_errors=True)

    def _path(self, number: int) -> Path:
        return self._folder / f"{number:05}.page"
