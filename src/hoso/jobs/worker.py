"""The worker: a process that serves every lane until it is told to stop."""

from __future__ import annotations

import logging
import signal
import threading
import time
from collections.abc import Sequence
from typing import Any

from hoso.home import Home

from .handlers import lanes, threads_of
from .lanes import POLL, LaneLoop
from .presence import presence
from .status import counts
from .transactions import Enter, transact
from .wake import Listener, wake

log = logging.getLogger(__name__)

_LOOK_AGAIN = 0.2


class Worker:
    """Serves the lanes of all enrolled handlers, or ``only`` some.

    ``enter`` opens a fresh connection bound to the calling thread's transaction manager for the length of a
    ``with`` block and gives the object that handlers work in: the site, with whatever its code expects
    around it.
    """

    def __init__(self, enter: Enter, home: Home, *, only: Sequence[str] = ()) -> None:
        self.enter = enter
        self.home = home
        self.only = only
        self.stopping = threading.Event()

    def run(self) -> None:
        """Work until SIGTERM, SIGINT or ``stop``; an error that no entry is to blame for is raised at the
        end.

        Handlers in progress stop at their next checkpoint and give their entries back.
        """
        if threading.current_thread() is threading.main_thread():
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, lambda *_: self.stop())
        with presence(self.home) as owner, Listener(self.home) as listener:
            loops = self._loops(owner)
            threads = [threading.Thread(target=loop.run, name=f"lane {loop.lane}") for loop in loops]
            for thread in threads:
                thread.start()
            log.info("worker serves %s", ", ".join(loop.lane for loop in loops))
            while not self.stopping.is_set():
                listener.wait(POLL)
                for loop in loops:
                    loop.poked.set()
            for loop in loops:
                loop.poked.set()
            for thread in threads:
                thread.join()
        for loop in loops:
            if loop.error is not None:
                raise loop.error

    def stop(self) -> None:
        """Ask ``run`` to end soon; may be called from a signal handler or another thread."""
        self.stopping.set()
        wake(self.home)

    def drain(self, patience: float = 0.0) -> None:
        """Do what is due in the calling thread, and return.

        What waits for its next attempt, or for an engine that is away, is waited for as long as something
        gets done at least every ``patience`` seconds.
        """
        with presence(self.home) as owner:
            loops = self._loops(owner)
            worked_at = time.monotonic()
            while not self.stopping.is_set():
                if any([loop.step() for loop in loops]):
                    worked_at = time.monotonic()
                elif time.monotonic() - worked_at >= patience or not transact(self.enter, self._something_waits):
                    return
                else:
                    self.stopping.wait(_LOOK_AGAIN)

    def _loops(self, owner: str) -> list[LaneLoop]:
        return [
            LaneLoop(lane, self.enter, self.home, owner, self.stopping)
            for lane in self.only or lanes()
            for _ in range(threads_of(lane))
        ]

    def _something_waits(self, site: Any) -> bool:
        waiting = counts(site._p_jar.root())
        return any(waiting[lane].waiting for lane in self.only or lanes() if lane in waiting)
