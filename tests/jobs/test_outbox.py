import pytest
import transaction

from hoso.jobs import counts, enqueue, oldest, outbox_of, register
from hoso.jobs.entry import Entry, new_entry, rank
from hoso.jobs.handlers import UnknownKind
from hoso.jobs.leases import claim


@pytest.fixture
def root(db):
    transaction.begin()
    connection = db.open()
    register("index", "indexing", print)
    register("read", "reading", print)
    yield connection.root()
    transaction.abort()
    connection.close()


def waiting(root, lane="indexing"):
    shards = outbox_of(root).lane(lane).shards
    return [Entry(*value) for shard in shards for value in shard.entries.values()]


def test_entry_is_part_of_the_callers_transaction(root):
    enqueue(root, "index", "u1")
    transaction.abort()
    assert waiting(root) == []
    enqueue(root, "index", "u1", payload="rights", priority=3, not_before=5.0)
    transaction.commit()
    (entry,) = waiting(root)
    assert (entry.kind, entry.uid, entry.payload, entry.priority, entry.not_before) == (
        "index",
        "u1",
        "rights",
        3,
        5.0,
    )


def test_lane_follows_from_the_kind(root):
    enqueue(root, "index", "u1")
    enqueue(root, "read", "u1")
    enqueue(root, "read", "u2")
    assert {name: lane.waiting for name, lane in counts(root).items()} == {"indexing": 1, "reading": 2}


def test_unknown_kind_is_refused_before_anything_is_written(root):
    with pytest.raises(UnknownKind, match="paint"):
        enqueue(root, "paint", "u1")
    assert counts(root) == {}


def test_new_object_without_a_connection_uses_its_parents(root):
    class Item:
        _p_jar = None
        __parent__ = root

    enqueue(Item(), "index", "u1")
    assert counts(root)["indexing"].waiting == 1


def test_object_of_no_database_is_refused():
    register("index", "indexing", print)
    with pytest.raises(ValueError, match="no database"):
        enqueue(object(), "index", "u1")


@pytest.mark.parametrize(
    "values",
    [
        {"kind": "", "uid": "u"},
        {"kind": "k", "uid": "u\0v"},
        {"kind": "k", "uid": "u" * 201},
        {"kind": "k", "uid": "u", "payload": "x" * 1_001},
        {"kind": "k", "uid": "u", "payload": ["list"]},
        {"kind": "k", "uid": "u", "priority": 10},
        {"kind": "k", "uid": "u", "priority": -1},
    ],
)
def test_values_out_of_bounds_are_refused(values):
    with pytest.raises(ValueError):
        new_entry(**values)


def test_entries_of_one_target_share_a_shard_and_lie_side_by_side(root):
    for number in range(300):
        enqueue(root, "index", f"u{number}")
    for number in range(300):
        enqueue(root, "index", f"u{number}")
    for shard in outbox_of(root).lane("indexing").shards:
        targets = [entry.target for entry in shard.of_rank(rank(0))]
        assert len(targets) == 2 * len(set(targets)) == shard.size()
        assert targets == sorted(targets)


def test_entries_spread_over_the_shards(root):
    for number in range(6_400):
        enqueue(root, "index", f"{number:032x}")
    sizes = [shard.size() for shard in outbox_of(root).lane("indexing").shards]
    assert min(sizes) > 50 and max(sizes) < 200


def test_since_when_the_oldest_work_waits(root):
    lane = outbox_of(root).lane("reading")
    for number in range(5):
        lane.put(new_entry("read", f"u{number}")._replace(enqueued=1000.0 + number))
    assert oldest(root) == {"reading": 1000.0}
    claim(lane, "owner", 2000.0, lambda kind: 5)
    assert lane.running and oldest(root) == {"reading": 1000.0}, "what is in work is not done yet"
    outbox_of(root).lane("indexing")
    assert set(oldest(root)) == {"reading"}
