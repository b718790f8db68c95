"""A server that is away, slow, or does not let us in: said at once and plainly. Pure: the servers here are ours."""

import base64
import socket
import ssl
import subprocess
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from hoso.query import parse
from hoso.search import EngineAway, EngineRefused, IndexMissing, Request, WrongSettings
from hoso.search.engines.elastic import ElasticEngine, Server, Settings
from hoso.search.engines.elastic import server as server_module
from hoso.search.engines.elastic.breaker import Breaker

ASKED = Request(query=parse("hồ sơ"), tokens=["staff"])


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Answers(BaseHTTPRequestHandler):
    """Knows no index, and lets in whoever has the key."""

    def do_GET(self):
        wanted = self.server.wanted
        inside = wanted is None or self.headers.get("Authorization") == wanted
        self.send_response(404 if inside else 401)
        self.send_header("X-Elastic-Product", "Elasticsearch")
        self.send_header("Content-Type", "application/vnd.elasticsearch+json;compatible-with=8")
        body = b'{"error": {"type": "index_not_found_exception"}, "status": 404}' if inside else b'{"status": 401}'
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    do_POST = do_HEAD = do_GET

    def log_message(self, *values):
        pass


@pytest.fixture
def serve():
    """Start a server of ours: ``serve(wanted="Authorization header", context=TLS)`` gives its port."""
    servers = []

    def serve(wanted=None, context=None):
        server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
        server.wanted = wanted
        if context:
            server.socket = context.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return server.server_port

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


def test_a_server_that_is_not_there_is_said_and_not_asked_again_for_a_while():
    port = free_port()
    settings = Settings((f"http://127.0.0.1:{port}",))
    engine = ElasticEngine(settings, Server(settings, Breaker(pause=60)))
    with pytest.raises(EngineAway, match="không trả lời"):
        engine.find(ASKED)
    with socket.create_server(("127.0.0.1", port)) as listener:
        listener.settimeout(0.2)
        for ask in (engine.counts, lambda: engine.find(ASKED), lambda: engine.write([])):
            with pytest.raises(EngineAway):
                ask()
        with pytest.raises(TimeoutError):
            listener.accept()
    engine.close()


def test_a_server_that_came_back_is_found(serve):
    settings = Settings((f"http://127.0.0.1:{serve()}",))
    breaker = Breaker(pause=0.0)
    breaker.failed("away", timeout=False)
    engine = ElasticEngine(settings, Server(settings, breaker))
    with pytest.raises(IndexMissing):
        engine.find(ASKED)
    engine.close()


def test_of_many_that_ask_one_tries_the_server():
    breaker = Breaker(pause=60)
    breaker.failed("away", timeout=False)
    breaker._next_try = time.monotonic()
    passed = 0
    for _ in range(5):
        try:
            breaker.pass_or_raise()
            passed += 1
        except EngineAway:
            pass
    assert passed == 1
    breaker.answered()
    breaker.pass_or_raise()


def test_a_slow_server_is_given_up(monkeypatch):
    monkeypatch.setattr(server_module, "_READ_SECONDS", 0.1)
    with socket.create_server(("127.0.0.1", 0), backlog=20) as listener:
        settings = Settings((f"http://127.0.0.1:{listener.getsockname()[1]}",))
        breaker = Breaker(pause=60)
        engine = ElasticEngine(settings, Server(settings, breaker))
        with pytest.raises(EngineAway):
            engine.find(ASKED)
        breaker.pass_or_raise()  # one slow answer is not a server that is away
        with pytest.raises(EngineAway):
            engine.find(ASKED)
        with pytest.raises(EngineAway):
            breaker.pass_or_raise()
        engine.close()


@pytest.mark.parametrize(
    ("wanted", "access"),
    [
        ("ApiKey a2V5", {"api_key": "a2V5"}),
        ("Basic " + base64.b64encode("hoso:mật khẩu".encode()).decode(), {"user": "hoso", "password": "mật khẩu"}),
    ],
    ids=["key", "password"],
)
def test_keys_and_passwords(serve, wanted, access):
    address = (f"http://127.0.0.1:{serve(wanted)}",)
    with pytest.raises(IndexMissing):
        ElasticEngine(Settings(address, **access)).find(ASKED)
    for wrong in ({}, {"api_key": "eA=="}, {"user": "hoso", "password": "x"}):
        with pytest.raises(EngineRefused, match="từ chối"):
            ElasticEngine(Settings(address, **wrong)).find(ASKED)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A key and a certificate that it signed itself."""
    folder = tmp_path_factory.mktemp("tls")
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", folder / "key", "-out"]
    name = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-days", "2"]
    subprocess.run([*made, folder / "cert", *name], check=True, capture_output=True)
    return folder


def test_certificates(serve, certificate):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate / "cert", certificate / "key")
    address = (f"https://127.0.0.1:{serve(context=context)}",)
    fingerprint = subprocess.run(
        ["openssl", "x509", "-in", certificate / "cert", "-noout", "-fingerprint", "-sha256"],
        check=True, capture_output=True, text=True,
    ).stdout.strip().partition("=")[2]  # fmt: skip
    for right in ({"ca_file": str(certificate / "cert")}, {"fingerprint": fingerprint}):
        with pytest.raises(IndexMissing):
            ElasticEngine(Settings(address, **right)).find(ASKED)
    for wrong in ({}, {"fingerprint": "00" * 32}, {"ca_file": "/nonexistent"}):
        with pytest.raises(EngineRefused):
            ElasticEngine(Settings(address, **wrong)).find(ASKED)


@pytest.mark.parametrize(
    "values",
    [
        {"addresses": ()},
        {"addresses": ("localhost:9200",)},
        {"addresses": ("https://localhost",)},
        {"name": "Hồ sơ"},
        {"name": "a-b"},
        {"shards": 0},
        {"api_key": "x", "user": "y"},
        {"addresses": ("http://localhost:9200",), "ca_file": "/x"},
    ],
    ids=str,
)
def test_settings_that_cannot_be_meant(values):
    with pytest.raises(WrongSettings):
        Settings(**{"addresses": ("https://localhost:9200",)} | values)


def test_secrets_are_not_shown():
    assert "geheim" not in repr(Settings(("https://localhost:9200",), api_key="geheim"))
    assert "geheim" not in repr(Settings(("https://localhost:9200",), user="a", password="geheim"))
