"""A transaction repeated until it is stored or cannot be."""

import errno
from contextlib import contextmanager

import pytest
from ZEO.Exceptions import ClientDisconnected
from ZODB.POSException import ConflictError

from hoso.ingest.committing import committed
from hoso.ingest.errors import DiskFull, StorageGone
from hoso.record.file_errors import StorageFull


@contextmanager
def site():
    yield "site"


def failing(*failures):
    """Work that fails in these ways and then succeeds."""
    left = list(failures)

    def work(_site):
        if left:
            raise left.pop(0)
        return "stored"

    return work


def test_conflicts_are_repeated():
    assert committed(site, failing(ConflictError(), ConflictError())) == "stored"


def test_a_storage_that_comes_back_is_waited_for():
    assert committed(site, failing(ClientDisconnected(), ConnectionRefusedError())) == "stored"


def test_a_storage_that_stays_away_is_reported():
    with pytest.raises(StorageGone):
        committed(site, failing(*[ClientDisconnected()] * 5), patience=0.0)


@pytest.mark.parametrize(
    "failure",
    [
        OSError(errno.ENOSPC, "No space left on device"),
        OSError(errno.EDQUOT, "Disk quota exceeded"),
        StorageFull("a.pdf"),
        RuntimeError("[Errno 28] No space left on device"),
    ],
)
def test_a_full_disk_is_named(failure):
    with pytest.raises(DiskFull, match="giải phóng"):
        committed(site, failing(failure))


def test_other_errors_are_the_callers():
    with pytest.raises(KeyError):
        committed(site, failing(KeyError("x")))
