"""Who does what: the handlers that other rooms enrol, and what a handler is given and may say."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, TypeVar

from hoso.home import Home

from .entry import Entry
from .transactions import Enter, entered, transact

T = TypeVar("T")


class UnknownKind(LookupError):
    """No handler is enrolled for a kind of work: the room that brings it is not loaded."""

    def __init__(self, kind: str) -> None:
        super().__init__(
            f"Không có trình xử lý nào cho loại việc {kind!r}; hãy kiểm tra các gói đã cài rồi cho chạy lại."
        )


class NotNow(Exception):
    """Raised by a handler when the engine behind it is down, not when an entry is at fault.

    The lane pauses for ``seconds``; its entries wait without using up attempts.
    """

    def __init__(self, seconds: float, reason: str = "") -> None:
        super().__init__(reason)
        self.seconds = seconds


class Stopping(NotNow):
    """The worker is told to stop; the job goes on where it was when one runs again."""

    def __init__(self) -> None:
        super().__init__(0, "the worker is stopping")


class LeaseLost(NotNow):
    """The lease ran out and another worker has the entry: whoever still works on it must let go."""

    def __init__(self) -> None:
        super().__init__(0, "the lease has passed to another worker")


@dataclass(frozen=True)
class JobContext:
    """What a handler works with. No transaction is open when it is called."""

    home: Home
    enter: Enter
    stopping: threading.Event
    renew: Callable[[], bool]

    def open(self) -> AbstractContextManager[Any]:
        """The site on a fresh connection, in a transaction that commits at the end of the block."""
        return entered(self.enter)

    def transact(self, work: Callable[[Any], T]) -> T:
        """``work(site)`` in a short transaction, repeated within milliseconds when it conflicts with
        another.
        """
        return transact(self.enter, work)

    def checkpoint(self) -> None:
        """To be called between the steps of a long job, with no transaction open.

        Keeps the lease. Raises ``Stopping`` or ``LeaseLost``, which the handler lets pass.
        """
        if self.stopping.is_set():
            raise Stopping
        if not self.renew():
            raise LeaseLost


HandlerFunction = Callable[[JobContext, Sequence[Entry]], None]


@dataclass(frozen=True, slots=True)
class Handler:
    """A kind of work: its lane, its function, how many entries the function takes at once, in how many threads."""

    kind: str
    lane: str
    function: HandlerFunction
    batch: int
    threads: int


_handlers: dict[str, Handler] = {}


def register(kind: str, lane: str, function: HandlerFunction, batch: int = 1, threads: int = 1) -> None:
    """Enrol the handler of a kind of work; done where its module is imported, in every process.

    ``function(context, entries)`` gets 1 to ``batch`` entries of different uids. It must be idempotent (a
    worker may die after its last step) and raises what goes wrong: a batch that fails is repeated one by
    one, an entry that fails alone is repeated later and at last parked. A worker serves the lane with
    ``threads`` threads, each with entries of its own: for work that waits for other processes.
    """
    handler = Handler(kind, lane, function, batch, threads)
    if _handlers.setdefault(kind, handler) != handler:
        raise ValueError(f"two handlers for the kind of work {kind!r}")


def handler_of(kind: str) -> Handler:
    """The handler of a kind; raises ``UnknownKind``."""
    try:
        return _handlers[kind]
    except KeyError:
        raise UnknownKind(kind) from None


def lane_of(kind: str) -> str:
    """The lane in which work of a kind waits; raises ``UnknownKind``."""
    return handler_of(kind).lane


def lanes() -> tuple[str, ...]:
    """The lanes of all enrolled handlers."""
    return tuple(sorted({handler.lane for handler in _handlers.values()}))


def threads_of(lane: str) -> int:
    """In how many threads a worker serves a lane: as many as the kind that asks for most."""
    return max((handler.threads for handler in _handlers.values() if handler.lane == lane), default=1)
