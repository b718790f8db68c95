"""Revisions only rise, and containers hand theirs down."""

import pytest
from zope.component import provideHandler
from zope.component.globalregistry import getGlobalSiteManager

from hoso.record.create import create
from hoso.record.interfaces import IRecordChanged
from hoso.record.origin import origin_now, set_value
from hoso.record.revision import raise_revision, revision


@pytest.fixture
def heard():
    events = []
    provideHandler(events.append, [IRecordChanged])
    yield events
    getGlobalSiteManager().unregisterHandler(events.append, [IRecordChanged])


def test_every_change_raises_it(document):
    seen = [revision(document)]
    set_value(document, "title", "A", origin_now("typed"))
    seen.append(revision(document))
    seen.append(raise_revision(document))
    assert seen == sorted(set(seen))


def test_a_change_of_a_dossier_reaches_its_documents_without_a_write(dossier, document, portal):
    portal._p_jar.savepoint()
    before = revision(document)
    set_value(dossier, "box", "12", origin_now("typed"))
    assert revision(document) > before
    assert not document._p_changed


def test_a_new_sibling_raises_nothing(dossier, document):
    before = (revision(dossier), revision(document))
    create(dossier, "ArchivalDocument", title="B")
    assert (revision(dossier), revision(document)) == before


@pytest.mark.parametrize("raised", ["old", "new"])
def test_a_move_never_lowers_it(portal, dossier, document, raised):
    inner = create(dossier, "Dossier", title="Trong")
    leaf = create(inner, "ArchivalDocument", title="Lá")
    target = create(portal, "Dossier", title="Đích")
    for _ in range(9):
        raise_revision(dossier if raised == "old" else target, subtree=True)
    before = (revision(inner), revision(leaf))
    portal._p_jar.savepoint()
    target.manage_pasteObjects(dossier.manage_cutObjects([inner.getId()]))
    moved = target[inner.getId()]
    assert revision(moved) > before[0]
    assert revision(moved[leaf.getId()]) > before[1]


def test_events_say_what_happened(portal, dossier, heard):
    document = create(dossier, "ArchivalDocument", title="A")
    set_value(document, "title", "B", origin_now("typed"))
    set_value(dossier, "title", "C", origin_now("typed"))
    uid = document.UID()
    dossier.manage_delObjects([document.getId()])
    assert [(event.reason, event.uid, event.subtree) for event in heard] == [
        ("added", uid, False),
        ("described", uid, False),
        ("described", dossier.UID(), True),
        ("removed", uid, False),
    ]


def test_a_removed_container_tells_of_every_record(portal, dossier, document, heard):
    gone = {dossier.UID(), document.UID()}
    portal.manage_delObjects([dossier.getId()])
    assert {event.uid for event in heard if event.reason == "removed"} == gone
