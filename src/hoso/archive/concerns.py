"""What of an instance's condition somebody should do something about, each with what to do."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import NamedTuple

from hoso.home import Home
from hoso.record.i18n import _

from .condition import Condition

# Shares and times from which something is worth a word.
LEAST_FREE = 0.1
LONGEST_WAIT = 3_600.0
OLDEST_BACKUP_DAYS = 2
OLDEST_VERIFICATION_DAYS = 35


class Concern(NamedTuple):
    """Something that is not as it should be: a message to be translated, and the command that helps, if one does."""

    code: str
    message: str
    command: str = ""


def concerns(home: Home, now: Condition) -> list[Concern]:
    """What to do, the most urgent first; empty where all is well."""
    return [*_work(home, now), *_index(now), *_disk(now), *_keeping(now), *_versions(now)]


def _work(home: Home, now: Condition) -> Iterator[Concern]:
    waiting = sum(lane.counts.waiting for lane in now.lanes.values())
    if now.worker_since is None:
        yield Concern(
            "no-worker",
            _("No worker runs: nothing is read or indexed. What waits is kept (${count}).", mapping=_count(waiting)),
            f"supervisorctl -c {home.supervisor_conf} start worker",
        )
    parked = sum(lane.counts.parked for lane in now.lanes.values())
    if parked:
        yield Concern(
            "parked",
            _(
                "${count} pieces of work failed for good. Read the errors, mend the cause, try again.",
                mapping=_count(parked),
            ),
        )
    if now.failed:
        message = _(
            "${count} files could not be read. Reasons and remedies stand under “Reading”.", mapping=_count(now.failed)
        )
        yield Concern("failed", message)
    if now.worker_since is not None:
        for lane in now.lanes.values():
            # Reading takes as long as there are pages; the other queues should run empty by themselves.
            if lane.name != "reading" and lane.since and time.time() - lane.since > LONGEST_WAIT:
                yield Concern(
                    "slow",
                    _(
                        "Work has waited for more than an hour in “${lane}”. Look into the worker's log.",
                        mapping={"lane": lane.name},
                    ),
                    f"tail -n 100 {home.log / 'worker.log'}",
                )


def _index(now: Condition) -> Iterator[Concern]:
    index = now.index
    if index.error and not index.building:
        yield Concern("index", index.error, index.remedy)
    lane = now.lane("indexing").counts
    at_rest = not (index.error or index.building or lane.waiting or lane.running)
    if at_rest and index.documents != index.expected:
        mapping = {"held": str(index.documents), "expected": str(index.expected)}
        yield Concern(
            "index-differs",
            _("The index holds ${held} records, the archive ${expected}, and nothing waits.", mapping=mapping),
            "hoso verify",
        )


def _disk(now: Condition) -> Iterator[Concern]:
    disks = {folder.device: folder for folder in now.folders}
    for folder in disks.values():
        if folder.free < LEAST_FREE * folder.total:
            mapping = {"folder": str(folder.path), "percent": f"{100 * folder.free / folder.total:.0f}"}
            yield Concern("disk", _("Only ${percent} % of the disk of ${folder} is free. Add room.", mapping=mapping))


def _keeping(now: Condition) -> Iterator[Concern]:
    if now.backup is None:
        yield Concern("no-backup", _("Nothing was backed up yet."), "hoso backup DIR")
    elif _days(now.backup.made) >= OLDEST_BACKUP_DAYS:
        yield Concern(
            "old-backup",
            _("The last backup is ${count} days old.", mapping=_count(_days(now.backup.made))),
            f"hoso backup {now.backup.folder}",
        )
    elif not now.backup_there:
        where = {"folder": now.backup.folder}
        yield Concern("backup-away", _("The last backup is not in ${folder} now. Is its disk there?", mapping=where))
    if now.verification is None:
        yield Concern("no-verification", _("Originals and index were never verified."), "hoso verify")
    elif now.verification.beyond_repair:
        yield Concern(
            "damaged",
            _(
                "The last verification found ${count} things that only a person can mend.",
                mapping=_count(now.verification.beyond_repair),
            ),
            "hoso verify",
        )
    elif _days(now.verification.made) >= OLDEST_VERIFICATION_DAYS:
        yield Concern(
            "old-verification",
            _("The last verification is ${count} days old.", mapping=_count(_days(now.verification.made))),
            "hoso verify",
        )


def _versions(now: Condition) -> Iterator[Concern]:
    if now.versions.profile != now.versions.newest_profile:
        yield Concern("upgrade", _("The site has not been brought to the version of the program yet."), "scripts/run")


def _days(moment: str) -> int:
    return (datetime.now(UTC) - datetime.fromisoformat(moment)).days


def _count(number: int) -> dict[str, str]:
    return {"count": f"{number:,}".replace(",", ".")}
