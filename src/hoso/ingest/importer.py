"""An import from its first look at the source to its report."""

from __future__ import annotations

import errno
import logging
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hoso.access.setting import LevelError
from hoso.home import Home
from hoso.record.errors import RecordError
from hoso.record.limits import file_limit
from hoso.record.lookup import by_uid

from . import target
from .catalogue import Catalogue, read_catalogue
from .catalogue.table import Row
from .committing import SiteOpener, committed
from .errors import DiskFull, IngestError
from .inspection import Inspected, Refused, inspect
from .lock import import_lock
from .past import announcing
from .progress import Listener, Pace
from .report import Recorder, Report, Result
from .storing import Batch, Order, Stored
from .walk import DEFAULT_LIMITS, Ignored, Item, Rejected, WalkLimits, walk

log = logging.getLogger(__name__)

_BATCH_ENTRIES = 50
_BATCH_BYTES = 64 << 20
_SPOKEN = (Refused, RecordError, LevelError)
"""Errors whose words are meant for the person who imports."""


@dataclass(frozen=True, slots=True)
class _Ready:
    """An entry that may be stored; ``inspected`` is None for a folder."""

    item: Item
    inspected: Inspected | None


class Importer:
    """Takes a folder tree, a catalogue, or both into the archive.

    Folders become dossiers, files become documents; what ``into`` names and does not exist is made as dossiers. A run
    that ended anyhow is repeated: what is there with the same bytes is left, the rest follows, nothing twice. One
    file and its record are always in one transaction.
    """

    def __init__(
        self,
        open_site: SiteOpener,
        source: Path | None,
        into: str,
        *,
        catalogue: Path | None = None,
        home: Home | None = None,
        progress: Listener | None = None,
        level: str | None = None,
        skip_duplicates: bool = False,
        limits: WalkLimits = DEFAULT_LIMITS,
    ) -> None:
        """``open_site`` gives the site on a fresh connection each time it is called (see ``SiteOpener``).

        ``source`` may be a file, or None to apply a catalogue to what is there. ``level`` is the access level of what
        is made at the top (None: as what it lies in). Bytes that are in the archive already are taken in again as a
        document of their own and reported, or with ``skip_duplicates`` left out.
        """
        self._open_site = open_site
        self._source = source
        self._catalogue_path = catalogue
        self._home = home or Home.from_environment()
        self._listener = progress
        self._limits = limits
        self._order = Order(into, uuid.uuid4().hex, level, skip_duplicates)
        self._catalogue: Catalogue | None = None
        self._new_target = False
        self._used_rows: set[int] = set()
        self._max_bytes = 0

    def run(self) -> Report:
        """Import everything and return the report, also kept in ``home.log/imports``.

        Raises a subclass of IngestError when the import cannot begin. One that has to stop on its way (full disk,
        storage gone) returns its report with ``stopped_vi``.
        """
        target.segments(self._order.into)
        with import_lock(self._home):
            if self._catalogue_path:
                with self._open_site():  # what a column means depends on the site's types
                    self._catalogue = read_catalogue(self._catalogue_path)
            self._prepare()
            files, size = self._survey()
            if self._catalogue:
                self._catalogue.match()
            with self._recorder() as recorder:
                listener = announcing(self._home, recorder.report.log.stem, self._listener)
                return self._import(recorder, Pace(files, size, listener))

    def _prepare(self) -> None:
        """Make the target, and learn what the site says: which UIDs of the catalogue exist, how large a file may be."""

        def prepare(site: Any) -> tuple[bool, set[str], int]:
            _, made = target.make(site, self._order.into, self._order.level, self._order.run)
            named = {self._catalogue.uid(row) for row in self._catalogue.rows} - {""} if self._catalogue else set()
            return made, {uid for uid in named if by_uid(uid) is not None}, file_limit()

        self._new_target, existing, self._max_bytes = committed(self._open_site, prepare)
        if self._catalogue:
            self._catalogue.settle(existing)

    def _survey(self) -> tuple[int, int]:
        """How many files of how many bytes there are; the catalogue sees every entry."""
        files = size = 0
        for item in self._walk():
            if isinstance(item, Item):
                files += not item.is_folder
                size += item.size
                if self._catalogue:
                    self._catalogue.see(item)
        return files, size

    def _walk(self) -> Iterator[Item | Rejected | Ignored]:
        return walk(self._source, self._limits) if self._source else iter(())

    def _recorder(self) -> Recorder:
        about = {
            "source": str(self._source) if self._source else None,
            "into": self._order.into,
            "catalogue": str(self._catalogue_path) if self._catalogue_path else None,
        }
        return Recorder(self._home.log / "imports", about)

    def _import(self, recorder: Recorder, pace: Pace) -> Report:
        try:
            for problem in self._catalogue.problems if self._catalogue else ():
                recorder.problem(problem)
            for batch in self._batches(recorder, pace):
                self._record(recorder, self._store(batch))
                sizes = [each.inspected.size for each in batch if each.inspected]
                pace.done(batch[-1].item.relative, len(sizes), sum(sizes))
            for rows in self._row_batches():
                self._record(recorder, self._store_rows(rows))
            return recorder.finish()
        except IngestError as error:
            return recorder.stop(str(error))
        except OSError as error:
            if error.errno not in (errno.ENOSPC, errno.EDQUOT):
                raise
            return recorder.stop(str(DiskFull(str(recorder.report.log))))

    def _record(self, recorder: Recorder, stored: Stored) -> None:
        self._used_rows |= stored.rows
        recorder.record(stored.results)
        for problem in stored.problems:
            recorder.problem(problem)

    def _batches(self, recorder: Recorder, pace: Pace) -> Iterator[list[_Ready]]:
        """The entries of the source that may be stored, a transaction's worth at a time; the others are recorded."""
        batch: list[_Ready] = []
        size = 0
        for entry in self._walk():
            match entry:
                case Ignored():
                    recorder.record([Result(entry.relative, "ignored")])
                    continue
                case Rejected():
                    recorder.record([Result(entry.relative, "rejected", message_vi=entry.message_vi)])
                    continue
            try:
                inspected = None if entry.is_folder else inspect(entry.path, self._max_bytes)
            except Refused as error:
                recorder.record([Result(entry.relative, "rejected", message_vi=str(error))])
                pace.done(entry.relative, 1, entry.size)
                continue
            batch.append(_Ready(entry, inspected))
            size += entry.size
            if len(batch) == _BATCH_ENTRIES or size >= _BATCH_BYTES:
                yield batch
                batch, size = [], 0
        if batch:
            yield batch

    def _row_batches(self) -> Iterator[list[Row]]:
        rows = list(self._catalogue.rest(self._used_rows)) if self._catalogue else []
        for start in range(0, len(rows), _BATCH_ENTRIES):
            yield rows[start : start + _BATCH_ENTRIES]

    def _store(self, entries: list[_Ready]) -> Stored:
        """Store a batch in one transaction; where an entry makes that fail, in smaller ones, so that it fails alone."""

        def store(site: Any) -> Stored:
            batch = Batch(site, self._order, self._catalogue, self._new_target)
            for entry in entries:
                if entry.inspected is None:
                    batch.folder(entry.item)
                else:
                    batch.file(entry.item, entry.inspected)
            return batch.stored

        try:
            return committed(self._open_site, store)
        except IngestError:
            raise
        except Exception as error:
            failure = error
        if len(entries) == 1:
            return Stored([_failed(entries[0].item, failure)])
        middle = len(entries) // 2
        first, second = self._store(entries[:middle]), self._store(entries[middle:])
        return Stored(first.results + second.results, first.problems + second.problems, first.rows | second.rows)

    def _store_rows(self, rows: list[Row]) -> Stored:
        def store(site: Any) -> Stored:
            batch = Batch(site, self._order, self._catalogue, self._new_target)
            for row in rows:
                batch.row(row)
            return batch.stored

        return committed(self._open_site, store)


def _failed(item: Item, error: Exception) -> Result:
    """The result of an entry that could not be stored; what was not foreseen goes into the log with its trace."""
    if isinstance(error, _SPOKEN):
        message = str(error)
    else:
        log.error("import of %s failed", item.relative, exc_info=error)
        message = f"Lỗi chưa lường trước ({type(error).__name__}): {error}. Hãy gửi nhật ký cho người quản trị."
    return Result(item.relative, "rejected", item.is_folder, message_vi=message)
