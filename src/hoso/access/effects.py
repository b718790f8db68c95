"""What setting a level would change, said before it is done."""

from __future__ import annotations

from typing import Any, NamedTuple

from .levels import INTERNAL, chooses_freely, container_of, level, stricter
from .table import ANONYMOUS, FUNCTIONS, READ, kind, rights_of


class Effects(NamedTuple):
    """``level`` is the one that would hold; ``gain`` and ``lose`` are the functions (``anonymous``: everyone) that
    could read the record then and cannot now, or the other way round."""

    level: str
    gain: tuple[str, ...]
    lose: tuple[str, ...]


def effects(obj: Any, value: str) -> Effects:
    """What ``set_level(obj, value)`` would do, apart from what it refuses."""
    after = _level_with(obj, value)
    readers, now = _readers(obj, after), _readers(obj, level(obj))
    return Effects(after, tuple(each for each in readers if each not in now), tuple(e for e in now if e not in readers))


def _level_with(obj: Any, own: str) -> str:
    container = container_of(obj)
    if container is None:
        return own or INTERNAL
    if not own:
        return level(container)
    return own if chooses_freely(obj) else stricter(own, level(container))


def _readers(obj: Any, at: str) -> tuple[str, ...]:
    return tuple(each for each in (ANONYMOUS, *FUNCTIONS) if (kind(obj), at, READ) in rights_of(each))
