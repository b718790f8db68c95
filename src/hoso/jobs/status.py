"""What waits, what runs, what failed: for status pages and commands. Reading it writes nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

from .entry import MOST_URGENT, Entry, rank
from .outbox import ROOT_KEY, Lane
from .wake import wake_after_commit

_ENQUEUED = Entry._fields.index("enqueued")
# Entries of each shard: some buckets of its tree.
_LOOKED_AT = 60


@dataclass(frozen=True, slots=True)
class LaneCounts:
    """Entries of a lane: waiting (for their turn or their next attempt), running (leased), parked."""

    waiting: int = 0
    running: int = 0
    parked: int = 0


@dataclass(frozen=True, slots=True)
class Parked:
    """An entry that failed for good; ``key`` is for ``retry``."""

    lane: str
    key: str
    entry: Entry


def _lanes(root: Any) -> list[tuple[str, Lane]]:
    return sorted(root[ROOT_KEY].lanes.items()) if ROOT_KEY in root else []


def counts(root: Any) -> dict[str, LaneCounts]:
    """Lane → counts, of a database's root mapping; a lane without any entry so far is missing."""
    return {name: LaneCounts(lane.waiting, len(lane.running), len(lane.parked)) for name, lane in _lanes(root)}


def oldest(root: Any) -> dict[str, float]:
    """Lane → when the work was left that has waited or run longest, in seconds since the epoch; without idle lanes.

    Of a long queue only the part is looked at that comes next, so that asking costs the same whatever waits.
    """
    times = {name: [value[_ENQUEUED] for value in chain(_next(lane), _running(lane))] for name, lane in _lanes(root)}
    return {name: min(each) for name, each in times.items() if each}


def named(root: Any, lane: str, kinds: Collection[str], priority: int) -> list[str]:
    """The uids of the waiting and running entries of some kinds, which all have this priority."""
    found = dict(_lanes(root)).get(lane)
    if found is None:
        return []
    waiting = (entry for shard in found.shards if shard.size() for entry in shard.of_rank(rank(priority)))
    running = (Entry(*value) for value in _running(found))
    return list(dict.fromkeys(entry.uid for entry in chain(waiting, running) if entry.kind in kinds))


def urgent(root: Any, lane: str, priority: int) -> bool:
    """Whether anything of this priority or a higher one waits, be it for its next attempt, or runs."""
    found = dict(_lanes(root)).get(lane)
    if found is None:
        return False
    ranks = [rank(each) for each in range(priority, MOST_URGENT + 1)]
    waiting = (entry for shard in found.shards if shard.size() for each in ranks for entry in shard.of_rank(each))
    return any(Entry(*value).priority >= priority for value in _running(found)) or next(waiting, None) is not None


def _next(lane: Lane) -> Iterator[tuple]:
    return chain.from_iterable(islice(shard.entries.values(), _LOOKED_AT) for shard in lane.shards if shard.size())


def _running(lane: Lane) -> Iterator[tuple]:
    return (value for value, _owner, _expires in lane.running.values())


def parked(root: Any) -> list[Parked]:
    """The entries that failed for good, with their last error."""
    return [
        Parked(name, f"{name}\0{target}", Entry(*value))
        for name, lane in _lanes(root)
        for target, value in lane.parked.items()
    ]


def retry(root: Any, key: str) -> None:
    """Let a parked entry wait again as if it were new; raises ``KeyError`` when it is parked no longer."""
    name, _, target = key.partition("\0")
    lane = dict(_lanes(root))[name]
    entry = Entry(*lane.parked.pop(target))
    lane.put(entry._replace(attempts=0, abandoned=0, not_before=0.0, error=""))
    wake_after_commit(root._p_jar.transaction_manager.get())
