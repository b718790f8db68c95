import pytest
import transaction

from hoso.jobs import Worker, enqueue, leases, register
from hoso.jobs.handlers import UnknownKind
from hoso.jobs.whereabouts import whereabouts


@pytest.fixture
def root(db):
    connection = db.open()
    yield connection.root()
    transaction.abort()
    connection.close()


def fail(context, entries):
    raise RuntimeError("always")


def test_from_waiting_over_running_to_done(root, enter, home):
    seen = []

    def look(context, entries):
        with context.open() as site:
            seen.append(whereabouts(site, "look", entries[0].uid))

    register("look", "lane", look)
    assert whereabouts(root, "look", "u1") == "nowhere"
    for priority in (9, 0):
        enqueue(root._p_jar, "look", "u1", priority=priority)
    enqueue(root._p_jar, "look", "u11")
    transaction.commit()
    assert whereabouts(root, "look", "u1") == "waiting"
    assert whereabouts(root, "look", "u2") == "nowhere"
    Worker(enter, home).drain()
    transaction.begin()
    assert set(seen) == {"running"}
    assert whereabouts(root, "look", "u1") == "nowhere"


def test_parked(root, enter, home, monkeypatch):
    monkeypatch.setattr(leases, "pause_after", lambda attempts: 0.0)
    register("fail", "lane", fail)
    enqueue(root._p_jar, "fail", "u1")
    transaction.commit()
    Worker(enter, home).drain(patience=1.0)
    transaction.begin()
    assert whereabouts(root, "fail", "u1") == "parked"
    enqueue(root._p_jar, "fail", "u1")
    assert whereabouts(root, "fail", "u1") == "waiting"


def test_a_kind_that_nobody_enrolled(root):
    with pytest.raises(UnknownKind):
        whereabouts(root, "nobody's", "u1")
