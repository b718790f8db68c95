"""What a file is, before anything is read of it: its kind by content, its pages, whether it is encrypted or signed."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from . import errors
from .children import Child, ChildFault, ChildStopped
from .kinds import HEAD_BYTES, Kind, kind_of
from .limits import Limits


@dataclass(frozen=True, slots=True)
class FileFacts:
    """``kind`` by content, number of pages, whether the file is encrypted (though it opens without a password) or
    carries a digital signature, and its size in bytes."""

    kind: Kind
    pages: int
    encrypted: bool
    signed: bool
    bytes: int


def probe(path: str | os.PathLike[str], *, limits: Limits | None = None) -> FileFacts:
    """The facts of a file; it is opened in a limited child only.

    Raises the subclass of ``UnreadableFile`` that names the cause: missing, not a file, forbidden, empty, too large,
    not supported, encrypted (a password is needed), damaged, without pages, with too many pages, or opening it took
    too long, too much memory, or crashed the reader.
    """
    limits = limits or Limits()
    path = Path(path).absolute()
    kind, size = identify(path, limits)
    with Child(limits) as child:
        facts = ask_facts(child, path, kind)
    return FileFacts(kind, facts["pages"], facts["encrypted"], facts["signed"], size)


def identify(path: Path, limits: Limits) -> tuple[Kind, int]:
    """Kind and size of a file by its first bytes; the name's ending plays no part."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise errors.NotAFile(path)
        if not status.st_size:
            raise errors.EmptyFile(path)
        if status.st_size > limits.file_bytes:
            raise errors.TooLargeFile(path, bytes=status.st_size, limit=limits.file_bytes)
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
    except PermissionError as cause:
        raise errors.ForbiddenFile(path) from cause
    except (FileNotFoundError, NotADirectoryError) as cause:
        raise errors.MissingFile(path) from cause
    kind = kind_of(head)
    if kind is None:
        raise errors.NotSupportedFile(path)
    return kind, status.st_size


def ask_facts(child: Child, path: Path, kind: Kind) -> dict[str, Any]:
    """The facts that a child finds by opening the file; raises as ``probe`` does."""
    try:
        facts = child.ask({"do": "facts", "path": str(path), "kind": kind})
    except ChildStopped as stop:
        raise errors.BY_CODE[stop.reason](path) from stop
    if "unavailable" in facts:
        raise errors.ReaderUnavailable(facts["unavailable"])
    if "refused" in facts:
        fault = ChildFault(facts["error"]) if "error" in facts else None
        raise errors.BY_CODE[facts["refused"]](path, **facts.get("details", {})) from fault
    if not facts["pages"]:
        raise errors.NoPages(path)
    return facts
