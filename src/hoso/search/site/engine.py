"""The engine of this instance, one for a process."""

from __future__ import annotations

from functools import cache

from hoso.home import Home
from hoso.search.contract import Engine
from hoso.search.engines.embedded import EmbeddedEngine


def engine() -> Engine:
    """The engine of the instance that this process belongs to. Opens nothing before it is asked something."""
    return _of(Home.from_environment())


def forget_engines() -> None:
    """Let go of the engines of this process; the next question opens one anew. For tests that remove the files."""
    _of(Home.from_environment()).close()
    _of.cache_clear()


@cache
def _of(home: Home) -> Engine:
    return EmbeddedEngine(home.search)
