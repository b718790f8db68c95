"""One thing to do: a small immutable value, and the keys under which it is kept."""

from __future__ import annotations

import secrets
import time
from typing import NamedTuple

MOST_URGENT = 9
MOST_ATTEMPTS = 5
"""Failures after which an entry is parked."""
_LONGEST_NAME = 200
_LONGEST_PAYLOAD = 1_000


class Entry(NamedTuple):
    """What is to be done (``kind``) to whom (``uid``).

    ``payload`` is a hint for the handler, never a fact: of several entries for one kind and uid that are
    claimed together the youngest's counts. ``priority`` 0-9, higher first. ``not_before`` and ``enqueued``
    are seconds since the epoch. ``attempts`` counts failures of the handler, ``abandoned`` the workers that
    died with the entry in hand; ``error`` is the last failure's text.
    """

    kind: str
    uid: str
    payload: str | None
    priority: int
    not_before: float
    enqueued: float
    stamp: str
    attempts: int = 0
    abandoned: int = 0
    error: str = ""

    @property
    def last_attempt(self) -> bool:
        """Whether the entry is parked when its handler fails this time."""
        return self.attempts + 1 >= MOST_ATTEMPTS

    @property
    def target(self) -> str:
        """The key of what the entry is about, the same for all entries of one kind and uid."""
        return f"{self.kind}\0{self.uid}"

    @property
    def key(self) -> str:
        """The key in a shard: sorts by urgency, then puts the entries of one target side by side, oldest
        first.
        """
        return f"{rank(self.priority)}{self.target}\0{self.stamp}"


def rank(priority: int) -> str:
    """The first character of the keys of a priority; the most urgent sorts first."""
    return str(MOST_URGENT - priority)


def new_entry(kind: str, uid: str, payload: str | None = None, priority: int = 0, not_before: float = 0.0) -> Entry:
    """A fresh entry; raises ``ValueError`` on a value that the outbox does not keep."""
    for name in (kind, uid):
        if not name or len(name) > _LONGEST_NAME or "\0" in name:
            raise ValueError(f"not a kind or uid: {name!r:.300}")
    if payload is not None and (not isinstance(payload, str) or len(payload) > _LONGEST_PAYLOAD):
        raise ValueError(f"a payload is a text of at most {_LONGEST_PAYLOAD} characters: {payload!r:.300}")
    if not 0 <= priority <= MOST_URGENT:
        raise ValueError(f"a priority is 0..{MOST_URGENT}: {priority}")
    stamp = f"{time.time_ns():016x}{secrets.token_hex(3)}"
    return Entry(kind, uid, payload, priority, not_before, time.time(), stamp)
