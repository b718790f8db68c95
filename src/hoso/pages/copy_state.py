"""The searchable copy of a record's file as other rooms see it: whether there is one, and its file."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any, Literal, NamedTuple

from zope.i18nmessageid import Message

from hoso.home import Home
from hoso.jobs.whereabouts import whereabouts
from hoso.recognition.searchable import COPY_VERSION
from hoso.record.files import current
from hoso.record.i18n import _

from .cache import FileCache
from .copy_words import CHANGES, OBSTACLES, failure
from .reading import Reading, reading

KIND = "copy"
LARGEST = 20 << 30
"""Bytes that all copies together may take; those asked for longest ago go first and are made again when asked for."""
_LONGEST_NAME = 200

Name = Literal["none", "waiting", "making", "ready", "failed"]


class CopyKey(NamedTuple):
    """What a copy is made of: the file, and a digest of the reading with its corrections, title and our version."""

    sha256: str
    digest: str

    @property
    def file(self) -> str:
        """The copy's name in the cache."""
        return f"{self.digest}.pdf"

    @property
    def note(self) -> str:
        """The name of what is to be said of the copy, or of why there is none."""
        return f"{self.digest}.json"


class CopyState(NamedTuple):
    """``name``: none (not asked for, or not yet to be had: then ``reason`` says why), waiting, making, ready, failed
    (``reason`` says why and what to do). ``size`` in bytes once ready. ``label``: the state in words. ``archival``:
    the copy is PDF/A-2b; ``obstacles`` say why it is not, ``notes`` in what else it differs from the original.
    """

    name: Name
    label: Message
    size: int = 0
    reason: Message | None = None
    archival: bool = False
    obstacles: tuple[Message, ...] = ()
    notes: tuple[Message, ...] = ()


class CopyFile(NamedTuple):
    """A copy that is ready: where it lies, how long it is, a tag that changes when it does, its name for people."""

    path: Path
    size: int
    tag: str
    filename: str


def copies() -> FileCache:
    """The cache in which the copies lie."""
    return FileCache(Home.from_environment().copies, LARGEST)


def copy_key(obj: Any, found: Reading) -> CopyKey:
    """Which copy belongs to the record as it stands."""
    parts = (found.stamp, found.engine, copy_title(obj), COPY_VERSION)
    return CopyKey(found.sha256, hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32])


def copy_title(obj: Any) -> str:
    """The title that the copy carries inside."""
    return obj.title or obj.id


def is_made(key: CopyKey) -> bool:
    """Whether the copy is there, with what is to be said of it."""
    note = _note(key)
    return note is not None and "failed" not in note and copies().path(key.sha256, key.file).is_file()


def copy_state(obj: Any) -> CopyState:
    """How it stands with the copy of the record's current file; reading it writes nothing."""
    if current(obj) is None:
        return CopyState("none", _("no file"), reason=_("there is no file"))
    found = reading(obj)
    if found is None:
        return CopyState("none", _("not read yet"), reason=_("the file has not been read yet"))
    key = copy_key(obj, found)
    note = _note(key)
    if is_made(key):
        return _ready(note, copies().path(key.sha256, key.file).stat().st_size)
    place = whereabouts(obj._p_jar.root(), KIND, obj.UID())
    if place == "running":
        return CopyState("making", _("being made"))
    if place == "waiting":
        return CopyState("waiting", _("waiting to be made"))
    code = "parked" if place == "parked" else note and note.get("failed")
    if code:
        reason = failure(code)
        return CopyState("failed", _("error: ${reason}", mapping={"reason": reason}), reason=reason)
    return CopyState("none", _("not made yet"))


def copy_file(obj: Any) -> CopyFile | None:
    """The copy, where it is ready. The caller has checked that the person may see the record."""
    version, found = current(obj), reading(obj)
    if version is None or found is None or copy_state(obj).name != "ready":
        return None
    key, cache = copy_key(obj, found), copies()
    path = cache.path(key.sha256, key.file)
    cache.used(key.sha256, key.file, key.note)
    name = Path(version.filename).stem[:_LONGEST_NAME]
    return CopyFile(path, path.stat().st_size, key.digest, f"{name} (tìm được).pdf")


def _note(key: CopyKey) -> dict[str, Any] | None:
    data = copies().get(key.sha256, key.note)
    return None if data is None else json.loads(data)


def _ready(note: dict[str, Any], size: int) -> CopyState:
    return CopyState(
        "ready",
        _("ready"),
        size,
        archival=not note["obstacles"],
        obstacles=tuple(OBSTACLES[code] for code in note["obstacles"]),
        notes=tuple(CHANGES[code] for code in note["changes"]),
    )
