"""A real server that is stopped and killed while it is written to and built: what was acknowledged is there again."""

import os
import signal
import subprocess
import threading
from pathlib import Path
from uuid import uuid4

import pytest
from elasticsearch import Elasticsearch

from hoso.query import parse
from hoso.search import Request, TryLater
from hoso.search.engines.elastic import ElasticEngine, Server, Settings
from hoso.search.engines.elastic.breaker import Breaker

pytestmark = [pytest.mark.deep, pytest.mark.server(8)]

SCRIPT = Path(__file__).parents[2] / "scripts" / "elasticsearch"


class RealServer:
    """A server of its own, which may be killed."""

    def __init__(self):
        self._environment = os.environ | {"HOSO_SERVER_NAME": f"outage-{uuid4().hex[:8]}"}
        self.address = self._call("start")

    def kill(self):
        """Kill it at once, as a failing machine would."""
        with Elasticsearch([self.address], request_timeout=10) as client:
            (node,) = client.nodes.info(metric="process")["nodes"].values()
        os.kill(node["process"]["id"], signal.SIGKILL)

    def stop(self):
        self._call("stop")

    def resume(self):
        assert self._call("resume") == self.address

    def remove(self):
        self._call("remove")

    def _call(self, action):
        done = subprocess.run([SCRIPT, "8", action], env=self._environment, capture_output=True, text=True, check=True)
        return done.stdout.strip()


@pytest.fixture(scope="module")
def server():
    server = RealServer()
    yield server
    server.remove()


@pytest.fixture
def open_engine(server):
    """Open the engine on this test's index; it asks an absent server again at once."""
    settings = Settings((server.address,), name=f"test_{uuid4().hex[:12]}")
    engines = []

    def open_engine():
        engines.append(ElasticEngine(settings, Server(settings, Breaker(0.0))))
        return engines[-1]

    yield open_engine
    for engine in engines:
        engine.close()


def batch(entry, number):
    return [entry(f"{number:04}-{n}", title=f"lô {number}", pages=[f"trang của lô {number}"] * 2) for n in range(5)]


@pytest.mark.parametrize("end", ["kill", "stop"])
def test_a_server_that_ends_while_batches_are_written(server, open_engine, entry, end):
    engine = open_engine()
    engine.start_build()
    engine.finish_build()
    acknowledged, unsure = [], []
    for round_number in range(3):
        ending = threading.Timer(0.7 + 0.4 * round_number, getattr(server, end))
        ending.start()
        for number in range(round_number * 1000, round_number * 1000 + 1000):
            try:
                engine.write(batch(entry, number))
                acknowledged.append(number)
            except TryLater:
                unsure.append(number)
                break
        ending.join()
        server.resume()
        kept = dict(open_engine().revisions())
        assert {f"{number:04}-{n}" for number in acknowledged for n in range(5)} <= kept.keys()
        for uid in kept:
            assert engine.pages_with_hits(uid, parse("trang")) == [1, 2]
        for number in unsure:
            engine.write(batch(entry, number))
    numbers = sorted([*acknowledged, *unsure])
    assert [uid for uid, _ in engine.revisions()] == [f"{number:04}-{n}" for number in numbers for n in range(5)]
    assert len(unsure) == 3 and len(acknowledged) > 3
    engine.remove()


@pytest.mark.parametrize("end", ["kill", "stop"])
def test_a_server_that_ends_while_an_index_is_built(server, open_engine, entry, end):
    engine = open_engine()
    engine.start_build()
    engine.fill(batch(entry, 1))
    engine.finish_build()
    ending = threading.Timer(1.0, getattr(server, end))
    ending.start()
    engine.start_build()
    with pytest.raises(TryLater):
        for number in range(2, 10_000):
            engine.fill(batch(entry, number))
    ending.join()
    server.resume()
    reader = open_engine()
    assert len(list(reader.revisions())) == 5
    assert reader.find(Request(query=parse('"trang của lô 1"'), tokens=["staff"])).total == 5
    engine.start_build()
    for number in range(20):
        engine.fill(batch(entry, number))
    engine.finish_build()
    assert len(list(reader.revisions())) == 100
    engine.remove()
