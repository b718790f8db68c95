"""The work of making searchable copies, in the worker, with no transaction open and in a lane of its own."""

from __future__ import annotations

import json
import shutil
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from hoso.jobs import Entry, JobContext, NotNow, enqueue, register
from hoso.recognition import ReaderUnavailable, UnreadableFile
from hoso.recognition.searchable import CopyFailed, make_copy
from hoso.record.files import current
from hoso.record.lookup import by_uid

from .cache import FileCache
from .copy_state import KIND, CopyKey, copies, copy_key, copy_state, copy_title, is_made
from .errors import NoFile, NotRead
from .reading import DetachedPages, reading

LANE = "copies"
_MAKING = "making"
_READER_AWAY = 60.0
_SURELY_LEFT = 24 * 3600.0


class _Task(NamedTuple):
    """A copy to be made: its key, its title, the file, and the pages, which hold a file open until closed."""

    key: CopyKey
    title: str
    path: Path
    pages: DetachedPages


def request_copy(obj: Any) -> None:
    """Let the searchable copy of the record's current file be made; nothing happens where it is there or on its way.

    Part of the caller's transaction. Raises ``NoFile``, ``NotRead``.
    """
    if current(obj) is None:
        raise NoFile(obj.title or obj.id)
    if reading(obj) is None:
        raise NotRead(obj.title or obj.id)
    if copy_state(obj).name in ("none", "failed"):
        enqueue(obj, KIND, obj.UID())


def make(context: JobContext, entries: Sequence[Entry]) -> None:
    """The handler: make the copies of the records' current files, where they are not there."""
    for entry in entries:
        task = context.transact(lambda site, entry=entry: _task(entry.uid))
        if task is None:
            continue
        with closing(task.pages):
            _make(context, task)


def _task(uid: str) -> _Task | None:
    """What there is to make; None when the record, its file or its reading is gone, or the copy is there."""
    obj = by_uid(uid)
    version = None if obj is None else current(obj)
    found = None if version is None else reading(obj)
    if found is None:
        return None
    key = copy_key(obj, found)
    return None if is_made(key) else _Task(key, copy_title(obj), version.path(), found.detached())


def _make(context: JobContext, task: _Task) -> None:
    """Make a copy and what is to be said of it; why there is none where none can be made."""
    cache, key = copies(), task.key
    with tempfile.TemporaryDirectory(dir=_workshop(cache)) as folder:
        made = Path(folder) / key.file
        try:
            report = make_copy(
                task.path, task.pages, made, title=task.title, passed=lambda number: context.checkpoint()
            )
        except ReaderUnavailable as error:
            raise NotNow(_READER_AWAY, str(error)) from error
        except (CopyFailed, UnreadableFile) as error:
            code = error.reason if isinstance(error, CopyFailed) else error.code
            note = {"failed": code, "error": str(error)}
        else:
            cache.adopt(key.sha256, key.file, made)
            note = {"obstacles": report.obstacles, "changes": report.changes, "layers": report.layers}
    # Last, since a copy counts as made when its note is there.
    cache.put(key.sha256, key.note, json.dumps(note, ensure_ascii=False).encode())


def _workshop(cache: FileCache) -> Path:
    """The folder for unfinished copies; what killed workers left in it is cleared away."""
    folder = cache.folder / _MAKING
    folder.mkdir(parents=True, exist_ok=True)
    for left in folder.iterdir():
        if time.time() - left.stat().st_mtime > _SURELY_LEFT:
            shutil.rmtree(left, ignore_errors=True)
    return folder


register(KIND, LANE, make)
