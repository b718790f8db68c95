"""Who is alive: each worker holds a lock on a file of its own, which the kernel frees however it dies."""

from __future__ import annotations

import fcntl
import os
import secrets
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from hoso.home import Home

_PATTERN = "worker-*.lock"


def _held(path: Path) -> bool:
    """Whether a living process holds the lock of a file."""
    try:
        descriptor = os.open(path, os.O_RDWR)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False


def worker_alive(home: Home) -> bool:
    """Whether a worker of this home lives on this host; a killed one shows at once."""
    return any(_held(path) for path in home.run.glob(_PATTERN))


def worker_since(home: Home) -> float | None:
    """Since when a worker of this home has lived on this host, in seconds since the epoch; None when none lives."""
    # The file is written by nobody after it was made.
    return min((path.stat().st_mtime for path in home.run.glob(_PATTERN) if _held(path)), default=None)


def owner_is_dead(home: Home, owner: str) -> bool:
    """Whether the owner of a lease is known to be dead; of other hosts nothing is known."""
    host, _, name = owner.rpartition("/")
    return host == socket.gethostname() and not _held(home.run / name)


@contextmanager
def presence(home: Home) -> Iterator[str]:
    """Be a living worker for the length of the block; yields the owner's name for leases."""
    home.run.mkdir(parents=True, exist_ok=True)
    for path in home.run.glob(_PATTERN):
        if not _held(path):
            path.unlink(missing_ok=True)
    name = f"worker-{os.getpid()}-{secrets.token_hex(4)}.lock"
    path = home.run / name
    # Locked before it gets its name: a file under its name that nobody holds is a dead worker's.
    making = path.with_suffix(".new")
    descriptor = os.open(making, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        making.rename(path)
        yield f"{socket.gethostname()}/{name}"
    finally:
        for left in (making, path):
            with suppress(FileNotFoundError):
                left.unlink()
        os.close(descriptor)
