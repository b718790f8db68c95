"""The elastic engine: finding in the live generation, writing to it, building the next one beside it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from threading import RLock
from typing import TypeVar

from hoso.query import Query
from hoso.search.contract import About, Answer, Counts, DocumentEntry, Request
from hoso.search.engines.elastic import finding, writing
from hoso.search.engines.elastic.generations import Generations, Target
from hoso.search.engines.elastic.mapping import to_document
from hoso.search.engines.elastic.server import Server, Settings
from hoso.search.errors import IndexDamaged, IndexMissing, IndexOutdated

T = TypeVar("T")


class ElasticEngine:
    """``hoso.search.contract.Engine`` on a server. Asks the server nothing before it is needed.

    Beside the errors named, everything raises EngineAway and EngineRefused.
    """

    def __init__(self, settings: Settings, server: Server | None = None) -> None:
        self._server = server or Server(settings)
        self._generations = Generations(self._server)
        self._writing = RLock()
        self._building = False
        self._deleted: set[str] = set()

    def find(self, request: Request) -> Answer:
        """Answer a question. Raises IndexMissing, IndexDamaged, IndexOutdated."""
        return self._read(lambda live: finding.answer(self._server, live, request))

    def pages_with_hits(self, uid: str, query: Query) -> list[int]:
        """The numbers of the record's pages that answer, ascending. Raises as ``find``."""
        return self._read(lambda live: finding.pages_with_hits(self._server, live, uid, query))

    def matching(self, request: Request, limit: int) -> list[str]:
        """The uids of the first so many records that answer, ascending. Raises as ``find``."""
        return self._read(lambda live: finding.matching(self._server, live, request, limit))

    def revisions(self) -> Iterator[tuple[str, int]]:
        """Uid and revision of every record, ascending by uid, of one moment. Raises as ``find``."""
        self._generations.check_live()
        yield from finding.revisions(self._server, self._generations.live)

    def counts(self) -> Counts:
        """How many documents and pages can be found. Raises as ``find``."""
        return self._generations.counts()

    def about(self) -> About:
        """Which index answers. Raises as ``find``."""
        return self._generations.about()

    def write(self, entries: Sequence[DocumentEntry]) -> None:
        """Write a batch. Raises WriteFailed, EntryRefused, and as ``find`` when there is nothing to write to."""
        newest: dict[str, DocumentEntry] = {}
        for entry in entries:
            if entry.uid not in newest or entry.revision >= newest[entry.uid].revision:
                newest[entry.uid] = entry
        documents = [to_document(entry) for entry in newest.values()]
        with self._writing:
            targets = self._targets()
            self._deleted.difference_update(newest)
            for target in targets:
                writing.write(self._server, target, documents, refresh=target == self._generations.live)

    def delete(self, uids: Collection[str]) -> None:
        """Remove records. Raises as ``write``."""
        with self._writing:
            targets = self._targets()
            if self._building:
                self._deleted.update(uids)
            for target in targets:
                writing.delete(self._server, target, uids)

    def start_build(self) -> None:
        """Begin a new generation beside the live one; an unfinished one is dropped."""
        with self._writing:
            self._building = False
            self._deleted.clear()
            self._generations.start()
            self._building = True

    def fill(self, entries: Sequence[DocumentEntry]) -> None:
        """Put a batch into the new generation, but for records deleted since it was begun. Raises as ``write``."""
        documents = [to_document(entry) for entry in entries]
        with self._writing:
            self._check_building()
            present = [each for each in documents if each.uid not in self._deleted]
            writing.write(self._server, self._generations.building, present, refresh=False)

    def finish_build(self) -> None:
        """Make the new generation the live one and remove the old."""
        with self._writing:
            self._check_building()
            self._generations.finish()
            self._building = False
            self._deleted.clear()

    def abandon_build(self) -> None:
        """Drop the new generation; the live one stays."""
        with self._writing:
            building, self._building = self._building, False
            self._deleted.clear()
            if building:
                self._generations.abandon()

    def remove(self) -> None:
        """Remove every generation: the index has moved elsewhere."""
        with self._writing:
            self._building = False
            self._generations.remove_all()

    def close(self) -> None:
        """Let go of the connections. A build that was not finished is dropped by the next one."""
        with self._writing:
            self._building = False
            self._server.close()

    def _read(self, ask: Callable[[Target], T]) -> T:
        try:
            return ask(self._generations.live)
        except IndexMissing:
            # Perhaps it was replaced while it was asked.
            self._generations.check_live()
            return ask(self._generations.live)

    def _targets(self) -> list[Target]:
        """Where writes go: the live generation, and the one being built; while building, the live may be unfit."""
        building = [self._generations.building] if self._building else []
        try:
            self._generations.check_live()
        except (IndexMissing, IndexDamaged, IndexOutdated):
            if building:
                return building
            raise
        return [self._generations.live, *building]

    def _check_building(self) -> None:
        if not self._building:
            raise RuntimeError("no build was started")
