"""Where one piece of work is: for the screen of the one thing that it concerns."""

from __future__ import annotations

from typing import Any, Literal

from .entry import MOST_URGENT, rank
from .handlers import lane_of
from .outbox import ROOT_KEY

Whereabouts = Literal["nowhere", "waiting", "running", "parked"]


def whereabouts(root: Any, kind: str, uid: str) -> Whereabouts:
    """Where the work of a kind on a uid is, by a database's root mapping; reading it writes nothing.

    Costs the same however much else waits. Raises ``UnknownKind``.
    """
    name = lane_of(kind)
    lane = root[ROOT_KEY].lanes.get(name) if ROOT_KEY in root else None
    if lane is None:
        return "nowhere"
    target = f"{kind}\0{uid}"
    if target in lane.running:
        return "running"
    entries = lane.shard(uid).entries
    for priority in range(MOST_URGENT + 1):
        start = f"{rank(priority)}{target}\0"
        if next(iter(entries.keys(min=start, max=start + "\x7f")), None) is not None:
            return "waiting"
    return "parked" if target in lane.parked else "nowhere"
