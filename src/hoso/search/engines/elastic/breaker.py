"""Not waiting for a server that is away."""

from __future__ import annotations

import threading
import time

from hoso.search.errors import EngineAway

_PAUSE_SECONDS = 10.0
# One slow answer is not a server that is away.
_MOST_TIMEOUTS = 2


class Breaker:
    """Says at once that the server is away, after it was found so; every few seconds one call tries it again."""

    def __init__(self, pause: float = _PAUSE_SECONDS) -> None:
        self._pause = pause
        self._lock = threading.Lock()
        self._open = False
        self._next_try = 0.0
        self._timeouts = 0
        self._reason = ""

    def pass_or_raise(self) -> None:
        """To be called before each request. Raises EngineAway while the server is known to be away."""
        with self._lock:
            if not self._open:
                return
            now = time.monotonic()
            if now < self._next_try:
                raise EngineAway(self._reason)
            self._next_try = now + self._pause

    def answered(self) -> None:
        """The server answered, whatever it said."""
        with self._lock:
            self._open = False
            self._timeouts = 0

    def failed(self, reason: str, *, timeout: bool) -> None:
        """The server could not be reached, or did not answer in time."""
        with self._lock:
            self._timeouts += timeout
            if not timeout or self._timeouts >= _MOST_TIMEOUTS or self._open:
                self._open = True
                self._next_try = time.monotonic() + self._pause
                self._reason = reason
