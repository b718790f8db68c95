"""Claiming entries for a time, and giving them back done, failed or untouched.

All functions work on a ``Lane`` inside the caller's short transaction. Times are seconds since the epoch.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from .entry import MOST_URGENT, Entry, rank
from .outbox import Lane, Shard

LEASE = 600.0
"""How long a claim holds without being renewed; of a dead worker on the same host it is taken back at once.
"""
MOST_ABANDONED = 20
"""Workers that may die with an entry in hand before it is parked: many, since most are killed for other
reasons.
"""
_SUSPECT = 2
_LONGEST_PAUSE = 300.0
_LONGEST_ERROR = 500


def pause_after(attempts: int) -> float:
    """Seconds before the next attempt: 1, 4, 16 … at most five minutes."""
    return min(_LONGEST_PAUSE, 4.0 ** (attempts - 1))


@dataclass
class Outcome:
    """How a claim ended, entry by entry."""

    done: list[Entry] = field(default_factory=list)
    failed: list[tuple[Entry, str]] = field(default_factory=list)
    untouched: list[Entry] = field(default_factory=list)


def reclaim(lane: Lane, now: float, is_dead: Callable[[str], bool]) -> None:
    """Let the entries of dead owners and of leases that ran out wait again."""
    dead: dict[str, bool] = {}
    for target, (value, owner, expires) in list(lane.running.items()):
        if owner not in dead:
            dead[owner] = is_dead(owner)
        if not dead[owner] and expires > now:
            continue
        del lane.running[target]
        entry = Entry(*value)
        entry = entry._replace(abandoned=entry.abandoned + 1)
        if entry.abandoned >= MOST_ABANDONED:
            _park(lane, entry._replace(error="mỗi lần xử lý đều làm tiến trình nền dừng đột ngột"))
        else:
            lane.put(entry)


def claim(lane: Lane, owner: str, now: float, batch_of: Callable[[str], int]) -> list[Entry]:
    """Lease the most urgent entries that are due: of one kind, of different uids, at most ``batch_of(kind)``.

    A target that is leased already waits for its lease to end, so that nobody works on the same one twice
    at a time. An entry with which workers died before is claimed alone, lest it take others with it.
    """
    shards = [shard for shard in lane.shards if shard.size() > 0]
    random.shuffle(shards)
    for urgency in range(MOST_URGENT, -1, -1):
        claimed: dict[str, Entry] = {}
        for shard in shards:
            _claim_from(lane, shard, rank(urgency), now, batch_of, claimed)
            if claimed and len(claimed) >= _limit(claimed, batch_of):
                break
        if claimed:
            for target, entry in claimed.items():
                lane.running[target] = (tuple(entry), owner, now + LEASE)
            return list(claimed.values())
    return []


def _limit(claimed: dict[str, Entry], batch_of: Callable[[str], int]) -> int:
    first = next(iter(claimed.values()))
    return 1 if first.abandoned >= _SUSPECT else batch_of(first.kind)


def _claim_from(
    lane: Lane,
    shard: Shard,
    of_rank: str,
    now: float,
    batch_of: Callable[[str], int],
    claimed: dict[str, Entry],
) -> None:
    """Move due entries of one shard into ``claimed``; a younger one of the same target replaces the older."""
    taken = []
    for entry in shard.of_rank(of_rank):
        target = entry.target
        if entry.not_before > now or target in lane.running:
            continue
        if claimed and target not in claimed:
            first = next(iter(claimed.values()))
            if len(claimed) >= _limit(claimed, batch_of):
                break
            if entry.kind != first.kind or entry.abandoned >= _SUSPECT:
                continue
        claimed[target] = entry
        taken.append(entry)
    for entry in taken:
        shard.remove(entry)


def renew(lane: Lane, owner: str, entries: Iterable[Entry], now: float) -> bool:
    """Prolong the leases; False when one of them is no longer the owner's."""
    for entry in entries:
        lease = lane.running.get(entry.target)
        if lease is None or lease[1] != owner:
            return False
        lane.running[entry.target] = (lease[0], owner, now + LEASE)
    return True


def finish(lane: Lane, owner: str, outcome: Outcome, now: float) -> None:
    """End leases. What was done is gone, what failed waits for its next attempt or is parked, the rest waits.

    A lease that has passed to another owner is left alone.
    """

    def release(entry: Entry) -> bool:
        lease = lane.running.get(entry.target)
        if lease is None or lease[1] != owner:
            return False
        del lane.running[entry.target]
        return True

    for entry in filter(release, outcome.done):
        lane.parked.pop(entry.target, None)
    for entry in filter(release, outcome.untouched):
        lane.put(entry)
    for entry, error in outcome.failed:
        if not release(entry):
            continue
        last = entry.last_attempt
        entry = entry._replace(attempts=entry.attempts + 1, error=error[:_LONGEST_ERROR])
        if last:
            _park(lane, entry)
        else:
            lane.put(entry._replace(not_before=now + pause_after(entry.attempts)))


def _park(lane: Lane, entry: Entry) -> None:
    lane.parked[entry.target] = tuple(entry)
