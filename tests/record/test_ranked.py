"""The sorted collection that knows positions, against a plain sorted list."""

import random

import pytest
import transaction
from hypothesis import given
from hypothesis import strategies as st
from ZODB.DB import DB
from ZODB.DemoStorage import DemoStorage
from ZODB.POSException import ConflictError

from hoso.record import ranked
from hoso.record.ranked import RankedTree

KEYS = st.tuples(st.integers(0, 5), st.text("abc", max_size=2), st.integers(0, 30).map(str))


def as_list(tree):
    return list(tree.slice(0, len(tree)))


@pytest.fixture(autouse=True)
def small_segments(monkeypatch):
    monkeypatch.setattr(ranked, "SEGMENT", 3)


@given(st.lists(st.tuples(st.booleans(), KEYS), max_size=200), st.integers(0, 40), st.integers(0, 10))
def test_any_slice_is_the_slice_of_the_sorted_list(steps, start, size):
    tree, model = RankedTree(), {}
    for puts, key in steps:
        if puts:
            tree.put(key, key[1])
            model[key[2]] = key
        else:
            assert tree.remove(key[2]) == (model.pop(key[2], None) is not None)
    expected = [(uid, key[1]) for uid, key in sorted(model.items(), key=lambda item: item[1])]
    assert len(tree) == len(expected)
    assert as_list(tree) == expected
    assert list(tree.slice(start, size)) == expected[start : start + size]


def test_segments_stay_small_whatever_the_order():
    for order in (range(500), range(499, -1, -1), random.Random(1).sample(range(500), 500)):
        tree = RankedTree()
        for number in order:
            tree.put((number, "", str(number)), None)
        held = tree._counts.held.values()
        assert sum(held) == 500
        assert max(held) <= 2 * ranked.SEGMENT


def test_a_new_key_moves_the_entry():
    tree = RankedTree()
    tree.put((1, "", "a"), 1)
    tree.put((2, "", "b"), 2)
    tree.put((3, "", "a"), 3)
    assert as_list(tree) == [("b", 2), ("a", 3)]
    assert tree.get("a") == 3
    assert "a" in tree and tree.get("z") is None


@pytest.fixture
def two():
    """The same tree, of two entries, in two transactions that began together."""
    database = DB(DemoStorage())
    with database.transaction() as connection:
        connection.root.tree = RankedTree()
        connection.root.tree.put((1, "", "a"), 1)
        connection.root.tree.put((9, "", "z"), 9)
    managers = [transaction.TransactionManager() for _ in range(2)]
    trees = [database.open(manager).root.tree for manager in managers]
    for tree in trees:
        as_list(tree)
    yield database, trees, managers
    database.close()


def test_two_people_may_add_at_the_same_time(two):
    database, trees, managers = two
    for tree, manager, number in zip(trees, managers, (5, 6), strict=True):
        tree.put((number, "", str(number)), number)
        manager.commit()
    with database.transaction() as connection:
        tree = connection.root.tree
        assert [value for _, value in as_list(tree)] == [1, 5, 6, 9]
        assert len(tree) == 4


def test_a_cut_and_a_count_at_the_same_time_are_not_mixed(two):
    _, trees, managers = two
    for number in range(10, 20):
        trees[0].put((number, "", str(number)), number)
    managers[0].commit()
    trees[1].put((5, "", "5"), 5)
    with pytest.raises(ConflictError):
        managers[1].commit()
