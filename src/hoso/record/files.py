"""The files of a record: immutable versions, each with the bytes as they came and their SHA-256.

Nothing here changes or deletes a version; a better scan is a further version.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from persistent import Persistent
from ZODB.blob import Blob
from zope.annotation.interfaces import IAnnotations
from zope.component.hooks import getSite
from zope.event import notify

from hoso.recognition.kinds import HEAD_BYTES
from hoso.record import file_errors
from hoso.record.events import FileVersionAdded
from hoso.record.limits import file_limit
from hoso.record.media import media_type
from hoso.record.origin import current_user, now

KEY = "hoso.record.files"
MAX_FILENAME = 500
_CHUNK = 1 << 20


@dataclass(frozen=True)
class FileVersion:
    """One file as it came. ``number`` counts from 1; ``size`` in bytes; ``added`` in UTC."""

    number: int
    filename: str
    media_type: str
    size: int
    sha256: str
    blob: Blob
    added: datetime
    added_by: str | None

    def path(self) -> Path:
        """The file with the bytes: to read, never to write; valid while the ZODB connection is open."""
        with self.open() as file:
            return Path(file.name)

    def open(self) -> BinaryIO:
        """The bytes as a stream opened for reading."""
        return self.blob.open("r")


class FileVersions(Persistent):
    """The versions of one record, oldest first."""

    def __init__(self) -> None:
        self._versions: tuple[FileVersion, ...] = ()

    def __iter__(self) -> Iterator[FileVersion]:
        return iter(self._versions)

    def add(self, version: FileVersion) -> None:
        """Put a version behind the others."""
        self._versions += (version,)


def versions(obj: Any) -> tuple[FileVersion, ...]:
    """All file versions of a record, oldest first."""
    return tuple(IAnnotations(obj).get(KEY, ()))


def current(obj: Any) -> FileVersion | None:
    """The newest version, ``None`` for a record without a file."""
    return next(reversed(versions(obj)), None)


def add_version(
    obj: Any,
    source: Path | str | BinaryIO,
    filename: str,
    *,
    sha256: str | None = None,
    size: int | None = None,
    by: str | None = None,
) -> FileVersion:
    """Keep a file as the next version of a record.

    ``source`` is a path, copied and left as it is, or a binary stream, read to its end; either is read in pieces.
    ``sha256`` (hex) and ``size`` are what the sender announced; where one differs nothing is kept. ``by`` is the
    user id, by default the person who is logged in. Fires ``FileVersionAdded``. Raises a class of
    ``hoso.record.file_errors``.
    """
    if not filename or len(filename) > MAX_FILENAME:
        raise file_errors.FilenameTooLong(filename, MAX_FILENAME)
    with _stream(source, filename) as stream, _temporary_copy(stream, filename) as copy:
        if size is not None and copy.size != size:
            raise file_errors.LengthDiffers(filename, size, copy.size)
        if sha256 is not None and copy.sha256 != sha256.lower():
            raise file_errors.DigestDiffers(filename)
        known = versions(obj)
        if known and known[-1].sha256 == copy.sha256:
            raise file_errors.SameAsCurrent(filename)
        version = FileVersion(
            number=len(known) + 1,
            filename=filename,
            media_type=media_type(copy.head, filename),
            size=copy.size,
            sha256=copy.sha256,
            blob=_blob(copy.path),
            added=now(),
            added_by=by or current_user(),
        )
    _table(obj).add(version)
    notify(FileVersionAdded(obj, version))
    return version


@dataclass(frozen=True)
class _Copy:
    path: Path
    size: int
    sha256: str
    head: bytes


@contextmanager
def _stream(source: Path | str | BinaryIO, filename: str) -> Iterator[BinaryIO]:
    if not isinstance(source, (str, Path)):
        yield source
        return
    # A link may lead anywhere and a pipe may never end: only a regular file is an original.
    try:
        descriptor = os.open(source, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.ENXIO):
            raise file_errors.NotARegularFile(filename) from error
        raise file_errors.CannotBeRead(filename, error.strerror or "") from error
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise file_errors.NotARegularFile(filename)
    with os.fdopen(descriptor, "rb") as file:
        yield file


@contextmanager
def _temporary_copy(stream: BinaryIO, filename: str) -> Iterator[_Copy]:
    """A copy beside the blobs, so that keeping it is a rename; gone afterwards unless it was kept."""
    limit = file_limit()
    digest = hashlib.sha256()
    size = 0
    head = b""
    handle, name = tempfile.mkstemp(dir=_blob_folder(), prefix="hoso-")
    try:
        with os.fdopen(handle, "wb") as target, _disk(filename):
            while chunk := stream.read(_CHUNK):
                size += len(chunk)
                if size > limit:
                    raise file_errors.FileTooLarge(filename, limit)
                digest.update(chunk)
                head += chunk[: HEAD_BYTES - len(head)]
                target.write(chunk)
            target.flush()
            os.fsync(target.fileno())
        if not size:
            raise file_errors.EmptyFile(filename)
        yield _Copy(Path(name), size, digest.hexdigest(), head)
    finally:
        Path(name).unlink(missing_ok=True)


@contextmanager
def _disk(filename: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise file_errors.StorageFull(filename) from error
        raise


def _blob_folder() -> str:
    return getSite()._p_jar.db().storage.temporaryDirectory()


def _blob(path: Path) -> Blob:
    blob = Blob()
    # With a connection the blob takes the file by a rename inside the storage's folder instead of copying it.
    getSite()._p_jar.add(blob)
    blob.consumeFile(str(path))
    return blob


def _table(obj: Any) -> FileVersions:
    annotations = IAnnotations(obj)
    if KEY not in annotations:
        annotations[KEY] = FileVersions()
    return annotations[KEY]
