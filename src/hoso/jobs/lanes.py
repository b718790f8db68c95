"""One lane's loop: claim, do, finish. Each lane has a thread of its own, so that none waits for another."""

from __future__ import annotations

import errno
import logging
import threading
import time
from collections.abc import Sequence
from typing import Any

from transaction.interfaces import TransientError
from ZODB.POSException import ConflictError

from hoso.home import Home

from . import leases
from .entry import Entry
from .handlers import JobContext, NotNow, UnknownKind, handler_of
from .leases import Outcome
from .outbox import outbox_of
from .presence import owner_is_dead
from .transactions import Enter, transact

log = logging.getLogger(__name__)

POLL = 2.0
"""Seconds between two looks when nothing wakes the worker."""
# A poke may outrun what the storage tells this process of the commit: one looks again soon.
_AFTER_A_POKE = (0.02, 0.1, 0.4)
_STORAGE_AWAY = 1.0
_DISK_FULL = 60.0


class LaneLoop:
    """The work on one lane. ``poke`` wakes it; it ends when ``stopping`` is set."""

    def __init__(self, lane: str, enter: Enter, home: Home, owner: str, stopping: threading.Event) -> None:
        self.lane = lane
        self.enter = enter
        self.home = home
        self.owner = owner
        self.stopping = stopping
        self.poked = threading.Event()
        self.error: BaseException | None = None
        self._unfinished: Outcome | None = None
        self._paused_until = 0.0

    def run(self) -> None:
        """Work until told to stop. What should never happen ends the whole worker, and ``error`` keeps it."""
        try:
            pauses = iter(())
            while not self.stopping.is_set():
                if not self._step_or_wait_for_storage():
                    if self.poked.wait(next(pauses, POLL)):
                        pauses = iter(_AFTER_A_POKE)
                    self.poked.clear()
        except BaseException as error:
            log.exception("lane %s ends", self.lane)
            self.error = error
            self.stopping.set()

    def _step_or_wait_for_storage(self) -> bool:
        try:
            return self.step()
        except TransientError as error:
            log.warning("lane %s: the storage is away (%s)", self.lane, error)
            self.stopping.wait(_STORAGE_AWAY)
            return True

    def step(self) -> bool:
        """Do one claim's work; False when nothing was due or could be done.

        Raises what the storage raises; an outcome that could not be written is written by the next step.
        """
        self._write_outcome()
        if time.monotonic() < self._paused_until:
            return False
        entries = transact(self.enter, self._claim)
        if not entries:
            return False
        # Until the work is done, whatever interrupts it leaves the entries to be given back.
        self._unfinished = Outcome(untouched=entries)
        context = JobContext(self.home, self.enter, self.stopping, _Renewal(self, entries))
        outcome = self._unfinished = self._do(context, entries)
        self._write_outcome()
        return bool(outcome.done or outcome.failed)

    def _claim(self, site: Any) -> list[Entry]:
        lane = outbox_of(site._p_jar.root()).lane(self.lane)
        now = time.time()
        leases.reclaim(lane, now, self._is_dead)
        return leases.claim(lane, self.owner, now, _batch_of)

    def _is_dead(self, owner: str) -> bool:
        return owner != self.owner and owner_is_dead(self.home, owner)

    def _write_outcome(self) -> None:
        outcome = self._unfinished
        if outcome is None:
            return

        def finish(site: Any) -> None:
            lane = outbox_of(site._p_jar.root()).lane(self.lane)
            leases.finish(lane, self.owner, outcome, time.time())

        transact(self.enter, finish)
        self._unfinished = None

    def _do(self, context: JobContext, entries: Sequence[Entry]) -> Outcome:
        """Run the handler; a batch that fails is repeated one by one, so that only the culprit fails."""
        try:
            handler_of(entries[0].kind).function(context, entries)
        except NotNow as error:
            return self._pause(entries, error.seconds, error)
        except ConflictError as error:
            return self._failed(context, entries, error)
        except TransientError as error:
            return self._pause(entries, _STORAGE_AWAY, error)
        except Exception as error:
            if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
                return self._pause(entries, _DISK_FULL, error)
            return self._failed(context, entries, error)
        return Outcome(done=list(entries))

    def _pause(self, entries: Sequence[Entry], seconds: float, error: Exception) -> Outcome:
        if seconds:
            log.warning("lane %s pauses for %.0f s: %s", self.lane, seconds, error)
        self._paused_until = time.monotonic() + seconds
        return Outcome(untouched=list(entries))

    def _failed(self, context: JobContext, entries: Sequence[Entry], error: Exception) -> Outcome:
        if len(entries) == 1:
            entry = entries[0]
            log.error("%s of %s failed, attempt %d", entry.kind, entry.uid, entry.attempts + 1, exc_info=error)
            return Outcome(failed=[(entry, f"{type(error).__name__}: {error}")])
        log.warning("%d entries of kind %s failed together: %s", len(entries), entries[0].kind, error)
        outcome = Outcome()
        for entry in entries:
            if self.stopping.is_set() or time.monotonic() < self._paused_until or not context.renew():
                outcome.untouched.append(entry)
                continue
            single = self._do(context, [entry])
            outcome.done += single.done
            outcome.failed += single.failed
            outcome.untouched += single.untouched
        return outcome


class _Renewal:
    """Prolongs a claim's leases, at most once in a third of their length."""

    def __init__(self, loop: LaneLoop, entries: Sequence[Entry]) -> None:
        self.loop = loop
        self.entries = entries
        self.due = time.monotonic() + leases.LEASE / 3

    def __call__(self) -> bool:
        if time.monotonic() < self.due:
            return True

        def renew(site: Any) -> bool:
            lane = outbox_of(site._p_jar.root()).lane(self.loop.lane)
            return leases.renew(lane, self.loop.owner, self.entries, time.time())

        self.due = time.monotonic() + leases.LEASE / 3
        return transact(self.loop.enter, renew)


def _batch_of(kind: str) -> int:
    try:
        return handler_of(kind).batch
    except UnknownKind:
        return 1
