"""Uploads on disk, outside the database: a folder for each with its facts and the bytes that have come.

The bytes' length is the offset, nothing else keeps it, so that a process that dies between two writes leaves no
contradiction. An upload belongs to the person whose folder it lies in: nobody else's request can find it.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import json
import os
import re
import shutil
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import BinaryIO

from hoso.home import Home
from hoso.recognition.kinds import HEAD_BYTES

from .errors import Busy, NoRoom, NoSuchUpload, TooManyWaiting, TooMuchWaiting, UploadError, WrongKind
from .limits import LIMITS, UploadLimits
from .upload import Announced, Upload, check_head, check_piece, checked

_ID = re.compile(r"[0-9a-f]{32}")
_FACTS, _BYTES = "facts.json", "bytes"
_BLOCK = 1 << 18
_SWEEP_EVERY = 3600.0


@dataclass(frozen=True, slots=True)
class Waiting:
    """An upload that is not stored yet: how many bytes have come, and when it is dropped (seconds since the epoch)."""

    upload: Upload
    offset: int
    expires: float


class Uploads:
    """The uploads of one person."""

    def __init__(self, home: Home, owner: str, limits: UploadLimits = LIMITS) -> None:
        self._all = home.uploads
        self._owner = owner
        self._folder = home.uploads / hashlib.sha256(owner.encode()).hexdigest()[:32]
        self.limits = limits

    def create(self, dossier: str, announced: Announced, max_bytes: int) -> Upload:
        """Begin an upload into the dossier with that UID. Raises what ``checked`` raises, and of ``errors`` what says
        that there is too much already.
        """
        announced = checked(announced, max_bytes)
        self._folder.mkdir(parents=True, exist_ok=True)
        self._sweep()
        upload = Upload(uuid.uuid4().hex, self._owner, dossier, announced)
        with _locked(self._folder, wait=True), _room():
            self._check_room(announced.length)
            new = self._folder / f"{upload.id}.new"
            new.mkdir()
            (new / _BYTES).touch()
            _write_facts(new, upload)
            new.rename(self._folder / upload.id)
            _sync_folder(self._folder)
        return upload

    def find(self, id: str, dossier: str | None = None) -> Upload:
        """The person's upload of that id, into the dossier with that UID if one is given. Raises NoSuchUpload."""
        if not _ID.fullmatch(id):
            raise NoSuchUpload
        try:
            facts = json.loads((self._folder / id / _FACTS).read_text(encoding="utf-8"))
        except FileNotFoundError as error:
            raise NoSuchUpload from error
        upload = Upload(**{**facts, "announced": Announced(**facts["announced"])})
        if upload.owner != self._owner or dossier not in (None, upload.dossier):
            raise NoSuchUpload
        return upload

    def offset(self, upload: Upload) -> int:
        """How many bytes have come."""
        if upload.record:
            return upload.announced.length
        try:
            return self.path(upload).stat().st_size
        except FileNotFoundError as error:
            raise NoSuchUpload from error

    def path(self, upload: Upload) -> Path:
        """Where the bytes lie: to read."""
        return self._folder / upload.id / _BYTES

    def expires(self, upload: Upload) -> float:
        """When the upload is dropped unless something comes, in seconds since the epoch."""
        try:
            return self.path(upload).stat().st_mtime + self.limits.lifetime
        except FileNotFoundError:
            return time.time()

    def append(self, upload: Upload, offset: int, stream: BinaryIO, size: int) -> int:
        """Put ``size`` bytes of ``stream`` at ``offset``; they are on the disk when this returns the new offset.

        Raises Busy, WrongOffset, ChunkTooLarge, NoRoom; and WrongKind, with which the upload is over.
        """
        with self.held(upload):
            have = self.offset(upload)
            check_piece(have, upload.announced.length, offset, size, self.limits.chunk_bytes)
            with self.path(upload).open("r+b") as file, _room():
                try:
                    new = _copy(stream, file, offset, size)
                except OSError:
                    file.truncate(offset)
                    raise
                if offset < HEAD_BYTES <= new or new == upload.announced.length:
                    file.seek(0)
                    self._check_kind(upload, file.read(HEAD_BYTES))
            return new

    def _check_kind(self, upload: Upload, head: bytes) -> None:
        try:
            check_head(head)
        except WrongKind:
            self.remove(upload)
            raise

    @contextmanager
    def held(self, upload: Upload) -> Iterator[None]:
        """Nobody else works on the upload during the block. Raises Busy, NoSuchUpload."""
        with _locked(self._folder / upload.id, wait=False):
            yield

    def finish(self, upload: Upload, record: str, status: str, warning: str) -> None:
        """Remember what the upload ended as, for whoever asks again, and let go of its bytes."""
        _write_facts(self._folder / upload.id, replace(upload, record=record, status=status, warning=warning))
        self.path(upload).unlink(missing_ok=True)

    def remove(self, upload: Upload) -> None:
        """Drop an upload with all that came of it."""
        shutil.rmtree(self._folder / upload.id, ignore_errors=True)

    def waiting(self, dossier: str | None = None) -> list[Waiting]:
        """The person's uploads that are not stored yet, of one dossier or of all, by name."""
        found = []
        for folder in self._folder.iterdir() if self._folder.is_dir() else ():
            try:
                upload = self.find(folder.name)
                if not upload.record and dossier in (None, upload.dossier):
                    found.append(Waiting(upload, self.offset(upload), self.expires(upload)))
            except NoSuchUpload:
                continue
        return sorted(found, key=lambda each: each.upload.announced.filename)

    def _check_room(self, length: int) -> None:
        waiting = self.waiting()
        if len(waiting) >= self.limits.person_uploads:
            raise TooManyWaiting(self.limits.person_uploads)
        announced = sum(each.upload.announced.length for each in waiting)
        if announced + length > self.limits.person_bytes:
            raise TooMuchWaiting(announced, self.limits.person_bytes)
        # Once here, and once more where originals are kept: they are on one disk as a rule.
        if shutil.disk_usage(self._folder).free - 2 * length < self.limits.spare_bytes:
            raise NoRoom

    def _sweep(self) -> None:
        """Now and then, drop everybody's uploads that nobody goes on with."""
        mark = self._all / ".swept"
        now = time.time()
        if mark.exists() and now - mark.stat().st_mtime < _SWEEP_EVERY:
            return
        mark.touch()
        sweep(self._all, now - self.limits.lifetime)


def sweep(folder: Path, before: float) -> None:
    """Drop all uploads below ``folder`` in which nothing happened since ``before`` (seconds since the epoch)."""
    for upload in folder.glob("*/*"):
        try:
            changed = max(path.stat().st_mtime for path in (upload, *upload.iterdir()))
            if changed < before:
                with _locked(upload, wait=False):
                    shutil.rmtree(upload)
        except (FileNotFoundError, NotADirectoryError, UploadError):
            continue  # somebody else was quicker, or is at it just now


def _copy(stream: BinaryIO, file: BinaryIO, offset: int, size: int) -> int:
    """Write what the stream gives, at most ``size`` bytes, and make it safe; the offset after it."""
    file.seek(offset)
    left = size
    while left and (block := stream.read(min(_BLOCK, left))):
        file.write(block)
        left -= len(block)
    file.flush()
    os.fsync(file.fileno())
    return offset + size - left


def _write_facts(folder: Path, upload: Upload) -> None:
    new = folder / f"{_FACTS}.new"
    with new.open("w", encoding="utf-8") as file:
        json.dump(asdict(upload), file, ensure_ascii=False)
        file.flush()
        os.fsync(file.fileno())
    new.rename(folder / _FACTS)
    _sync_folder(folder)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _locked(folder: Path, *, wait: bool) -> Iterator[None]:
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except FileNotFoundError as error:
        raise NoSuchUpload from error
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Busy from error
        yield
    finally:
        os.close(descriptor)


@contextmanager
def _room() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise NoRoom from error
        raise
