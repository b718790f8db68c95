"""Records that get another place."""

import pytest
import transaction
from plone import api

from hoso.access import level, set_level
from hoso.access.states import right_state, state
from hoso.record.create import create


@pytest.fixture
def dossiers(portal):
    """One dossier of each level."""
    made = {}
    for wanted in ("public", "internal", "private"):
        made[wanted] = create(portal, "Dossier", wanted, title=wanted)
        set_level(made[wanted], wanted)
    return made


def found(portal, record) -> bool:
    return bool(portal.portal_catalog.searchResults(UID=record.UID()))


def move(record, container):
    transaction.savepoint()  # what was made in this transaction has no place in the database yet, and cannot be cut
    return api.content.move(source=record, target=container)


@pytest.mark.parametrize("there", ["public", "internal", "private"])
@pytest.mark.parametrize("here", ["public", "internal", "private"])
def test_a_moved_document_has_the_rights_of_its_new_dossier(portal, act, dossiers, here, there):
    document = move(create(dossiers[here], "ArchivalDocument", "a", title="Văn bản"), dossiers[there])
    assert level(document) == there
    for name, sees in (("anonymous", there == "public"), ("member", there != "private"), ("archivist", True)):
        act(name)
        assert bool(api.user.has_permission("View", obj=document)) == sees
        assert found(portal, document) == sees


def test_an_open_dossier_moved_into_a_closed_one_closes_with_all_inside(portal, act, dossiers):
    document = create(dossiers["public"], "ArchivalDocument", title="Văn bản")
    inner = move(dossiers["public"], dossiers["private"])
    document = inner[document.getId()]
    assert (level(inner), state(inner)) == ("private", "as_container")
    act("member")
    assert not found(portal, inner) and not found(portal, document)
    act("anonymous")
    assert not api.user.has_permission("View", obj=document)


def test_a_series_without_a_level_of_its_own_follows_its_new_fonds(portal, act, dossiers):
    public, internal = (create(portal, "Fonds", wanted, title=wanted) for wanted in ("phong-1", "phong-2"))
    set_level(public, "public")
    series = create(public, "Series", title="Mục lục số 1")
    dossier = create(series, "Dossier", title="Hồ sơ số 1")
    act("anonymous")
    assert found(portal, dossier)
    act("Manager")
    dossier = move(series, internal)[dossier.getId()]
    act("anonymous")
    assert not found(portal, dossier)


def test_a_document_taken_out_of_all_records_is_closed(portal, act, dossiers):
    act_of_law = create(dossiers["public"], "LegalAct", title="Nghị quyết")
    moved = move(act_of_law, portal)
    assert (level(moved), state(moved)) == ("internal", "closed")
    act("anonymous")
    assert not found(portal, moved)


def test_the_state_is_right_after_every_move(portal, dossiers):
    for own in ("", "public", "internal", "private"):
        dossier = create(portal, "Dossier", f"o-{own}", title="Hồ sơ")
        set_level(dossier, own)
        for place in (dossiers["private"], portal, dossiers["public"], portal):
            dossier = move(dossier, place)
            assert state(dossier) == right_state(dossier)


def test_a_renamed_record_keeps_its_rights(portal, act, dossiers):
    transaction.savepoint()
    renamed = api.content.rename(dossiers["private"], new_id="mat")
    act("member")
    assert not found(portal, renamed)
