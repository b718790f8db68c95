"""The embedded engine: finding in the live generation, writing to it, building the next one beside it."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from threading import RLock
from typing import IO

from hoso.language import ANALYSIS_VERSION
from hoso.query import Query
from hoso.search.contract import About, Answer, Counts, DocumentEntry, Request
from hoso.search.engines.embedded.fields import SCHEMA_VERSION
from hoso.search.engines.embedded.finding import answer, matching, pages_with_hits
from hoso.search.engines.embedded.generation import Generation, View, revisions
from hoso.search.errors import IndexDamaged, IndexMissing, IndexOutdated, SearchError, WriterBusy

_STRETCH = 100_000


class EmbeddedEngine:
    """``hoso.search.contract.Engine`` in a folder of the local disk. Opens nothing before it is needed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._current = folder / "current.json"
        self._reading = RLock()
        self._live_stamp = b""
        self._live_generation: Generation | None = None
        self._writing = RLock()
        self._writer_lock: IO[bytes] | None = None
        self._building: Generation | None = None
        self._deleted: set[str] = set()

    def find(self, request: Request) -> Answer:
        """Answer a question. Raises IndexMissing, IndexDamaged, IndexOutdated."""
        return answer(self._view(), request)

    def pages_with_hits(self, uid: str, query: Query) -> list[int]:
        """The numbers of the record's pages that answer, ascending. Raises as ``find``."""
        return pages_with_hits(self._view(), uid, query)

    def matching(self, request: Request, limit: int) -> list[str]:
        """The uids of the first so many records that answer, ascending. Raises as ``find``."""
        return matching(self._view(), request, limit)

    def revisions(self) -> Iterator[tuple[str, int]]:
        """Uid and revision of every record, ascending by uid, of one moment. Raises as ``find``."""
        documents = self._view().documents
        for offset in range(0, documents.searcher.num_docs, _STRETCH):
            yield from revisions(documents, _STRETCH, offset)

    def counts(self) -> Counts:
        """How many documents and pages can be found. Raises as ``find``."""
        view = self._view()
        return Counts(view.documents.searcher.num_docs, view.pages.searcher.num_docs)

    def about(self) -> About:
        """Which index answers. Raises as ``find``."""
        stamp, number = self._stamp()
        folders = (self._folder / f"documents-{number}", self._folder / f"pages-{number}")
        built = json.loads(stamp).get("built", "")
        return About("tantivy", number, built, sum(map(_size, folders)), version("tantivy"))

    def write(self, entries: Sequence[DocumentEntry]) -> None:
        """Write a batch. Raises WriteFailed, WriterBusy, and as ``find`` when there is nothing to write to."""
        with self._writing:
            targets = self._targets()
            self._deleted.difference_update(entry.uid for entry in entries)
            for generation in targets:
                generation.write(entries)

    def delete(self, uids: Collection[str]) -> None:
        """Remove records. Raises as ``write``."""
        with self._writing:
            targets = self._targets()
            if self._building:
                self._deleted.update(uids)
            for generation in targets:
                generation.delete(uids)

    def start_build(self) -> None:
        """Begin a new generation beside the live one; an unfinished one is dropped. Raises as ``write``."""
        with self._writing:
            self._lock_writer()
            self.abandon_build()
            self._sweep()
            self._building = Generation(self._folder, self._live_number() + 1, create=True)

    def fill(self, entries: Sequence[DocumentEntry]) -> None:
        """Put a batch into the new generation, but for records deleted since it was begun. Raises as ``write``."""
        with self._writing:
            building = self._build()
            building.write([entry for entry in entries if entry.uid not in self._deleted])

    def finish_build(self) -> None:
        """Make the new generation the live one and remove the old. Raises as ``write``."""
        with self._writing:
            building = self._build()
            building.close()
            _replace(self._current, _new_stamp(building.number))
            self._building = None
            self._deleted.clear()
            with self._reading:
                old, self._live_generation = self._live_generation, None
            if old is not None:
                old.give_up()
            self._sweep()

    def abandon_build(self) -> None:
        """Drop the new generation; the live one stays."""
        with self._writing:
            building, self._building = self._building, None
            self._deleted.clear()
            if building is not None:
                building.give_up()
                self._sweep()

    def remove(self) -> None:
        """Remove every generation: the index has moved to another engine. Raises WriterBusy."""
        with self._writing, self._reading:
            self._lock_writer()
            self.abandon_build()
            if self._live_generation is not None:
                self._live_generation.give_up()
                self._live_generation = None
            self._current.unlink(missing_ok=True)
            self._sweep()

    def close(self) -> None:
        """Let go of the files; a build that was not finished is dropped."""
        with self._writing, self._reading:
            self.abandon_build()
            if self._live_generation is not None:
                self._live_generation.close()
                self._live_generation = None
            if self._writer_lock is not None:
                self._writer_lock.close()
                self._writer_lock = None

    def _view(self) -> View:
        """The live generation as it is now, opened again when another took its place."""
        with self._reading:
            try:
                return self._live().view()
            except IndexDamaged:
                # Perhaps it was replaced, and its files removed, after the stamp was read.
                self._live_generation = None
                return self._live().view()

    def _live(self) -> Generation:
        stamp, number = self._stamp()
        if self._live_generation is None or stamp != self._live_stamp:
            self._live_generation = Generation(self._folder, number)
            self._live_stamp = stamp
        return self._live_generation

    def _stamp(self) -> tuple[bytes, int]:
        try:
            stamp = self._current.read_bytes()
        except FileNotFoundError as error:
            raise IndexMissing(str(self._current)) from error
        try:
            value = json.loads(stamp)
            number, versions = value["generation"], (value["schema"], value["analysis"])
        except (ValueError, KeyError, TypeError) as error:
            raise IndexDamaged(f"{self._current}: {stamp[:200]!r}") from error
        if versions != (SCHEMA_VERSION, ANALYSIS_VERSION):
            raise IndexOutdated(f"{self._current}: {stamp[:200]!r}")
        return stamp, number

    def _live_number(self) -> int:
        """The number that current.json names, whatever the state of that generation; 0 without one."""
        try:
            return int(json.loads(self._current.read_bytes())["generation"])
        except (OSError, ValueError, KeyError, TypeError):
            return 0

    def _sweep(self) -> None:
        """Remove every generation but the live one. Readers keep what they have open until they look again."""
        live = str(self._live_number())
        for folder in (*self._folder.glob("documents-*"), *self._folder.glob("pages-*")):
            if folder.name.rpartition("-")[2] != live:
                shutil.rmtree(folder, ignore_errors=True)

    def _targets(self) -> list[Generation]:
        """Where writes go: the live generation, and the one being built; while building, the live may be unfit."""
        self._lock_writer()
        building = [self._building] if self._building else []
        try:
            self._view()
            with self._reading:
                return [self._live(), *building]
        except SearchError:
            if building:
                return building
            raise

    def _build(self) -> Generation:
        if self._building is None:
            raise RuntimeError("no build was started")
        return self._building

    def _lock_writer(self) -> None:
        """Be the one writer until ``close`` or the end of the process."""
        if self._writer_lock is not None:
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        lock = (self._folder / "writer.lock").open("ab")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            lock.close()
            raise WriterBusy(str(self._folder)) from error
        self._writer_lock = lock


def _size(folder: Path) -> int:
    """The bytes in a folder of which files come and go."""
    size = 0
    for path in folder.glob("*"):
        with suppress(FileNotFoundError):
            size += path.stat().st_size
    return size


def _new_stamp(number: int) -> bytes:
    """What current.json says; the time makes it differ from that of every other generation of the number."""
    versions = {"schema": SCHEMA_VERSION, "analysis": ANALYSIS_VERSION}
    return json.dumps({"generation": number, "built": datetime.now(UTC).isoformat(), **versions}).encode()


def _replace(path: Path, content: bytes) -> None:
    """Write a file in one step, on disk when this returns."""
    temporary = path.with_suffix(".new")
    with temporary.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
