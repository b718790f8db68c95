"""What would become of a file, before any of it is sent: refused, known already, a further version, a new document."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from hoso.access import may_view
from hoso.record import files
from hoso.record.limits import file_limit
from hoso.record.lookup import by_uid, find_by_sha256

from ..sources import record_of
from ..storing import waiting_for_file
from .errors import EmptyFile, TooLarge
from .names import clean_name
from .rights import may_change
from .storage import Uploads, Waiting
from .upload import check_head

MAX_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Found:
    """``duplicates``: records with the same bytes; ``same_name``: the document that a file of this name would become
    a further version of, or the described document that waits for it; ``waiting``: the person's unfinished upload of
    just this file. Only what the person may view.
    """

    duplicates: tuple[Any, ...] = ()
    same_name: Any | None = None
    waiting: Waiting | None = None


def check_first(filename: str, length: int, head: bytes) -> None:
    """What can be said of a file by name, length and first bytes; raises the class of ``errors`` that refuses it."""
    clean_name(filename)
    if length <= 0:
        raise EmptyFile
    if length > file_limit():
        raise TooLarge(length, file_limit())
    check_head(head)


def look(uploads: Uploads, dossier: Any, dossier_uid: str, filename: str, length: int, sha256: str) -> Found:
    """What is known of a file whose hash is known."""
    name = clean_name(filename)
    existing = namesake(dossier, name)
    if existing is not None and not (may_view(None, existing) and may_change(existing)):
        existing = None
    unfinished = {
        (each.upload.announced.filename, each.upload.announced.length, each.upload.announced.sha256): each
        for each in uploads.waiting(dossier_uid)
    }
    duplicates = tuple(itertools.islice(visible_duplicates(sha256), MAX_SHOWN))
    return Found(duplicates, existing, unfinished.get((name, length, sha256)))


def namesake(dossier: Any, name: str) -> Any | None:
    """The document that came into the dossier from a file of that name, or waits for one, whoever may see it."""
    return record_of(dossier, name) or waiting_for_file(dossier, name)


def visible_duplicates(sha256: str) -> Iterator[Any]:
    """The records with these bytes that the person signed in may view; of others nothing is said."""
    for uid in find_by_sha256(sha256):
        record = by_uid(uid)
        if record is not None and may_view(None, record):
            yield record


def has_bytes(record: Any, sha256: str) -> bool:
    """Whether any version of a record has these bytes."""
    return any(version.sha256 == sha256 for version in files.versions(record))
