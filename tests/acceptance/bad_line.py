"""A line between browser and server that breaks when it is told to."""

from __future__ import annotations

import contextlib
import socket
import threading
import time


class BadLine:
    """Listens on ``port`` and passes bytes to the port ``to`` and back.

    ``cut_at`` are counts of bytes from the browser after which the line breaks, with all that is on it, and stays
    dead for ``pause`` seconds.
    """

    def __init__(self, to: int, *, cut_at: tuple[int, ...] = (), pause: float = 2.0) -> None:
        self._to = to
        self._cut_at = sorted(cut_at)
        self._pause = pause
        self._dead_until = 0.0
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        self.sent = 0
        self.cuts = 0
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """Stop listening; what is open ends."""
        self._listener.close()
        self._break()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                if time.monotonic() < self._dead_until:
                    near.close()
                    continue
                far = socket.create_connection(("127.0.0.1", self._to))
                with self._lock:
                    self._open |= {near, far}
                threading.Thread(target=self._pass, args=(near, far, True), daemon=True).start()
                threading.Thread(target=self._pass, args=(far, near, False), daemon=True).start()

    def _pass(self, source: socket.socket, target: socket.socket, count: bool) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(16_384):
                if count and self._breaks(len(data)):
                    break
                target.sendall(data)
        for end in (source, target):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def _breaks(self, size: int) -> bool:
        with self._lock:
            self.sent += size
            if not self._cut_at or self.sent < self._cut_at[0]:
                return False
            del self._cut_at[0]
            self.cuts += 1
            self._dead_until = time.monotonic() + self._pause
        self._break()
        return True

    def _break(self) -> None:
        with self._lock:
            ends, self._open = self._open, set()
        for end in ends:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
