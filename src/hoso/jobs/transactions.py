"""Short transactions of the worker, each on a connection of its own."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import transaction
from ZODB.POSException import ConflictError

OpenApp = Callable[[], Any]
"""Opens a connection bound to the thread's own transaction manager and returns its root object (``_p_jar``
set).
"""

T = TypeVar("T")
_TRIES = 25


@contextmanager
def opened(open_app: OpenApp) -> Iterator[Any]:
    """The application in a transaction: committed at the end of the block, aborted when the block raises."""
    transaction.begin()
    app = open_app()
    connection = app._p_jar
    try:
        yield app
        transaction.commit()
    except BaseException:
        transaction.abort()
        raise
    finally:
        connection.close()


def transact(open_app: OpenApp, work: Callable[[Any], T]) -> T:
    """``work(app)`` in a transaction of its own, repeated within milliseconds on conflict; the last one is
    raised.

    ``work`` must be short and must not change anything outside the database.
    """
    for attempt in range(1, _TRIES):
        try:
            with opened(open_app) as app:
                return work(app)
        except ConflictError:
            time.sleep(random.uniform(0.001, 0.004 * attempt))
    with opened(open_app) as app:
        return work(app)
