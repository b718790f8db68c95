"""Building the index anew, beside the one that answers, and changing over when it is complete."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import transaction
from transaction.interfaces import TransientError
from ZODB.POSException import StorageError

from hoso.home import Home
from hoso.jobs import Enter, Entry, JobContext, NotNow, enqueue, register
from hoso.record.lookup import by_uid
from hoso.search.contract import DocumentEntry, Engine
from hoso.search.errors import EntryRefused, IndexDamaged, IndexMissing, IndexOutdated, SearchError, TryLater
from hoso.search.moving import MovingEngine

from .engine import engine
from .entries import all_uids, entry_of, is_indexed

KIND = "build-index"
LANE = "building"

# There is one index to build; the outbox keeps one entry for it.
_TARGET = "index"
_BATCH = 50
_AWAY_SECONDS = 15.0
_ANSWERING_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class BuildProgress:
    """How far a build is: ``done`` of ``total`` records, ``at`` in seconds since the epoch."""

    done: int
    total: int
    at: float


def request_build(site: Any) -> None:
    """Have the worker build the index anew; part of the caller's transaction."""
    enqueue(site, KIND, _TARGET)


def index_trouble() -> str:
    """Why there is no usable index, in Vietnamese; empty where there is one, or nobody can say just now."""
    try:
        engine().counts()
    except (IndexMissing, IndexDamaged, IndexOutdated) as error:
        return str(error)
    except TryLater:
        return ""
    return ""


def watch_index(enter: Enter, home: Home, stopping: threading.Event, seconds: float = 20.0) -> None:
    """Have the index built whenever there is no usable one, until ``stopping``; for a thread of the worker.

    A search that finds the index damaged may not write, and so cannot ask for it.
    """
    while True:
        if index_trouble() and build_progress(home) is None:
            # A storage that is away is asked again.
            with suppress(TransientError, StorageError), enter() as site:
                request_build(site)
                transaction.commit()
        if stopping.wait(seconds):
            return


def build_progress(home: Home) -> BuildProgress | None:
    """How far the running build is; None when none runs."""
    try:
        return BuildProgress(**json.loads(_file(home).read_text()))
    except FileNotFoundError:
        return None


def build(context: JobContext, entries: Sequence[Entry]) -> None:
    """The handler. Begun again after a crash it begins anew; the live index is untouched until the end.

    Changes made meanwhile go to both indexes, since the engine sends every write to both.
    """
    built = engine()
    try:
        built.start_build()
        uids = context.transact(all_uids)
        for done, batch in _batches(uids):
            _tell(context.home, done, len(uids))
            with context.open():
                objects = [by_uid(uid) for uid in batch]
                present = [entry_of(obj) for obj in objects if obj is not None and is_indexed(obj)]
            _fill(context, built, present)
            context.checkpoint()
            if engine() is not built:
                raise NotNow(0, "another engine was chosen")
        built.finish_build()
    except BaseException as error:
        # What cannot be dropped now, the next build drops.
        with suppress(SearchError):
            built.abandon_build()
        if isinstance(error, TryLater):
            raise NotNow(_AWAY_SECONDS, f"{error} {error.detail}") from error
        raise
    finally:
        _file(context.home).unlink(missing_ok=True)
    if isinstance(built, MovingEngine):
        # Questions that were put to the old engine are answered by then.
        context.stopping.wait(_ANSWERING_SECONDS)
        built.remove()


def _fill(context: JobContext, built: Engine, entries: Sequence[DocumentEntry]) -> None:
    """Put a batch into the index. What is refused is left to be indexed by itself, where it is parked and shown."""
    try:
        built.fill(entries)
    except EntryRefused:
        if len(entries) == 1:
            context.transact(lambda site: enqueue(site, "index", entries[0].uid))
            return
        for entry in entries:
            _fill(context, built, [entry])


def _batches(uids: list[str]) -> Iterator[tuple[int, list[str]]]:
    for start in range(0, len(uids), _BATCH):
        yield start, uids[start : start + _BATCH]


def _tell(home: Home, done: int, total: int) -> None:
    path = _file(home)
    making = path.with_suffix(".part")
    making.write_text(json.dumps(asdict(BuildProgress(done, total, time.time()))))
    making.replace(path)


def _file(home: Home) -> Path:
    return home.run / "build-index.json"


register(KIND, LANE, build)
