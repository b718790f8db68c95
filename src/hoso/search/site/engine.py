"""The engine of this instance, one for a process, the same until another is chosen."""

from __future__ import annotations

from threading import RLock
from typing import Any

from hoso.home import Home
from hoso.search.choice import Choice, chosen, next_choice, stamp, take_over
from hoso.search.contract import Engine
from hoso.search.engines.elastic import ElasticEngine
from hoso.search.engines.embedded import EmbeddedEngine
from hoso.search.moving import MovingEngine


def engine() -> Engine:
    """The engine of the instance that this process belongs to. Opens nothing before it is asked something.

    Whoever does several things that belong together keeps what this returned. Raises WrongSettings.
    """
    return _engines.current(Home.from_environment())


def forget_engines() -> None:
    """Let go of the engines of this process; the next question opens one anew. For tests that remove the files."""
    _engines.forget()


class _Engines:
    """The engines that are open, by what was chosen."""

    def __init__(self) -> None:
        self._lock = RLock()
        self._stamp: tuple[Any, ...] = ()
        self._current: Engine | None = None
        self._open: dict[tuple[Home, Choice], Engine] = {}

    def current(self, home: Home) -> Engine:
        now = stamp(home)
        with self._lock:
            if self._current is None or now != self._stamp:
                self._current = self._choose(home)
                self._stamp = now
            return self._current

    def forget(self) -> None:
        with self._lock:
            for each in self._open.values():
                each.close()
            self._open.clear()
            self._current = None

    def _choose(self, home: Home) -> Engine:
        """Engines that go on being used stay open: one of them may hold the lock of the writer, or be building."""
        live, following = chosen(home), next_choice(home)
        keys = {(home, choice) for choice in (live, following) if choice is not None}
        for key in self._open.keys() - keys:
            self._open.pop(key).close()
        if following is None or following == live:
            return self._engine(home, live)
        return MovingEngine(self._engine(home, live), self._engine(home, following), lambda: take_over(home))

    def _engine(self, home: Home, choice: Choice) -> Engine:
        if (home, choice) not in self._open:
            made = ElasticEngine(choice.server) if choice.server else EmbeddedEngine(home.search)
            self._open[home, choice] = made
        return self._open[home, choice]


_engines = _Engines()
