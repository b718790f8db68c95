"""A small archive to look at through HTTP, with texts that would do harm if any page showed them unescaped."""

from __future__ import annotations

import shutil
from contextlib import nullcontext
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace

import pypdfium2
import transaction
from plone import api
from plone.app.testing import TEST_USER_ID, FunctionalTesting, ploneSite, setRoles
from plone.testing import Layer
from plone.testing.zodb import stackDemoStorage
from plone.testing.zope import WSGI_SERVER_FIXTURE
from zope.globalrequest import clearRequest, setRequest

from hoso.access import assign, set_level
from hoso.home import Home
from hoso.jobs import Worker
from hoso.language import PartialDate
from hoso.pages.state import settle
from hoso.pages.stored import keep, store_reading, write_reading
from hoso.recognition import ENGINE_VERSION, Line, Page, compose
from hoso.record import files
from hoso.record.create import create
from hoso.record.origin import Origin
from hoso.search.site import engine
from hoso.search.site.engine import forget_engines
from hoso.search.site.entries import entry_of
from hoso.testing import FIXTURE

CANARY = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'
PASSWORD = "Mat-khau-thu-12"
TYPED = Origin("typed", by="archivist")


def pdf(pages: int) -> bytes:
    """A PDF of blank A4 pages."""
    document = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        document.new_page(595, 842)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def read_page(number: int, *lines: str, confidence: float = 95.0) -> Page:
    """A page whose words are 40 by 10 points, 50 apart, a line every 20 points."""
    placed = [
        Line(
            tuple(
                (word, (50.0 + 50 * column, 100.0 + 20 * row, 90.0 + 50 * column, 110.0 + 20 * row), confidence)
                for column, word in enumerate(line.split())
            )
        )
        for row, line in enumerate(lines)
    ]
    text, words = compose(placed)
    return Page(number, 595.0, 842.0, "ocr", "no_text_layer", confidence, text, words)


def give_reading(document, folder, *pages: Page) -> None:
    """Let the document's file be read as these pages."""
    version = files.current(document)
    path = folder / f"{version.sha256}.pages"
    summary = write_reading(path, pages, lambda page: None)
    store_reading(document, path, version.sha256, ENGINE_VERSION, summary)
    settle(document, keep(document))


def give_file(document, content: bytes, filename: str) -> None:
    """Give the document a file."""
    files.add_version(document, BytesIO(content), filename, by="archivist")


def make_people(portal) -> None:
    """An archivist, a member and somebody without a function."""
    setRoles(portal, TEST_USER_ID, ["Manager"])
    api.portal.set_registry_record("plone.available_languages", ["vi"])
    api.portal.set_registry_record("plone.default_language", "vi")
    for name, functions in (("archivist", ("archivist",)), ("member", ("member",)), ("stranger", ())):
        api.user.create(username=name, password=PASSWORD, email=f"{name}@example.org")
        for function in functions:
            assign(name, function)


def make_archive(portal, folder) -> SimpleNamespace:
    """A public fonds with a dossier of three documents, one of them private, and an internal dossier beside it."""
    fonds = create(portal, "Fonds", title="Phông UBND tỉnh Hà Nam", origin=TYPED)
    series = create(fonds, "Series", title="Mục lục số 2", origin=TYPED, number=2)
    dossier = create(
        series,
        "Dossier",
        title="Hồ sơ rà soát thủ tục",
        origin=TYPED,
        file_notation="1458",
        store="2",
        rack="14",
        box="231",
    )
    closed = create(series, "Dossier", title="Hồ sơ kín chưa công bố", origin=TYPED, file_notation="9999")
    document = create(
        dossier,
        "ArchivalDocument",
        "1004.pdf",
        title="Quyết định thông qua phương án",
        origin=TYPED,
        document_type="quyet-dinh",
        code_number="1004",
        code_notation="QĐ-UBND",
        issued_date=PartialDate.parse("30/06/2016"),
        sheet_from=1,
        sheet_to=3,
    )
    give_file(document, pdf(3), "1004 Quyết định.pdf")
    give_reading(
        document,
        folder,
        read_page(1, "đơn giản hóa thủ tục", "kế hoạch rà soát"),
        read_page(2, "không có gì ở đây"),
        read_page(3, "đơn giản hóa hành chính", confidence=40.0),
    )
    secret = create(dossier, "ArchivalDocument", "secret.pdf", title="Văn bản mật danh", origin=TYPED)
    give_file(secret, pdf(1), "secret.pdf")
    set_level(secret, "private")
    hostile = create(dossier, "ArchivalDocument", "hostile.pdf", title=CANARY[:200], organ_name=CANARY[:100])
    give_file(hostile, pdf(1), f"{CANARY}.pdf")
    give_reading(hostile, folder, read_page(1, f"{CANARY} thủ tục"))
    set_level(closed, "internal")
    set_level(fonds, "public")
    act = create(
        dossier,
        "LegalAct",
        "22.pdf",
        title="Quy chế phối hợp",
        origin=TYPED,
        code_number="22",
        code_notation="2016/QĐ-UBND",
    )
    return SimpleNamespace(
        fonds=fonds,
        series=series,
        dossier=dossier,
        closed=closed,
        document=document,
        secret=secret,
        hostile=hostile,
        act=act,
    )


def build_index(portal, *records) -> None:
    """Build the search index of these records alone; no change waits to be indexed after that."""
    worker = Worker(lambda: nullcontext(portal), Home.from_environment(), only=["indexing"])
    _build(records)
    transaction.commit()
    worker.drain(10)
    _build(records)


def clear(home: Home) -> None:
    """Empty the folders of the home."""
    forget_engines()
    shutil.rmtree(home.path)
    home.make_folders()


def _build(records) -> None:
    engine().start_build()
    engine().fill([entry_of(record) for record in records])
    engine().finish_build()


class ArchiveLayer(Layer):
    """The people and the archive, made once; ``paths`` says where its records are, ``home`` what lies on disk then.

    Its database stands in the place of the other tests' only while a test runs: layers see what stands on top of them.
    """

    defaultBases = (FIXTURE,)

    def setUp(self):
        clear(Home.from_environment())
        self["folder"] = TemporaryDirectory(prefix="hoso-archive-")
        folder = Path(self["folder"].name)
        self["archive"] = stackDemoStorage(self.get("zodbDB"), name="Archive")
        with ploneSite(self["archive"]) as portal:
            setRequest(portal.REQUEST)
            make_people(portal)
            records = vars(make_archive(portal, folder))
            transaction.commit()
            build_index(portal, *(record for name, record in records.items() if name != "series"))
            self["paths"] = {name: "/".join(record.getPhysicalPath()) for name, record in records.items()}
        clearRequest()
        forget_engines()
        self["home"] = folder / "home"
        shutil.copytree(Home.from_environment().path, self["home"])

    def testSetUp(self):
        self["zodbDB"] = stackDemoStorage(self["archive"], name="ArchiveTest")

    def testTearDown(self):
        self["zodbDB"].close()
        del self["zodbDB"]

    def tearDown(self):
        self["archive"].close()
        self["folder"].cleanup()
        for name in ("archive", "folder", "paths", "home"):
            del self[name]


FUNCTIONAL = FunctionalTesting(bases=(ArchiveLayer(), WSGI_SERVER_FIXTURE), name="Archive:Functional")
