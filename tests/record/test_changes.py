"""Who last had a hand in a record."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta

from plone.app.testing import TEST_USER_ID, logout, setRoles

from hoso.record.changes import changed_by, changed_last_by
from hoso.record.create import create
from hoso.record.files import add_version
from hoso.record.origin import Origin, confirm, origin_now, set_value

NOW = datetime.now(UTC)


def typed(person, hours):
    return Origin("typed", by=person, at=NOW + timedelta(hours=hours))


def test_the_last_hand_is_the_newest_whatever_it_did(portal, dossier):
    document = create(dossier, "ArchivalDocument", title="A", origin=typed("lan", 1))
    assert changed_by(document) == "lan"
    set_value(document, "title", "B", typed("minh", 2))
    assert changed_by(document) == "minh"
    set_value(document, "code_number", "7", typed("hoa", 0))
    assert changed_by(document) == "minh"
    add_version(document, io.BytesIO(b"%PDF-1.4 x"), "a.pdf", by="tam")
    assert changed_by(document) == "minh", "the file came before the value that lies in the future"


def test_what_machines_did_is_nobodys(dossier):
    document = create(dossier, "ArchivalDocument", title="A", origin=Origin("read", at=NOW))
    assert changed_by(document) is None
    set_value(document, "title", "B", Origin("read", at=NOW))
    confirm(document, "title")
    assert changed_by(document) == TEST_USER_ID


def test_found_newest_first_and_only_what_may_be_seen(portal, dossier):
    documents = [create(dossier, "ArchivalDocument", title=f"T{n}", origin=origin_now("typed")) for n in range(3)]
    other = create(dossier, "ArchivalDocument", title="Khác", origin=typed("lan", 1))
    for minutes, document in enumerate(documents):
        document.setModificationDate(f"2030-01-0{minutes + 1}")
        document.reindexObject(idxs=["modified"])
    found = [brain.UID for brain in changed_last_by(TEST_USER_ID, 2)]
    assert found == [documents[2].UID(), documents[1].UID()]
    assert other.UID() not in found
    setRoles(portal, TEST_USER_ID, [])
    logout()
    assert not changed_last_by(TEST_USER_ID, 2)
