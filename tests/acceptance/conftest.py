"""A real instance, started as a newcomer starts it, with the demo: storage, web and worker as own processes."""

import csv
import json
import os
import socket
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]
BIN = Path(sys.executable).parent


# Starting a process takes longer than many questions.
ASK = """
import json, sys
from hoso.cli.boot import site_of, start_zope
from hoso.home import Home
from hoso.search.site import find
found = []
with site_of(start_zope(Home.from_environment())) as site:
    from AccessControl.users import nobody
    for user, text in json.load(sys.stdin):
        person = nobody.__of__(site.acl_users) if user == "anonymous" else site.acl_users.getUserById(user)
        hits = find(site, text, user=person).hits
        found.append(
            [
                [hit.uid, hit.fields["path"], hit.fields["title"], [[p.number, p.snippet_parts] for p in hit.pages]]
                for hit in hits
            ]
        )
print(json.dumps(found))
"""


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@dataclass
class Instance:
    """One instance: its home, its address, and the command line that belongs to it."""

    home: Path
    port: int
    demo: bool = True

    @property
    def url(self):
        return f"http://localhost:{self.port}/hoso"

    @property
    def environment(self):
        return {
            **os.environ,
            "HOSO_HOME": str(self.home),
            "HOSO_PORT": str(self.port),
            "HOSO_DEMO": "1" if self.demo else "0",
        }

    def script(self, *arguments):
        return subprocess.run(
            [TOP / "scripts" / "run", *arguments],
            env=self.environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=900,
        )  # fmt: skip

    def start(self):
        done = self.script("--detach")
        assert done.returncode == 0, done.stderr

    def stop(self):
        done = self.script("--stop")
        assert done.returncode == 0, done.stderr

    def hoso(self, *arguments, code=0):
        """Run the command; the parsed answer where it was asked for JSON, else what it printed."""
        done = subprocess.run(
            [BIN / "hoso", *map(str, arguments)],
            env=self.environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=900,
        )  # fmt: skip
        assert done.returncode == code, done.stderr
        return json.loads(done.stdout) if "--json" in arguments else done.stdout

    def ask(self, *questions):
        """What each (user, text) finds: for every hit uid, path, title, pages with their snippets."""
        done = subprocess.run(
            [BIN / "python", "-c", ASK],
            input=json.dumps(questions), env=self.environment, check=True, capture_output=True, text=True,
        )  # fmt: skip
        return json.loads(done.stdout)

    @property
    def accounts(self):
        """User → the account's row."""
        with (self.home / "demo-accounts.csv").open(encoding="utf-8", newline="") as file:
            return {row["user"]: row for row in csv.DictReader(file)}


@pytest.fixture(scope="session")
def make_instance(tmp_path_factory):
    """``make_instance(demo=…)`` starts an instance, with its demo read; all are stopped at the end."""
    made = []

    def make(demo):
        made.append(Instance(tmp_path_factory.mktemp("h") / "home", free_port(), demo))
        made[-1].start()
        return made[-1]

    yield make
    for each in made:
        each.stop()


@pytest.fixture(scope="session")
def instance(make_instance):
    """The running instance with its demo; tests leave it as they found it."""
    return make_instance(demo=True)
