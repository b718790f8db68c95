"""Verification on a real site: what is wrong is named; what is derived is left to be made again."""

import shutil
from contextlib import nullcontext
from io import BytesIO
from pathlib import Path

import pytest
import transaction
from PIL import Image
from plone.app.testing import TEST_USER_ID, setRoles

from hoso.archive.verify import verify
from hoso.home import Home
from hoso.jobs import Worker, counts
from hoso.pages import reading
from hoso.pages.stored import keep
from hoso.record.create import create
from hoso.record.files import add_version, current
from hoso.search.site import engine


def png() -> bytes:
    buffer = BytesIO()
    Image.new("L", (200, 200), 255).save(buffer, "PNG", dpi=(100, 100))
    return buffer.getvalue()


@pytest.fixture
def portal(functional, empty_index):
    portal = functional["portal"]
    setRoles(portal, TEST_USER_ID, ["Manager"])
    return portal


@pytest.fixture
def work(portal):
    def do():
        transaction.commit()
        Worker(lambda: nullcontext(portal), Home.from_environment()).drain()

    return do


@pytest.fixture
def document(portal, work):
    """A record with a file that is read and indexed."""
    dossier = create(portal, "Dossier", title="Hồ sơ")
    document = create(dossier, "ArchivalDocument", title="Bản vẽ")
    add_version(document, BytesIO(png()), "a.png")
    work()
    return document


def kinds(portal, **options):
    return [finding.kind for finding in verify(lambda: nullcontext(portal), **options).findings]


def test_all_is_well(portal, document):
    result = verify(lambda: nullcontext(portal))
    assert result.findings == []
    assert (result.originals, result.readings, result.entries) == (1, 1, 2)


def test_a_changed_original_is_named_and_left(portal, document):
    path = current(document).path()
    content = path.read_bytes()
    path.chmod(0o600)
    path.write_bytes(content[:-1] + b"?")
    result = verify(lambda: nullcontext(portal))
    assert [(finding.kind, finding.repaired) for finding in result.findings] == [("original_changed", False)]
    assert result.beyond_repair
    assert path.read_bytes() == content[:-1] + b"?"


def test_a_missing_original_is_named(portal, document):
    current(document).path().unlink()
    assert kinds(portal) == ["original_missing"]


def test_a_lost_entry_comes_back(portal, document, work):
    engine().delete([document.UID()])
    assert kinds(portal) == ["entry_missing"]
    work()
    assert kinds(portal) == []


def test_a_missing_index_is_built_again(portal, document, work):
    shutil.rmtree(Home.from_environment().search)
    assert kinds(portal) == ["index_missing"]
    work()
    assert kinds(portal) == []


def test_only_looking_repairs_nothing(portal, document):
    engine().delete([document.UID()])
    assert kinds(portal, repair=False) == ["entry_missing"]
    assert all(lane.waiting == 0 for lane in counts(portal._p_jar.root()).values())


def test_a_damaged_reading_is_read_again(portal, document, work):
    with keep(document).reading.blob.open() as file:
        name = file.name
    before = reading(document).read_at
    path = Path(name)
    path.chmod(0o600)
    path.write_bytes(b"nothing of a reading")
    assert kinds(portal) == ["reading_damaged"]
    work()
    assert kinds(portal) == []
    assert reading(document).read_at > before
