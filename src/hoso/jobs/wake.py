"""Waking the worker: a datagram on a local socket after each commit that left work.

The datagram only saves time. Where it is lost (no worker, a full buffer) the worker finds the work when it
looks by itself.
"""

from __future__ import annotations

import logging
import select
import socket
from types import TracebackType

from transaction.interfaces import ITransaction

from hoso.home import Home

log = logging.getLogger(__name__)


def wake(home: Home) -> bool:
    """Send the datagram; False when nobody listens."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sender:
        sender.setblocking(False)
        try:
            sender.sendto(b"w", str(home.wake_socket))
        except BlockingIOError:
            return True  # the buffer is full of such datagrams: the listener will wake
        except OSError:
            return False
    return True


def _wake_when_committed(committed: bool) -> None:
    if committed:
        wake(Home.from_environment())


def wake_after_commit(transaction: ITransaction) -> None:
    """Wake the worker once when this transaction has been committed."""
    if all(hook[0] is not _wake_when_committed for hook in transaction.getAfterCommitHooks()):
        transaction.addAfterCommitHook(_wake_when_committed)


class Listener:
    """The worker's end of the socket. A second worker of the same home leaves it to the first and polls."""

    def __init__(self, home: Home) -> None:
        self.home = home
        self.socket: socket.socket | None = None

    def __enter__(self) -> Listener:
        if wake(self.home):
            log.info("another worker listens on %s", self.home.wake_socket)
            return self
        self.home.wake_socket.unlink(missing_ok=True)
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.setblocking(False)
        self.socket.bind(str(self.home.wake_socket))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.socket is not None:
            self.socket.close()
            self.home.wake_socket.unlink(missing_ok=True)

    def wait(self, seconds: float) -> None:
        """Return at the first datagram, at the latest after ``seconds``; swallows what has gathered."""
        sockets = [self.socket] if self.socket is not None else []
        ready, _, _ = select.select(sockets, [], [], seconds)
        while ready:
            try:
                self.socket.recv(16)
            except BlockingIOError:
                return
