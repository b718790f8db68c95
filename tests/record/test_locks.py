"""One editor at a time, seen by everybody, written by nobody who only looks."""

from __future__ import annotations

import pytest
import transaction
from plone import api
from plone.app.testing import login
from plone.locking.interfaces import ILockable

from hoso.record import locks


@pytest.fixture
def people(portal):
    """Two accounts."""
    for name in ("toan", "luu"):
        api.user.create(username=name, password="Mat-khau-thu-12", email=f"{name}@example.org")
    return portal


def test_the_first_who_edits_holds_the_record(people, document):
    login(people, "toan")
    held = locks.hold(document)
    assert held.user_id == "toan"
    assert locks.other_holder(document) is None
    login(people, "luu")
    assert locks.other_holder(document) == held
    assert locks.hold(document) == held
    locks.release(document)
    assert locks.holder(document) == held


def test_refreshing_keeps_the_moment_it_began(people, document):
    login(people, "toan")
    assert locks.hold(document) == locks.hold(document)


def test_a_lock_can_be_taken_over_and_given_back(people, document):
    login(people, "toan")
    locks.hold(document)
    login(people, "luu")
    assert locks.take_over(document).user_id == "luu"
    locks.release(document)
    assert locks.holder(document) is None


def test_an_ended_lock_holds_nobody_and_stays_until_somebody_writes(people, document):
    login(people, "toan")
    locks.hold(document)
    (lock,) = document.wl_lockValues()
    lock._modifiedtime -= 601
    transaction.savepoint()
    assert locks.holder(document) is None
    assert not ILockable(document).locked()
    assert len(document.wl_lockmapping()) == 1
    login(people, "luu")
    assert locks.hold(document).user_id == "luu"
    assert len(document.wl_lockmapping()) == 1
