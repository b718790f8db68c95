"""A small library of real legal texts, and the engines that hold it: every contract test runs on each."""

import os
import socket
import threading
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import pytest

from hoso.query import parse
from hoso.search import DocumentEntry, Request
from hoso.search.engines.elastic import ElasticEngine, Settings
from hoso.search.engines.embedded import EmbeddedEngine

TEXTS = Path(__file__).parent / "texts"


def _pages(name: str) -> list[str]:
    return [page.strip("\n") for page in (TEXTS / f"{name}.txt").read_text("utf-8").split("\f")]


def _entry(uid: str, **values: object) -> DocumentEntry:
    defaults = {"revision": 1, "path": f"/luu-tru/{uid}", "kind": "LegalAct", "title": uid, "allowed": ["staff"]}
    return DocumentEntry(uid=uid, **(defaults | values))


@pytest.fixture(scope="session")
def entry():
    """Make an entry: ``entry(uid, title=…, …)``, seen by ``staff`` unless said otherwise."""
    return _entry


@pytest.fixture(scope="session")
def library():
    """Five legal acts, two of them public, one in a restricted dossier."""
    return [
        _entry(
            "tt02",
            title="Bãi bỏ một số văn bản quy phạm pháp luật do Bộ trưởng Bộ Nội vụ ban hành, liên tịch ban hành",
            number="02/2026/TT-BNV",
            doc_type="Thông tư",
            authority="Bộ Nội vụ",
            fonds="f1",
            fonds_title="Phông Bộ Nội vụ",
            year=2026,
            date=20260115,
            allowed=["staff", "public"],
            pages=_pages("thong-tu-02-2026"),
            place={"fonds": "Phông Bộ Nội vụ", "dossier": "Thông tư 2026", "shelf": "Kho 1, giá 2, hộp 15"},
            fields={"sheet": "1-3"},
        ),
        _entry(
            "nd31",
            title="Quy định xử phạt vi phạm hành chính trong lĩnh vực lưu trữ",
            number="31/2026/NĐ-CP",
            doc_type="Nghị định",
            authority="Chính phủ",
            fonds="f2",
            fonds_title="Phông Chính phủ",
            year=2026,
            date=20260121,
            allowed=["staff", "public"],
            pages=_pages("nghi-dinh-31-2026"),
        ),
        _entry(
            "tt20",
            title="Quy định về lưu trữ thuộc phạm vi quản lý của Bộ Quốc phòng",
            number="20/2025/TT-BQP",
            doc_type="Thông tư",
            authority="Bộ Quốc phòng",
            fonds="f2",
            fonds_title="Phông Chính phủ",
            year=2025,
            date=20250411,
            pages=_pages("thong-tu-20-2025"),
        ),
        _entry(
            "luat117",
            title="Luật Bảo vệ bí mật nhà nước",
            number="117/2025/QH15",
            doc_type="Luật",
            authority="Quốc hội",
            year=2025,
            allowed=["secret"],
            pages=_pages("luat-117-2025"),
        ),
        _entry(
            "nq115",
            kind="ArchivalDocument",
            title="Ảnh chụp nghị quyết hướng dẫn thi hành Luật Hoạt động giám sát",
            number="115/2025/UBTVQH15",
            doc_type="Nghị quyết",
            authority="Ủy ban Thường vụ Quốc hội",
            year=2025,
            date=20250101,
            pages=_pages("nghi-quyet-115-2025"),
        ),
    ]


ENGINES = [
    "embedded",
    pytest.param("elasticsearch 8", marks=pytest.mark.server(8)),
    pytest.param("elasticsearch 9", marks=[pytest.mark.server(9), pytest.mark.deep]),
]


@contextmanager
def opened(kind, folder):
    """Gives a function that opens the engine on one index, as another process would; the index is gone afterwards."""
    engines = []
    if kind == "embedded":

        def make():
            engines.append(EmbeddedEngine(folder / "search"))
            return engines[-1]
    else:
        address = os.environ["HOSO_ELASTICSEARCH_" + kind.split()[1]]
        settings = Settings((address,), name=f"test_{uuid4().hex[:12]}")

        def make():
            engines.append(ElasticEngine(settings))
            return engines[-1]

    yield make
    if kind != "embedded" and engines:
        engines[0].remove()
    for engine in engines:
        engine.close()


@pytest.fixture(scope="module", params=ENGINES)
def fill(request, tmp_path_factory):
    """``fill(entries)``: an engine that holds them, for tests that only ask."""
    with ExitStack() as stack:

        def build(entries):
            engine = stack.enter_context(opened(request.param, tmp_path_factory.mktemp("search")))()
            engine.start_build()
            engine.fill(entries)
            engine.finish_build()
            return engine

        yield build


@pytest.fixture(scope="module")
def filled(fill, library):
    """An engine that holds the library, for tests that only ask."""
    return fill(library)


@pytest.fixture(params=ENGINES)
def make_engine(request, tmp_path):
    """Open the engine on the index of this test, as another process would; all are closed afterwards."""
    with opened(request.param, tmp_path) as make:
        yield make


@pytest.fixture
def engine(make_engine):
    """An engine with an empty live generation, for tests that write."""
    engine = make_engine()
    engine.start_build()
    engine.finish_build()
    return engine


@pytest.fixture
def ask():
    """Ask an engine: ``ask(engine, text, tokens=…, …)``, as staff with all rights unless said otherwise."""

    def ask(engine, text, *, tokens=("staff", "secret"), **values):
        return engine.find(Request(query=parse(text), tokens=tokens, **values))

    return ask


class Line:
    """The line to a server, which can be cut: at once, or after some more requests.

    ``left``: so many requests still go through, None for all. ``swallow``: the first one beyond reaches the server,
    but its answer is lost.
    """

    def __init__(self, address):
        self._server = (urlsplit(address).hostname, urlsplit(address).port)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self.left = None
        self.swallow = False
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self, left=0, *, swallow=False):
        self.left, self.swallow = left, swallow

    def mend(self):
        self.left = None

    def close(self):
        self._listener.close()

    def _accept(self):
        with suppress(OSError):
            while True:
                threading.Thread(target=self._carry, args=(self._listener.accept()[0],), daemon=True).start()

    def _carry(self, client):
        with suppress(OSError), client, socket.create_connection(self._server) as server:
            lost = threading.Event()
            threading.Thread(target=self._answer, args=(server, client, lost), daemon=True).start()
            while data := client.recv(1 << 20):
                if data.split(b" ", 1)[0] in (b"GET", b"PUT", b"POST", b"HEAD", b"DELETE") and self.left is not None:
                    self.left -= 1
                    if self.left < 0 and not (self.swallow and self.left == -1):
                        return
                    if self.left < 0:
                        lost.set()
                server.sendall(data)

    @staticmethod
    def _answer(server, client, lost):
        with suppress(OSError):
            while data := server.recv(1 << 20):
                if lost.is_set():
                    break
                client.sendall(data)
            client.shutdown(socket.SHUT_RDWR)


@pytest.fixture
def line():
    """A line to the server that can be cut."""
    line = Line(os.environ["HOSO_ELASTICSEARCH_8"])
    yield line
    line.close()


@pytest.fixture
def server_settings():
    """Settings of an index of this test alone on the server; it is gone afterwards."""
    settings = Settings((os.environ["HOSO_ELASTICSEARCH_8"],), name=f"test_{uuid4().hex[:12]}")
    yield settings
    ElasticEngine(settings).remove()
