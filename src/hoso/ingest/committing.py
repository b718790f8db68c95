"""A piece of the import in one transaction, repeated until it is stored or cannot be."""

from __future__ import annotations

import errno
import random
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any, TypeVar

import transaction
from ZODB.POSException import ConflictError, StorageError

from hoso.record.file_errors import StorageFull

from .errors import DiskFull, StorageGone

SiteOpener = Callable[[], AbstractContextManager[Any]]
"""Opens a fresh connection and gives the site; on leaving aborts what is not committed and closes the connection."""

T = TypeVar("T")
_CONFLICT_TRIES = 50
_PATIENCE = 600.0
_GONE = (StorageError, ConnectionError, TimeoutError)


def committed(open_site: SiteOpener, work: Callable[[Any], T], patience: float = _PATIENCE) -> T:
    """``work(site)`` in a transaction of its own, committed; its result.

    Conflicts are repeated within milliseconds. A storage that has gone away is waited for, ``patience`` seconds long;
    the transaction may have been stored although its answer was lost, so ``work`` must be harmless when repeated.
    Raises DiskFull, StorageGone, and what ``work`` raises.
    """
    conflicts = 0
    gone_since: float | None = None
    while True:
        try:
            with open_site() as site:
                result = work(site)
                transaction.commit()
                return result
        except ConflictError:
            conflicts += 1
            if conflicts == _CONFLICT_TRIES:
                raise
            time.sleep(random.uniform(0.001, 0.005 * conflicts))
        except Exception as error:
            if _is_disk_full(error):
                raise DiskFull("vào kho dữ liệu") from error
            if not isinstance(error, _GONE):
                raise
            gone_since = gone_since or time.monotonic()
            if time.monotonic() - gone_since > patience:
                raise StorageGone(patience) from error
            time.sleep(0.5)


def _is_disk_full(error: BaseException) -> bool:
    """Whether the cause is a full disk, here or (then only its words arrive) in the storage server."""
    return any(
        isinstance(cause, StorageFull)
        or (isinstance(cause, OSError) and cause.errno in (errno.ENOSPC, errno.EDQUOT))
        or "No space left on device" in str(cause)
        for cause in _chain(error)
    )


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
