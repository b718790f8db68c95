"""The work of reading: from a record's file to its stored reading, in the worker, with no transaction open."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zope.event import notify

from hoso.jobs import Entry, JobContext, NotNow, enqueue, register
from hoso.recognition import (
    ENGINE_VERSION,
    Page,
    ReaderUnavailable,
    UnreadableFile,
    forget_pages,
    probe,
    read_pages,
)
from hoso.record.events import RecordChanged
from hoso.record.files import current
from hoso.record.lookup import by_uid, find_by_sha256
from hoso.record.revision import raise_revision

from .errors import NoFile
from .events import ReadingStored
from .pace import Pace
from .state import ReadingState, set_state, settle
from .stored import StoredReading, Summary, keep, kept, store_reading, write_reading

KIND = "read"
LANE = "reading"
_AGAIN = "again"
_SECONDS_BETWEEN_PROGRESS = 2.0
_READER_AWAY = 60.0
_MOST_DONORS = 20
_SECONDS_BETWEEN_LOOKS = 5.0

_PROCESSORS = len(os.sched_getaffinity(0))
_FILES_AT_ONCE = min(2, _PROCESSORS)
"""A file of one page keeps one processor busy; two at a time keep two. A long one uses all of them by itself."""

_turn_ended = threading.Condition()
_being_read: set[str] = set()


@dataclass(frozen=True, slots=True)
class _Task:
    """A file to be read, and whose it was when the work began; without a path there is nothing left to
    read.
    """

    uid: str
    sha256: str
    path: Path | None = None


def request_reading(obj: Any, *, again: bool = False, priority: int = 0) -> None:
    """Let the record's current file be read; ``again`` even if this version of the engine has read it
    already.

    Part of the caller's transaction. Raises ``NoFile``.
    """
    if current(obj) is None:
        raise NoFile(obj.title or obj.id)
    set_state(obj, ReadingState("waiting"))
    enqueue(obj, KIND, obj.UID(), payload=_AGAIN if again else None, priority=priority)


def file_added(event: Any) -> None:
    """A new file version waits to be read."""
    request_reading(event.object)


def read(context: JobContext, entries: Sequence[Entry]) -> None:
    """The handler: read the current files of the records."""
    for entry in entries:
        task = context.transact(lambda site, entry=entry: _begin(entry))
        if task is None:
            continue
        try:
            if task.path is not None:
                with _turn(context, task.sha256) as waited:
                    # Whoever had the turn before may have left a reading of the same bytes.
                    task = context.transact(lambda site, entry=entry: _begin(entry)) if waited else task
                    if task is None:
                        continue
                    if task.path is not None:
                        _read(context, task)
        except UnreadableFile as error:
            _fail(context, task, error.message_vi.removeprefix(f"Tệp “{error.path.name}”: "))
        except ReaderUnavailable as error:
            raise NotNow(_READER_AWAY, str(error)) from error
        except Exception as error:
            if entry.last_attempt and not isinstance(error, NotNow):
                _fail(context, task, f"{type(error).__name__}: {error}")
            raise
        forget_pages(context.home.spool, task.sha256)


@contextmanager
def _turn(context: JobContext, sha256: str) -> Iterator[bool]:
    """The right to read these bytes, which one thread has at a time; whether it had to be waited for."""
    waited = False
    with _turn_ended:
        while sha256 in _being_read:
            waited = True
            _turn_ended.wait(_SECONDS_BETWEEN_LOOKS)
            context.checkpoint()
        _being_read.add(sha256)
    try:
        yield waited
    finally:
        with _turn_ended:
            _being_read.discard(sha256)
            _turn_ended.notify_all()


def _begin(entry: Entry) -> _Task | None:
    """Look what there is to read; None when the record or its file is gone."""
    obj = by_uid(entry.uid)
    version = None if obj is None else current(obj)
    if version is None:
        return None
    if entry.payload != _AGAIN:
        pages = keep(obj)
        if _fits(pages.reading, version.sha256):
            settle(obj, pages)
            return _Task(entry.uid, version.sha256)
        donor = _read_elsewhere(version.sha256)
        if donor is not None:
            pages.reading = donor
            _announce(obj)
            return _Task(entry.uid, version.sha256)
    set_state(obj, ReadingState("reading"))
    return _Task(entry.uid, version.sha256, version.path())


def _fits(stored: StoredReading | None, sha256: str) -> bool:
    return stored is not None and stored.sha256 == sha256 and stored.engine == ENGINE_VERSION


def _read_elsewhere(sha256: str) -> StoredReading | None:
    """Another record's reading of the same bytes by this version of the engine."""
    for uid in find_by_sha256(sha256)[:_MOST_DONORS]:
        other = by_uid(uid)
        pages = None if other is None else kept(other)
        if pages is not None and _fits(pages.reading, sha256):
            return pages.reading
    return None


def _read(context: JobContext, task: _Task) -> None:
    """Read the file into a file of pages, and store that when the record still has the same file."""
    progress = _Progress(context, task)
    with _unfinished(context.home.spool / task.sha256) as path:
        with closing(read_pages(task.path, spool=context.home.spool, processes=_PROCESSORS)) as pages:
            summary = write_reading(path, pages, progress)
        progress.pace.note()
        context.transact(lambda site: _store(task, path, summary))


@contextmanager
def _unfinished(folder: Path) -> Iterator[Path]:
    """The name of a new file beside the spooled pages, which is gone afterwards; also one left by a killed
    job.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "reading.unfinished"
    path.unlink(missing_ok=True)
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)


def _store(task: _Task, path: Path, summary: Summary) -> None:
    obj = by_uid(task.uid)
    version = None if obj is None else current(obj)
    if version is None or version.sha256 != task.sha256:
        return  # the record is gone, or a newer file waits in an entry of its own
    # A conflict repeats this transaction, and storing takes the file away: so a second name of it is given.
    attempt = path.with_suffix(".attempt")
    attempt.unlink(missing_ok=True)
    attempt.hardlink_to(path)
    store_reading(obj, attempt, task.sha256, ENGINE_VERSION, summary)
    _announce(obj)


def _announce(obj: Any) -> None:
    settle(obj, keep(obj))
    notify(ReadingStored(obj))
    _tell(obj)


def _tell(obj: Any) -> None:
    """Let the rooms above know that what is known of the record's pages has changed."""
    raise_revision(obj)
    notify(RecordChanged(obj, "read"))


def _fail(context: JobContext, task: _Task, reason: str) -> None:
    """Record why the file could not be read, where it is still the record's."""

    def work(site: Any) -> None:
        obj = by_uid(task.uid)
        version = None if obj is None else current(obj)
        if version is not None and version.sha256 == task.sha256:
            set_state(obj, ReadingState("failed", reason=reason))
            _tell(obj)

    context.transact(work)


class _Progress:
    """Tells the record how far its reading is, every few seconds and not at all for what is quickly read."""

    def __init__(self, context: JobContext, task: _Task) -> None:
        self.context = context
        self.task = task
        self.told = time.monotonic()
        self.pages = 0
        self.pace = Pace(context.home)

    def __call__(self, page: Page) -> None:
        self.context.checkpoint()
        self.pace.page()
        if time.monotonic() - self.told < _SECONDS_BETWEEN_PROGRESS:
            return
        self.pages = self.pages or probe(self.task.path).pages

        def work(site: Any) -> None:
            obj = by_uid(self.task.uid)
            if obj is not None:
                set_state(obj, ReadingState("reading", page.number, self.pages))

        self.context.transact(work)
        self.pace.note()
        self.told = time.monotonic()


register(KIND, LANE, read, threads=_FILES_AT_ONCE)
