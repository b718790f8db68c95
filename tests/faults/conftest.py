"""An instance of its own, whose processes are started and killed one by one."""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from hoso.cli.boot import storage_answers
from hoso.home import Home
from hoso.home.instance import make

TOP = Path(__file__).parents[2]
BIN = Path(sys.executable).parent


class Instance:
    """The processes of one instance. ``storage`` and ``worker`` are the running ones, or None."""

    def __init__(self, home):
        self.home = home
        self.storage = self.worker = None
        self.environment = os.environ | {"HOSO_HOME": str(home.path), "HOSO_DEMO": "0", "TZ": "Asia/Ho_Chi_Minh"}

    def start_storage(self):
        self.home.zeo_socket.unlink(missing_ok=True)
        self.storage = self._start(BIN / "hoso", "storage")
        self.wait_for(lambda: storage_answers(self.home))

    def start_worker(self):
        self.worker = self._start(BIN / "hoso", "worker")

    def kill(self, name):
        """kill -9 of a process, known to be gone when this returns."""
        process = getattr(self, name)
        process.kill()
        process.wait()

    def ask(self, *arguments):
        """What ``client.py`` beside this file answers."""
        command = [sys.executable, Path(__file__).with_name("client.py"), *map(str, arguments)]
        done = subprocess.run(command, env=self.environment, check=True, stdout=subprocess.PIPE)
        return json.loads(done.stdout)

    def spooled(self):
        """The spooled pages of files not yet read to their end."""
        return sorted(self.home.spool.glob("*/*/*.page"))

    @staticmethod
    def wait_for(condition, seconds=300):
        """Wait until a condition holds; the bound only ends a test that would hang."""
        end = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < end, "the condition never came true"
            time.sleep(0.05)

    def stop(self):
        for process in (self.worker, self.storage):
            if process is not None and process.poll() is None:
                process.terminate()
                process.wait()

    def _start(self, *command):
        return subprocess.Popen(command, env=self.environment, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@pytest.fixture(scope="session")
def made_home():
    """An instance with an empty site, made once."""
    with tempfile.TemporaryDirectory(prefix="hoso-faults-") as folder:
        home = Home(Path(folder))
        make(home, TOP, "127.0.0.1", 18099)
        environment = os.environ | {"HOSO_HOME": folder, "HOSO_DEMO": "0", "TZ": "Asia/Ho_Chi_Minh"}
        subprocess.run([sys.executable, "-m", "hoso.setup.site"], env=environment, check=True)
        yield home


@pytest.fixture
def instance(made_home):
    running = Instance(made_home)
    running.start_storage()
    yield running
    running.stop()
