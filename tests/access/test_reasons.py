"""The explanation of rights."""

from datetime import date

from zope.i18n import translate

from hoso.access import assign, set_level, who_may, why
from hoso.access.reasons import about_level
from hoso.record.create import create


def test_why_an_archivist_may(portal, act):
    assign("archivist", "archivist", from_=date(2020, 1, 2))
    dossier = create(portal, "Dossier", title="Hồ sơ kín")
    set_level(dossier, "private")
    (reason,) = why(portal.acl_users.getUserById("archivist"), dossier)
    assert reason.rights == ("read", "edit", "add", "remove", "set_level")
    assert reason.user_id == "archivist"
    assert reason.text.mapping == {"function": "archivist", "department": "*", "first": "02/01/2020", "last": "…"}


def test_nothing_is_said_where_there_is_no_right(portal):
    dossier = create(portal, "Dossier", title="Hồ sơ kín")
    set_level(dossier, "private")
    assert why(portal.acl_users.getUserById("member"), dossier) == ()


def test_who_may_names_everybody_with_a_right(portal):
    dossier = create(portal, "Dossier", title="Hồ sơ")
    assert [(reason.user_id, reason.rights[0]) for reason in who_may(dossier)] == [
        ("", "read"),  # administrators
        ("archivist", "read"),
        ("member", "read"),
    ]
    set_level(dossier, "private")
    assert [reason.user_id for reason in who_may(dossier)] == ["", "archivist"]
    set_level(dossier, "public")
    assert len(who_may(dossier)) == 4
    assert who_may(dossier)[0].rights == ("read",)


def test_the_level_is_explained_by_the_record_that_set_it(portal):
    fonds = create(portal, "Fonds", title="Phông")
    dossier = create(fonds, "Dossier", title="Hồ sơ")
    document = create(dossier, "ArchivalDocument", title="Văn bản")
    assert "Phông" in translate(about_level(document))
    set_level(dossier, "private")
    assert "Hồ sơ" in translate(about_level(document))
    set_level(document, "private")
    assert "Văn bản" in translate(about_level(document))
