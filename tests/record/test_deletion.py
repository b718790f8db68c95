"""Nothing with originals is deleted by the way."""

import io

import pytest
from plone.app.testing import TEST_USER_ID, setRoles

from hoso.record.create import create
from hoso.record.file_errors import OriginalKept
from hoso.record.files import add_version


@pytest.fixture
def original(document):
    add_version(document, io.BytesIO(b"%PDF-1.4"), "a.pdf")
    return document


def test_a_record_with_files_stays(dossier, original):
    with pytest.raises(OriginalKept, match="1004-QĐ-UBND"):
        dossier.manage_delObjects([original.getId()])


def test_so_does_whatever_it_lies_in(portal, dossier, original):
    with pytest.raises(OriginalKept):
        portal.manage_delObjects([dossier.getId()])


def test_a_manager_may(portal, dossier, original):
    setRoles(portal, TEST_USER_ID, ["Manager"])
    dossier.manage_delObjects([original.getId()])
    assert list(dossier.objectIds()) == []


def test_a_record_without_files_is_no_original(dossier, document):
    dossier.manage_delObjects([document.getId()])
    assert list(dossier.objectIds()) == []


def test_a_move_is_no_deletion(portal, dossier, original):
    other = create(portal, "Dossier", title="B")
    portal._p_jar.savepoint()
    other.manage_pasteObjects(dossier.manage_cutObjects([original.getId()]))
    assert list(other.objectIds()) == [original.getId()]
