import pytest
import transaction

from hoso.jobs import leases
from hoso.jobs.entry import MOST_ATTEMPTS, new_entry
from hoso.jobs.leases import LEASE, MOST_ABANDONED, Outcome
from hoso.jobs.outbox import Lane

NOW = 1_000_000.0


@pytest.fixture
def lane(db):
    transaction.begin()
    connection = db.open()
    connection.root()["lane"] = lane = Lane()
    yield lane
    transaction.abort()
    connection.close()


def put(lane, *uids, **values):
    for uid in uids:
        lane.put(new_entry("index", uid, **values))


def claim(lane, owner="a", now=NOW, batch=1):
    return leases.claim(lane, owner, now, lambda kind: batch)


def uids(entries):
    return sorted(entry.uid for entry in entries)


def alive(owner):
    return False


def dead(owner):
    return True


def test_claimed_entries_are_not_claimed_again(lane):
    put(lane, "u1", "u2", "u3")
    first, second, third = claim(lane), claim(lane), claim(lane)
    assert uids(first + second + third) == ["u1", "u2", "u3"]
    assert claim(lane) == []
    assert lane.waiting == 0 and len(lane.running) == 3


def test_batch_is_bounded_and_of_one_kind(lane):
    put(lane, *(f"u{number}" for number in range(30)))
    lane.put(new_entry("other", "u1"))
    batches = [claim(lane, batch=12) for _ in range(4)]
    assert all(len({entry.kind for entry in batch}) == 1 for batch in batches)
    assert sorted(map(len, batches)) == [1, 6, 12, 12]
    assert lane.waiting == 0


def test_duplicates_are_claimed_together_and_the_youngest_counts(lane):
    put(lane, "u1", payload="old")
    put(lane, "u1", payload="new")
    put(lane, "u2")
    claimed = claim(lane, batch=10)
    assert {entry.uid: entry.payload for entry in claimed} == {"u1": "new", "u2": None}
    assert lane.waiting == 0


def test_all_duplicates_of_the_last_of_a_batch_are_taken(lane):
    for _ in range(3):
        put(lane, "u1")
    assert len(claim(lane, batch=1)) == 1
    assert lane.waiting == 0


def test_target_in_work_waits_until_its_lease_ends(lane):
    put(lane, "u1")
    (entry,) = claim(lane)
    put(lane, "u1")
    assert claim(lane, "b") == []
    leases.finish(lane, "a", Outcome(done=[entry]), NOW)
    assert uids(claim(lane, "b")) == ["u1"]


def test_urgent_first_across_shards(lane):
    put(lane, *(f"low{number}" for number in range(50)))
    put(lane, "high", priority=5)
    put(lane, "higher", priority=9)
    assert [claim(lane)[0].uid for _ in range(2)] == ["higher", "high"]


def test_not_before_waits_for_its_time(lane):
    put(lane, "u1", not_before=NOW + 10)
    assert claim(lane) == []
    assert uids(claim(lane, now=NOW + 10)) == ["u1"]


def test_lease_that_ran_out_is_claimable(lane):
    put(lane, "u1")
    claim(lane, "a")
    leases.reclaim(lane, NOW + LEASE - 1, alive)
    assert claim(lane, "b", NOW + LEASE - 1) == []
    leases.reclaim(lane, NOW + LEASE, alive)
    (entry,) = claim(lane, "b", NOW + LEASE)
    assert entry.abandoned == 1 and entry.attempts == 0


def test_renewed_lease_holds_on(lane):
    put(lane, "u1")
    entries = claim(lane, "a")
    assert leases.renew(lane, "a", entries, NOW + LEASE - 1)
    leases.reclaim(lane, NOW + LEASE, alive)
    assert lane.waiting == 0


def test_dead_owners_entries_are_taken_back_at_once(lane):
    put(lane, "u1")
    claim(lane, "a")
    leases.reclaim(lane, NOW, dead)
    assert uids(claim(lane, "b")) == ["u1"]


def test_late_owner_changes_nothing(lane):
    put(lane, "u1")
    entries = claim(lane, "a")
    leases.reclaim(lane, NOW + LEASE, alive)
    (taken,) = claim(lane, "b", NOW + LEASE)
    assert not leases.renew(lane, "a", entries, NOW + LEASE)
    leases.finish(lane, "a", Outcome(done=entries), NOW + LEASE)
    assert lane.running[taken.target][1] == "b"


def test_failures_wait_ever_longer_and_are_parked_at_last(lane):
    put(lane, "u1")
    now, pauses = NOW, []
    for _ in range(MOST_ATTEMPTS):
        (entry,) = claim(lane, now=now)
        leases.finish(lane, "a", Outcome(failed=[(entry, "ValueError: bad")]), now)
        if not lane.parked:
            assert claim(lane, now=now) == []
            pause = leases.pause_after(entry.attempts + 1)
            pauses.append(pause)
            now += pause
    assert pauses == sorted(set(pauses)) and pauses[0] == 1
    assert leases.pause_after(50) == 300
    assert lane.waiting == 0 and not lane.running
    ((target, value),) = lane.parked.items()
    assert target == entry.target and value[-1] == "ValueError: bad"


def test_success_clears_what_was_parked_for_the_same_target(lane):
    put(lane, "u1")
    (entry,) = claim(lane)
    lane.parked[entry.target] = tuple(entry)
    leases.finish(lane, "a", Outcome(done=[entry]), NOW)
    assert not lane.parked


def test_untouched_entries_keep_their_attempts(lane):
    put(lane, "u1")
    (entry,) = claim(lane)
    leases.finish(lane, "a", Outcome(untouched=[entry]), NOW)
    assert claim(lane) == [entry]


def test_entry_that_kills_workers_is_claimed_alone_and_parked_at_last(lane):
    put(lane, "killer", *(f"u{number}" for number in range(9)))
    claims = 0
    while lane.waiting:
        claimed = claim(lane, batch=20)
        claims += 1
        assert claims < 3 * MOST_ABANDONED
        if "killer" in uids(claimed):
            leases.reclaim(lane, NOW, dead)
        else:
            leases.finish(lane, "a", Outcome(done=claimed), NOW)
    assert [target.split("\0")[1] for target in lane.parked] == ["killer"]
    assert not lane.running
