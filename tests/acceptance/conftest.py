"""A real instance, started as a newcomer starts it, with the demo: storage, web and worker as own processes."""

import csv
import json
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from base64 import b64encode
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from lxml import html
from people import sign_in
from playwright.sync_api import sync_playwright
from rest import Rest

TOP = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
_PAGE = re.compile("/page/([0-9]+)")


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

    def kill(self, name):
        """kill -9 of a process of the instance, if it runs; its supervisor starts it again."""
        control = [BIN / "supervisorctl", "-c", self.home / "instance" / "supervisord.conf"]
        found = subprocess.run([*control, "pid", name], capture_output=True, text=True).stdout.strip()
        if found.isdigit() and found != "0":
            os.kill(int(found), signal.SIGKILL)

    def hoso(self, *arguments, code=0):
        """Run the command; the parsed answer where it was asked for JSON, else what it printed."""
        done = subprocess.run(
            [BIN / "hoso", *map(str, arguments)],
            env=self.environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=900,
        )  # fmt: skip
        assert done.returncode == code, done.stderr
        return json.loads(done.stdout) if "--json" in arguments else done.stdout

    def ask(self, user, text):
        """What the user finds on the page of results: path, title and [(page, snippet), …] of every hit shown."""
        request = urllib.request.Request(f"{self.url}/@@hoso-search?{urlencode({'q': text})}")
        if user != "anonymous":
            login = f"{user}:{self.accounts[user]['password']}"
            request.add_header("Authorization", "Basic " + b64encode(login.encode()).decode())
        with urllib.request.urlopen(request) as answer:
            found = html.fromstring(answer.read().decode())
        return [
            (
                urlsplit(row.xpath("string(.//h2/a/@href)")).path.partition("/page/")[0].removeprefix("/hoso/"),
                row.xpath("string(.//h2)"),
                [
                    (int(_PAGE.search(page.get("href"))[1]), page.xpath("string(../span)"))
                    for page in row.xpath(".//ul[@class='hits']/li/a")
                ],
            )
            for row in found.xpath("//li[@class='reg-row']")
        ]

    @property
    def data_fs(self):
        """The database's file: it grows with every write."""
        return self.home / "storage" / "Data.fs"

    @property
    def accounts(self):
        """User → the account's row."""
        with (self.home / "demo-accounts.csv").open(encoding="utf-8", newline="") as file:
            return {row["user"]: row for row in csv.DictReader(file)}


@pytest.fixture(scope="session")
def make_instance(tmp_path_factory):
    """``make_instance(demo=…)`` starts an instance, with its demo read; all are stopped at the end.

    ``prepare(home)`` puts something there before.
    """
    made = []

    def make(demo, prepare=None):
        home = tmp_path_factory.mktemp("h") / "home"
        if prepare:
            prepare(home)
        made.append(Instance(home, free_port(), demo))
        made[-1].start()
        return made[-1]

    yield make
    for each in made:
        each.stop()


@pytest.fixture(scope="session")
def instance(make_instance):
    """The running instance with its demo; tests leave it as they found it."""
    return make_instance(demo=True)


@pytest.fixture(scope="session")
def rest(instance):
    """The instance's site for programs, with the administrator's rights."""
    return Rest(instance)


@pytest.fixture(scope="session")
def chromium():
    """Debian's Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium, instance):
    """``visit(user, width=…, scripts=…)``: a page in a fresh browser, signed in as that user; it hears no complaint."""
    contexts, complaints = [], []

    def begin(user=None, *, width=1366, scripts=True):
        context = chromium.new_context(viewport={"width": width, "height": 768}, java_script_enabled=scripts)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: _heed(request.url))
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.goto(instance.url)
        if user:
            sign_in(page, instance, user)
        return page

    def _heed(url):
        if not url.startswith((instance.url.removesuffix("/hoso"), "data:", "blob:")):
            complaints.append(f"asked for {url}")

    yield begin
    for context in contexts:
        context.close()
    assert complaints == []
