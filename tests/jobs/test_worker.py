"""The worker as a process beside others, on a storage server: what is left is done, whoever is killed."""

import signal

import pytest
from BTrees.OOBTree import OOBTree

from hoso.jobs import counts, enqueue, register, worker_alive
from hoso.jobs.wake import Listener, wake


@pytest.fixture(autouse=True)
def kinds(enrolled):
    register("note", "quick", print)
    register("slow", "slow", print)
    register("wide", "wide", print)


@pytest.fixture
def storage(storage):
    with storage.root() as root:
        root["done"] = OOBTree()
    return storage


def leave(storage, kind, *uids):
    with storage.root() as root:
        for uid in uids:
            enqueue(root, kind, uid)


def done(storage):
    with storage.root() as root:
        return dict(root["done"])


def left(storage):
    with storage.root() as root:
        return {
            name: (lane.waiting, lane.running, lane.parked)
            for name, lane in counts(root).items()
            if lane.waiting or lane.running or lane.parked
        }


def test_writers_and_workers_side_by_side_lose_nothing(storage, spawn, wait_for):
    workers = [spawn("worker_process.py") for _ in range(2)]
    writers = [spawn("writer_process.py", name, 60) for name in "abc"]
    assert [writer.wait() for writer in writers] == [0, 0, 0]
    wait_for(lambda: not left(storage))
    assert set(done(storage)) == {f"{name}-{number}" for name in "abc" for number in range(60)}
    # Each uid was left twice: done once where both waited together, never more than twice.
    assert set(done(storage).values()) <= {1, 2}
    assert [worker.poll() for worker in workers] == [None, None]


def test_killed_worker_shows_at_once_and_its_work_goes_on(storage, home, spawn, wait_for):
    assert not worker_alive(home)
    worker = spawn("worker_process.py")
    leave(storage, "slow", "long")
    wait_for((home.run / "slow-long").exists)
    assert worker_alive(home)
    worker.kill()
    worker.wait()
    assert not worker_alive(home)
    assert left(storage) == {"slow": (0, 1, 0)}
    spawn("worker_process.py")
    wait_for(lambda: not left(storage))
    assert done(storage) == {"long": 1}


def test_quick_lane_does_not_wait_for_the_slow_one(storage, home, spawn, wait_for):
    spawn("worker_process.py")
    leave(storage, "slow", "long")
    wait_for((home.run / "slow-long").exists)
    leave(storage, "note", "u1", "u2")
    wait_for(lambda: done(storage) == {"u1": 1, "u2": 1})
    assert left(storage) == {"slow": (0, 1, 0)}


def test_a_lane_of_two_threads_does_two_entries_at_once(storage, home, spawn, wait_for):
    spawn("worker_process.py")
    leave(storage, "wide", "one", "two", "three")
    wait_for(lambda: len(list(home.run.glob("slow-*"))) == 2)
    assert left(storage) == {"wide": (1, 2, 0)}


def test_terminated_worker_gives_its_work_back(storage, home, spawn, wait_for):
    worker = spawn("worker_process.py")
    leave(storage, "slow", "long")
    wait_for((home.run / "slow-long").exists)
    worker.send_signal(signal.SIGTERM)
    assert worker.wait() == 0
    assert left(storage) == {"slow": (1, 0, 0)}
    assert not list(home.run.glob("worker-*"))


def test_storage_killed_and_back_costs_nothing(storage, home, spawn, wait_for):
    worker = spawn("worker_process.py")
    leave(storage, "slow", "long")
    wait_for((home.run / "slow-long").exists)
    storage.kill()
    storage.start()
    leave(storage, "note", *(f"u{number}" for number in range(50)))
    wait_for(lambda: len(done(storage)) == 50)
    assert worker.poll() is None
    assert left(storage) == {"slow": (0, 1, 0)}


def test_listener_hears_and_leaves_the_socket_to_the_first(home):
    assert not wake(home)
    with Listener(home) as first:
        assert wake(home)
        with Listener(home) as second:
            assert second.socket is None
        assert wake(home)
        first.wait(60)
    assert not wake(home)
    assert not home.wake_socket.exists()


def test_a_commit_that_left_work_wakes_the_listener_once(home, db):
    with Listener(home) as listener:
        with pytest.raises(ValueError), db.transaction() as connection:
            enqueue(connection, "note", "u1")
            raise ValueError("aborted")
        with pytest.raises(BlockingIOError):
            listener.socket.recv(16)
        with db.transaction() as connection:
            enqueue(connection, "note", "u1")
            enqueue(connection, "note", "u2")
        assert listener.socket.recv(16) == b"w"
        with pytest.raises(BlockingIOError):
            listener.socket.recv(16)
