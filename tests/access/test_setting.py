"""Setting levels: what is refused, what is stored where, what is told."""

import pytest
from Acquisition import aq_base

from hoso.access import MoreOpenThanContainer, UnknownLevel, level, may_view, own_level, set_level
from hoso.access.states import WORKFLOW, state
from hoso.record.create import create
from hoso.record.revision import revision


@pytest.fixture
def dossier(portal):
    return create(portal, "Dossier", title="Hồ sơ giao đất")


@pytest.fixture
def document(dossier):
    return create(dossier, "ArchivalDocument", title="1004/QĐ-UBND")


def test_a_new_record_in_no_record_is_internal_and_closed(dossier):
    assert (own_level(dossier), level(dossier), state(dossier)) == ("", "internal", "closed")


def test_an_unknown_level_is_refused(dossier):
    with pytest.raises(UnknownLevel, match="mật"):
        set_level(dossier, "mật")
    assert own_level(dossier) == ""


def test_a_document_cannot_be_more_open_than_its_dossier(document):
    with pytest.raises(MoreOpenThanContainer) as refused:
        set_level(document, "public")
    assert "1004/QĐ-UBND" in str(refused.value) and "Hồ sơ giao đất" in str(refused.value)
    assert own_level(document) == ""


def test_opening_and_closing_a_dossier_writes_nothing_on_what_is_inside(portal, act, dossier, document):
    portal._p_jar.savepoint()
    for wanted in ("public", "private", "internal", ""):
        set_level(dossier, wanted)
        assert not aq_base(document)._p_changed
        assert not document.workflow_history._p_changed
        act("anonymous")
        assert may_view(None, document) == (wanted == "public")
    assert "_View_Permission" not in vars(aq_base(document))


def test_a_restricted_document_of_a_public_dossier_is_closed(act, dossier, document):
    set_level(dossier, "public")
    set_level(document, "internal")
    assert (level(document), state(document)) == ("internal", "closed")
    act("anonymous")
    assert may_view(None, dossier) and not may_view(None, document)


def test_a_document_once_public_does_not_open_again_with_another_level_of_its_own(dossier, document):
    set_level(dossier, "public")
    set_level(document, "public")
    set_level(dossier, "private")
    assert (own_level(document), level(document), state(document)) == ("public", "private", "as_container")


def test_revision_rises_for_the_record_and_all_inside(dossier, document):
    before = revision(dossier), revision(document)
    assert set_level(dossier, "public")
    after = revision(dossier), revision(document)
    assert after[0] > before[0] and after[1] > before[1]
    assert not set_level(dossier, "public")
    assert (revision(dossier), revision(document)) == after


def test_others_are_told_once(record_changes, dossier, document):
    record_changes.clear()
    set_level(dossier, "public")
    set_level(dossier, "public")
    set_level(document, "private")
    assert record_changes == [(dossier.UID(), "rights", True), (document.UID(), "rights", False)]


def test_no_transition_leads_around_the_command(portal, dossier):
    assert list(portal.portal_workflow[WORKFLOW].transitions.objectIds()) == []
    assert portal.portal_workflow.getTransitionsFor(dossier) == ()


def test_the_catalog_knows_the_state(portal, dossier):
    set_level(dossier, "public")
    (brain,) = portal.portal_catalog.unrestrictedSearchResults(UID=dossier.UID())
    assert brain.review_state == "open"
