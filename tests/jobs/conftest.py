"""A database, a home and handlers for the tests of the worker; nothing of Plone."""

import subprocess
import sys
import tempfile
import time
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
import ZEO
import ZODB
import ZODB.FileStorage

from hoso.home import Home
from hoso.jobs import handlers


@pytest.fixture
def home(monkeypatch):
    """A home of its own in a short path, as sockets need it."""
    with tempfile.TemporaryDirectory(prefix="hoso-jobs-") as folder:
        monkeypatch.setenv("HOSO_HOME", folder)
        home = Home(Path(folder))
        home.make_folders()
        yield home


@pytest.fixture
def db(home):
    """A database in one file, for tests within one process."""
    database = ZODB.DB(ZODB.FileStorage.FileStorage(str(home.data_fs)))
    yield database
    database.close()


@pytest.fixture
def enter(db):
    """The worker's way into the database: a fresh connection's root."""

    @contextmanager
    def enter():
        with closing(db.open()) as connection:
            yield connection.root()

    return enter


@pytest.fixture(autouse=True)
def enrolled(monkeypatch):
    """An empty registry of handlers for the length of a test."""
    registry = {}
    monkeypatch.setattr(handlers, "_handlers", registry)
    return registry


class Storage:
    """A ZEO server in a process of its own, which can be killed and started again."""

    def __init__(self, home):
        self.home = home
        self.conf = home.run / "zeo.conf"
        self.conf.write_text(
            f"<zeo>\n address {home.zeo_socket}\n</zeo>\n"
            f"<filestorage 1>\n path {home.data_fs}\n blob-dir {home.blobs}\n</filestorage>\n"
        )
        self.process = None

    def start(self):
        self.home.zeo_socket.unlink(missing_ok=True)
        runzeo = Path(sys.executable).with_name("runzeo")
        self.process = subprocess.Popen([runzeo, "-C", self.conf], stderr=subprocess.DEVNULL)
        wait_for(self.home.zeo_socket.exists)

    def kill(self):
        self.process.kill()
        self.process.wait()

    @contextmanager
    def root(self):
        """A look at the database by a client of its own, committed at the end."""
        database = ZEO.DB(str(self.home.zeo_socket), wait_timeout=20)
        try:
            with database.transaction() as connection:
                yield connection.root()
        finally:
            database.close()


@pytest.fixture
def storage(home):
    server = Storage(home)
    server.start()
    yield server
    server.kill()


def wait_for(condition, seconds=60):
    """Wait until a condition holds; the bound only ends a test that would hang."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "the condition never came true"
        time.sleep(0.02)


@pytest.fixture(name="wait_for")
def wait_for_fixture():
    return wait_for


@pytest.fixture
def spawn(home):
    """Start ``worker_process.py`` or ``writer_process.py`` beside this file; all are ended with the test."""
    started = []

    def start(script, *arguments):
        command = [sys.executable, Path(__file__).with_name(script), home.path, *map(str, arguments)]
        process = subprocess.Popen(command)
        started.append(process)
        return process

    yield start
    for process in started:
        if process.poll() is None:
            process.kill()
        process.wait()
