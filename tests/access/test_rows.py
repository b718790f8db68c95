"""The rows of a container that a person may see, compared with asking every record."""

import pytest
from plone import api

from hoso.access import set_level, visible_rows
from hoso.record.create import create
from hoso.record.lookup import by_uid
from hoso.record.register import place, rows

LEVELS = ("", "public", "internal", "private")


@pytest.fixture
def fonds(portal):
    """Dossiers of all levels; in the first documents and acts of all levels, and some placed from the others."""
    fonds = create(portal, "Fonds", title="Phông")
    set_level(fonds, "internal")
    for number in range(12):
        set_level(create(fonds, "Dossier", f"hs-{number}", title=f"Hồ sơ {number}"), LEVELS[number % 4])
    dossier = fonds["hs-1"]
    for number in range(16):
        kind = "LegalAct" if number % 3 == 0 else "ArchivalDocument"
        set_level(create(dossier, kind, title=f"Văn bản {number}"), LEVELS[number % 4])
    for name in ("hs-2", "hs-3", "hs-5"):
        place(create(fonds[name], "ArchivalDocument", title=f"Của {name}"), dossier, ordinal=int(name[3:]))
    return fonds


def brute_force(container):
    return [row for row in rows(container, 0, 1000) if api.user.has_permission("View", obj=by_uid(row.uid))]


@pytest.mark.parametrize("person", ["anonymous", "stranger", "member", "archivist", "Manager"])
def test_they_are_the_records_that_may_be_seen(fonds, act, person):
    act(person)
    for container in (fonds, fonds["hs-1"], fonds["hs-2"]):
        expected = brute_force(container)
        visible = visible_rows(container)
        assert (visible.total, list(visible.rows(0, 1000))) == (len(expected), expected)
        assert [visible.position(row.uid) for row in expected] == list(range(len(expected)))


@pytest.mark.parametrize("value", LEVELS)
def test_a_new_level_holds_in_lists_at_once(fonds, act, value):
    set_level(fonds["hs-1"], value)
    set_level(by_uid(rows(fonds["hs-1"])[5].uid), value if value != "public" else "")
    for person in ("anonymous", "member"):
        act(person)
        expected = brute_force(fonds["hs-1"])
        assert list(visible_rows(fonds["hs-1"]).rows(0, 1000)) == expected
