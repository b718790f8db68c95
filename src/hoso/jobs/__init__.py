"""Work outside the request: what a transaction leaves to be done, and the worker that does it.

Owns the outbox in the database, the leases on its entries, the lanes and the worker's loop. An entry is
written in the caller's own transaction, so that aborted means gone and committed means done some day, at
least once. Never knows what a record is: it sees uids, kinds of work and the handlers that other rooms
enrol; never opens a transaction around a handler.
"""

from .entry import Entry
from .handlers import JobContext, NotNow, register
from .outbox import Outbox, enqueue, outbox_of
from .presence import worker_alive, worker_since
from .status import LaneCounts, Parked, counts, named, oldest, parked, retry, urgent
from .transactions import Enter
from .worker import Worker

__all__ = [
    "Enter",
    "Entry",
    "JobContext",
    "LaneCounts",
    "NotNow",
    "Outbox",
    "Parked",
    "Worker",
    "counts",
    "enqueue",
    "named",
    "oldest",
    "outbox_of",
    "parked",
    "register",
    "retry",
    "urgent",
    "worker_alive",
    "worker_since",
]
