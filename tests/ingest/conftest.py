"""A site that imports may commit to, and small files to import."""

from contextlib import contextmanager

import pytest
import transaction
from PIL import Image
from plone.app.testing import TEST_USER_ID, setRoles

from hoso.home import Home
from hoso.ingest import Importer


@pytest.fixture
def portal(functional):
    """The site; what a test commits is gone after it."""
    setRoles(functional["portal"], TEST_USER_ID, ["Manager"])
    transaction.commit()
    return functional["portal"]


@pytest.fixture
def home(tmp_path):
    return Home(tmp_path / "home")


@pytest.fixture
def source(tmp_path):
    """An empty folder to import from."""
    folder = tmp_path / "nguồn"
    folder.mkdir()
    return folder


@pytest.fixture
def imported(portal, source, home):
    """Runs an import of the source into ``kho`` and returns its report."""

    @contextmanager
    def open_site():
        transaction.begin()
        try:
            yield portal
        finally:
            transaction.abort()

    def run(into="kho", source=source, **options):
        return Importer(open_site, source, into, home=home, **options).run()

    return run


def pdf(text):
    """A whole PDF of one page whose bytes depend on ``text``; cheap to make, not to be read."""
    return f"%PDF-1.4\n% {text}\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n".encode()


def put(folder, files):
    """Write files: relative name → bytes, or a text of which a PDF is made."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(pdf(content) if isinstance(content, str) else content)


def png(path, size=(8, 8)):
    """A picture file."""
    Image.new("L", size, 255).save(path)
