"""Short transactions of the worker, each on a connection of its own."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any, TypeVar

import transaction
from ZODB.POSException import ConflictError

Enter = Callable[[], AbstractContextManager[Any]]
"""Opens a connection bound to the thread's own transaction manager for the length of a block, and gives the
object that handlers work in: the site, ready to use, or in a plain database its root.
"""

T = TypeVar("T")
_TRIES = 25


@contextmanager
def entered(enter: Enter) -> Iterator[Any]:
    """The place in a transaction: committed at the end of the block, aborted when the block raises."""
    transaction.begin()
    with enter() as place:
        try:
            yield place
            transaction.commit()
        except BaseException:
            transaction.abort()
            raise


def transact(enter: Enter, work: Callable[[Any], T]) -> T:
    """``work(place)`` in a transaction of its own, repeated within milliseconds on conflict.

    ``work`` must be short and must not change anything outside the database. Raises the last conflict when
    they do not end.
    """
    for attempt in range(1, _TRIES):
        try:
            with entered(enter) as place:
                return work(place)
        except ConflictError:
            time.sleep(random.uniform(0.001, 0.004 * attempt))
    with entered(enter) as place:
        return work(place)
