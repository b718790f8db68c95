"""A record with files made here, and the worker's lane run in the test's own thread."""

from contextlib import nullcontext

import pikepdf
import pytest
import transaction
from plone.app.testing import TEST_USER_ID, setRoles

from hoso.home import Home
from hoso.jobs import Worker
from hoso.record.create import create
from hoso.record.files import add_version


def _write_pdf(path, *texts):
    """A born-digital PDF with one line of text on each page."""
    pdf = pikepdf.new()
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    for text in texts:
        page = pdf.add_blank_page(page_size=(595, 842))
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.Contents = pdf.make_stream(f"BT /F1 14 Tf 72 700 Td ({text}) Tj ET".encode())
    pdf.save(path)
    return path


@pytest.fixture
def write_pdf():
    return _write_pdf


@pytest.fixture
def portal(functional):
    """The site with somebody who may add; what a test commits is thrown away after it."""
    portal = functional["portal"]
    setRoles(portal, TEST_USER_ID, ["Contributor", "Editor", "Site Administrator"])
    return portal


@pytest.fixture
def dossier(portal):
    dossier = create(portal, "Dossier", title="Hồ sơ giao đất")
    transaction.commit()
    return dossier


@pytest.fixture
def make_document(dossier, tmp_path):
    """Make a record whose file has the given pages, committed."""

    def make(*texts, title="Quyết định 1004"):
        obj = create(dossier, "ArchivalDocument", title=title)
        add_version(obj, _write_pdf(tmp_path / f"{obj.id}.pdf", *texts), f"{obj.id}.pdf")
        transaction.commit()
        return obj

    return make


@pytest.fixture
def worker(portal):
    return Worker(lambda: nullcontext(portal), Home.from_environment(), only=["reading"])
