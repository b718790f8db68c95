import errno
import threading

import pytest
import transaction
from ZEO.Exceptions import ClientDisconnected

from hoso.jobs import NotNow, Worker, counts, enqueue, parked, register, retry
from hoso.jobs.entry import MOST_ATTEMPTS
from hoso.jobs.lanes import LaneLoop


@pytest.fixture
def worker(enter, home):
    return Worker(enter, home)


@pytest.fixture
def leave(db):
    """Leave work in a transaction of its own."""

    def leave(*uids, kind="index", **values):
        with db.transaction() as connection:
            for uid in uids:
                enqueue(connection, kind, uid, **values)

    return leave


@pytest.fixture
def numbers(db):
    """The counts of a lane."""

    def numbers(lane="indexing"):
        with db.transaction() as connection:
            lane = counts(connection.root())[lane]
            return (lane.waiting, lane.running, lane.parked)

    return numbers


@pytest.fixture
def no_pause(monkeypatch):
    monkeypatch.setattr("hoso.jobs.leases.pause_after", lambda attempts: 0.0)


def test_work_is_done_once_and_ticked_off(worker, leave, numbers):
    done = []
    register("index", "indexing", lambda context, entries: done.extend(e.uid for e in entries), batch=4)
    leave(*(f"u{number}" for number in range(10)))
    worker.drain()
    assert sorted(done) == sorted(f"u{number}" for number in range(10))
    assert numbers() == (0, 0, 0)


def test_no_transaction_is_open_around_a_handler(worker, leave, db):
    def handler(context, entries):
        assert all(connection["opened"] is None for connection in db.connectionDebugInfo())
        with context.open() as root:
            root["seen"] = entries[0].uid

    register("index", "indexing", handler)
    leave("u1")
    worker.drain()
    with db.transaction() as connection:
        assert connection.root()["seen"] == "u1"


def test_what_a_handler_raises_in_its_transaction_is_aborted(worker, leave, db, numbers):
    def handler(context, entries):
        with context.open() as root:
            root["seen"] = entries[0].uid
            raise ValueError("after the write")

    register("index", "indexing", handler)
    leave("u1")
    worker.drain()
    with db.transaction() as connection:
        assert "seen" not in connection.root()
    assert numbers() == (1, 0, 0)


def test_only_the_culprit_of_a_batch_fails(worker, leave, numbers, db, no_pause):
    done = []

    def handler(context, entries):
        if any(entry.uid == "bad" for entry in entries):
            raise ValueError("broken record")
        done.extend(entry.uid for entry in entries)

    register("index", "indexing", handler, batch=50)
    leave("bad", *(f"u{number}" for number in range(20)))
    worker.drain()
    assert sorted(done) == sorted(f"u{number}" for number in range(20))
    assert numbers() == (0, 0, 1)
    with db.transaction() as connection:
        (item,) = parked(connection.root())
        assert item.entry.uid == "bad" and item.entry.attempts == MOST_ATTEMPTS
        assert item.entry.error == "ValueError: broken record"


def test_parked_entry_can_be_tried_again(worker, leave, numbers, db, no_pause):
    broken = [True]

    def handler(context, entries):
        if broken:
            raise ValueError("broken record")

    register("index", "indexing", handler)
    leave("u1")
    worker.drain()
    broken.clear()
    with db.transaction() as connection:
        (item,) = parked(connection.root())
        retry(connection.root(), item.key)
        with pytest.raises(KeyError):
            retry(connection.root(), item.key)
    assert numbers() == (1, 0, 0)
    worker.drain()
    assert numbers() == (0, 0, 0)


@pytest.mark.parametrize(
    "error",
    [NotNow(60, "engine down"), ClientDisconnected(), OSError(errno.ENOSPC, "disk full")],
    ids=lambda error: type(error).__name__,
)
def test_engine_down_pauses_the_lane_and_costs_no_attempt(worker, leave, numbers, error):
    calls, reads = [], []

    def handler(context, entries):
        calls.append(entries)
        raise error

    register("index", "indexing", handler, batch=2)
    register("read", "reading", lambda context, entries: reads.extend(entries))
    leave("u1", "u2", "u3")
    leave("u1", kind="read")
    worker.drain()
    assert len(calls) == 1
    assert numbers() == (3, 0, 0)
    assert len(reads) == 1
    worker.drain()  # a new start looks again; nothing was counted against the entries
    assert [entry.attempts for entry in calls[1]] == [0, 0]


def test_drain_waits_for_an_engine_that_comes_back_soon(worker, leave, numbers):
    away = [NotNow(0.01), NotNow(0.01)]

    def handler(context, entries):
        if away:
            raise away.pop()

    register("index", "indexing", handler)
    leave("u1")
    worker.drain(patience=60)
    assert numbers() == (0, 0, 0)


@pytest.mark.parametrize("not_before", [0.0, 4e9], ids=["engine away", "far in the future"])
def test_drain_does_not_wait_for_ever(worker, leave, numbers, not_before):
    def handler(context, entries):
        raise NotNow(0.01)

    register("index", "indexing", handler)
    leave("u1", not_before=not_before)
    worker.drain(patience=0.3)
    assert numbers() == (1, 0, 0)


def test_kind_without_a_handler_is_parked_with_its_name(worker, leave, numbers, db, enrolled, no_pause):
    register("paint", "indexing", print)
    register("index", "indexing", print)
    leave("u1", kind="paint")
    del enrolled["paint"]
    worker.drain()
    with db.transaction() as connection:
        (item,) = parked(connection.root())
    assert "paint" in item.entry.error


def test_stopping_worker_gives_long_work_back(worker, leave, numbers):
    def handler(context, entries):
        worker.stopping.set()
        context.checkpoint()
        raise AssertionError("a checkpoint lets nothing pass while stopping")

    register("read", "reading", handler)
    leave("u1", kind="read")
    worker.drain()
    assert numbers("reading") == (1, 0, 0)


def test_finishing_survives_conflicts(worker, leave, db, numbers):
    """A second writer of the same object commits between the look and the commit of the worker's
    transaction.
    """
    collisions = iter(range(3))

    def work(root):
        root["value"] = root.get("value", 0) + 1
        if next(collisions, None) is not None:
            other = transaction.TransactionManager()
            connection = db.open(other)
            connection.root()["value"] = connection.root().get("value", 0) + 100
            other.commit()
            connection.close()

    register("index", "indexing", lambda context, entries: context.transact(work))
    leave("u1")
    worker.drain()
    with db.transaction() as connection:
        assert connection.root()["value"] == 301
    assert numbers() == (0, 0, 0)


def test_two_functions_cannot_claim_one_kind():
    register("index", "indexing", print)
    register("index", "indexing", print)
    with pytest.raises(ValueError, match="index"):
        register("index", "indexing", repr)


def test_after_a_poke_one_looks_again_soon(enter, home, monkeypatch):
    """A poke may come before the storage has told of the commit, and no second one follows it."""
    monkeypatch.setattr("hoso.jobs.lanes.POLL", 3_600)
    loop = LaneLoop("indexing", enter, home, "tests", threading.Event())
    looks, enough = [], threading.Event()

    def sees_nothing():
        looks.append(None)
        if len(looks) >= 4:
            enough.set()
        return False

    loop.step = sees_nothing
    thread = threading.Thread(target=loop.run)
    thread.start()
    loop.poked.set()
    seen = enough.wait(60)
    loop.stopping.set()
    loop.poked.set()
    thread.join()
    assert seen
