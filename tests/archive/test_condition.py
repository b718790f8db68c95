"""The condition of an instance, read from a real site."""

from __future__ import annotations

import time

import pytest
from plone.app.testing import TEST_USER_ID, setRoles

from hoso import jobs
from hoso.archive.condition import condition
from hoso.archive.notes import BackupNote, leave
from hoso.home import Home
from hoso.jobs.entry import new_entry
from hoso.record.create import create
from hoso.search.site import engine
from hoso.search.site.engine import forget_engines
from hoso.search.site.entries import entry_of


@pytest.fixture
def home():
    return Home.from_environment()


@pytest.fixture
def portal(integration):
    setRoles(integration["portal"], TEST_USER_ID, ["Manager"])
    return integration["portal"]


def test_the_index_is_compared_with_the_catalog(portal, empty_index, home):
    before = condition(home, portal).index
    assert (before.documents, before.error) == (0, "")
    fonds = create(portal, "Fonds", title="Phông A")
    portal.invokeFactory("Folder", "thu-muc")
    engine().write([entry_of(fonds)])
    now = condition(home, portal).index
    assert now.documents == 1
    assert now.expected == before.expected + 1, "a folder has no entry"
    assert now.about.generation and now.about.bytes > 0


def test_a_missing_index_is_an_error_and_no_exception(portal, home):
    kept = home.search.rename(home.path / "search-kept") if home.search.exists() else None
    forget_engines()
    try:
        now = condition(home, portal).index
        assert now.error and now.about is None
    finally:
        if kept:
            kept.rename(home.search)
        forget_engines()


def test_queues_say_since_when_they_wait(portal, empty_index, home):
    lane = jobs.outbox_of(portal._p_jar.root()).lane("reading")
    began = time.time()
    for number in range(3):
        lane.put(new_entry("read", f"uid-{number}")._replace(enqueued=began - 100 * number))
    now = condition(home, portal).lane("reading")
    assert now.counts.waiting == 3
    assert now.since == began - 200
    assert condition(home, portal).lane("no such lane").since is None


def test_a_backup_on_a_disk_that_is_away(portal, empty_index, home, tmp_path):
    leave(home.last_backup, BackupNote("2026-11-24T07:00:00+00:00", str(tmp_path), 1, 1))
    try:
        assert not condition(home, portal).backup_there
        (tmp_path / "manifest.json").write_text("{}")
        assert condition(home, portal).backup_there
    finally:
        home.last_backup.unlink()
