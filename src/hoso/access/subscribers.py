"""Keeping state and level together when records come and go."""

from __future__ import annotations

from typing import Any

from .functions import forget
from .states import put_right


def record_moved(obj: Any, event: Any) -> None:
    """A record got a place, or another one: its state follows. Called for everything inside a moved container too,
    after the workflow gave a new record its initial, closed state and before the catalog's queue is worked off."""
    if event.newParent is not None:
        put_right(obj)


def person_deleted(event: Any) -> None:
    """An account is gone: its functions go with it."""
    forget(event.principal)
