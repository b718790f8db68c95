"""An importer that is killed anywhere, and a second run that finishes: nothing lost, nothing doubled."""

import hashlib
import json
import os
import random
import signal
import traceback
from contextlib import contextmanager

import pytest
import transaction
from AccessControl.SecurityManagement import newSecurityManager, noSecurityManager
from AccessControl.users import system
from Testing.makerequest import makerequest
from ZODB.DB import DB
from ZODB.DemoStorage import DemoStorage
from ZODB.FileStorage import FileStorage
from zope.component.hooks import setSite

from hoso.home import Home
from hoso.ingest import Importer, importer, report, storing
from hoso.record.files import versions

FILES = 24
KILLS = 12
POINTS = {
    "before a file is stored": (storing.Batch, "file", "before"),
    "after a file is stored": (storing.Batch, "file", "after"),
    "while bytes are copied": (os, "fsync", "before"),
    "before the vote": (FileStorage, "tpc_vote", "before"),
    "between vote and end": (FileStorage, "tpc_finish", "before"),
    "after the end": (FileStorage, "tpc_finish", "after"),
    "before the report": (report.Recorder, "record", "before"),
    "after the report": (report.Recorder, "record", "after"),
}


@pytest.fixture
def archive(functional, tmp_path):
    """Runs a function of ``open_site`` in a process of its own, on a database on disk over the layer's site.

    Returns what the function returned, or None when the process was killed.
    """
    base = functional["zodbDB"].storage
    answer = tmp_path / "answer.json"

    def run(function):
        answer.unlink(missing_ok=True)
        process = os.fork()
        if process == 0:
            try:
                storage = FileStorage(str(tmp_path / "Data.fs"), blob_dir=str(tmp_path / "blobs"))
                answer.write_text(json.dumps(function(opener(DB(DemoStorage(base=base, changes=storage))))))
            except BaseException:
                traceback.print_exc()
            finally:
                os._exit(0)
        _, status = os.waitpid(process, 0)
        if os.WIFSIGNALED(status):
            assert os.WTERMSIG(status) == signal.SIGKILL
            return None
        return json.loads(answer.read_text())

    return run


def opener(db):
    @contextmanager
    def open_site():
        transaction.begin()
        connection = db.open()
        app = makerequest(connection.root()["Application"])
        setSite(app["plone"])
        newSecurityManager(None, system.__of__(app.acl_users))
        try:
            yield app["plone"]
        finally:
            transaction.abort()
            noSecurityManager()
            setSite(None)
            connection.close()

    return open_site


@contextmanager
def killed(owner, name, when, at):
    """Kill this process at the ``at``-th call of a function."""
    real = getattr(owner, name)
    calls = 0

    def counted(*args, **kwargs):
        nonlocal calls
        calls += 1
        if when == "before" and calls == at:
            os.kill(os.getpid(), signal.SIGKILL)
        result = real(*args, **kwargs)
        if when == "after" and calls == at:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    setattr(owner, name, counted)
    yield


def dying(run, point, at):
    def run_and_die(open_site):
        with killed(*point, at):
            return run(open_site)

    return run_and_die


def contents(open_site):
    """Path → SHA-256 of the bytes of each version, of every document in the archive."""
    with open_site() as site:
        brains = site.portal_catalog.unrestrictedSearchResults(portal_type="ArchivalDocument")
        found = [brain._unrestrictedGetObject() for brain in brains]
        return {
            "/".join(record.getPhysicalPath()): [
                hashlib.sha256(version.path().read_bytes()).hexdigest() for version in versions(record)
            ]
            for record in found
        }


def test_kills_lose_nothing_and_double_nothing(archive, tmp_path, monkeypatch):
    monkeypatch.setattr(importer, "_BATCH_ENTRIES", 5)
    source = tmp_path / "nguồn"
    for number in range(FILES):
        path = source / f"hs {number % 3}" / f"{number}.pdf"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"%PDF-1.4\n" + os.urandom(200_000) + b"\n%%EOF\n")
    wanted = sorted(hashlib.sha256(path.read_bytes()).hexdigest() for path in source.rglob("*.pdf"))

    def run(open_site):
        outcome = Importer(open_site, source, "kho/mới", home=Home(tmp_path / "home")).run()
        return {"rejected": outcome.files["rejected"], "stopped": outcome.stopped_vi}

    chance = random.Random(8)
    died = 0
    for _ in range(KILLS):
        died += archive(dying(run, POINTS[chance.choice(list(POINTS))], chance.randint(1, 6))) is None
    assert died >= KILLS // 2
    assert archive(run) == {"rejected": 0, "stopped": ""}
    found = archive(contents)
    assert all(len(digests) == 1 for digests in found.values())
    assert sorted(digest for digests in found.values() for digest in digests) == wanted
