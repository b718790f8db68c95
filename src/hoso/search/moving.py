"""An index on its way from one engine to another: the old one answers, the new one is built, both get every write."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterator, Sequence
from threading import RLock

from hoso.query import Query
from hoso.search.contract import About, Answer, Counts, DocumentEntry, Engine, Request
from hoso.search.errors import EntryRefused, SearchError

log = logging.getLogger(__name__)


class MovingEngine:
    """``hoso.search.contract.Engine`` that builds in ``target`` what then takes over from ``live``.

    A target that fails never fails a write: the build does, and is begun anew. A live engine that fails does not
    hold up the build, so that one may move away from a server that is gone for good.
    """

    def __init__(self, live: Engine, target: Engine, take_over: Callable[[], None]) -> None:
        self._live = live
        self._old: Engine | None = None
        self._target = target
        self._take_over = take_over
        self._writing = RLock()
        self._building = False
        self._failure: SearchError | None = None

    def find(self, request: Request) -> Answer:
        """As the engine that answers."""
        return self._live.find(request)

    def pages_with_hits(self, uid: str, query: Query) -> list[int]:
        """As the engine that answers."""
        return self._live.pages_with_hits(uid, query)

    def matching(self, request: Request, limit: int) -> list[str]:
        """As the engine that answers."""
        return self._live.matching(request, limit)

    def revisions(self) -> Iterator[tuple[str, int]]:
        """As the engine that answers."""
        return self._live.revisions()

    def counts(self) -> Counts:
        """As the engine that answers."""
        return self._live.counts()

    def about(self) -> About:
        """As the engine that answers."""
        return self._live.about()

    def write(self, entries: Sequence[DocumentEntry]) -> None:
        """Write to the engine that answers, and to the index being built. Raises as the engine that answers, and
        EntryRefused of both."""
        self._both(lambda engine: engine.write(entries))

    def delete(self, uids: Collection[str]) -> None:
        """Remove from both; raises as ``write``."""
        self._both(lambda engine: engine.delete(uids))

    def start_build(self) -> None:
        """Begin a new index in the other engine; an unfinished one is dropped."""
        with self._writing:
            self._building, self._failure = False, None
            self._target.start_build()
            self._building = True

    def fill(self, entries: Sequence[DocumentEntry]) -> None:
        """Put a batch into the new index; raises also what a write to it raised meanwhile."""
        with self._writing:
            self._check_building()
            self._target.fill(entries)

    def finish_build(self) -> None:
        """Make the other engine the one that answers."""
        with self._writing:
            self._check_building()
            self._target.finish_build()
            self._take_over()
            self._old, self._live = self._live, self._target
            self._building = False

    def abandon_build(self) -> None:
        """Drop the new index; the engine that answers stays."""
        with self._writing:
            self._building = False
            if self._live is not self._target:
                self._target.abandon_build()

    def remove(self) -> None:
        """Remove the index that was moved away from. Where its server is gone it stays there, and the log says so."""
        old, self._old = self._old, None
        if old is not None:
            try:
                old.remove()
                old.close()
            except SearchError as error:
                log.warning("the index that was moved away from could not be removed: %s %s", error, error.detail)

    def close(self) -> None:
        """Let go of both."""
        self._live.close()
        self._target.close()

    def _both(self, put: Callable[[Engine], None]) -> None:
        with self._writing:
            refused: EntryRefused | None = None
            if self._building:
                try:
                    put(self._target)
                except EntryRefused as error:
                    refused = error
                except SearchError as error:
                    # The rest of the build would lack this.
                    self._building, self._failure = False, error
            put(self._live)
            if refused is not None:
                raise refused

    def _check_building(self) -> None:
        if self._failure is not None:
            raise self._failure
        if not self._building:
            raise RuntimeError("no build was started")
