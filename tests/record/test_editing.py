"""Values typed into a row of a register."""

import pytest
from plone.app.testing import TEST_USER_ID, login, setRoles

from hoso.language import PartialDate
from hoso.record.bulk import save_row, undo
from hoso.record.editing import (
    ChangedMeanwhile,
    LockedByOther,
    ValuesNotAccepted,
    row_texts,
    stamp,
)
from hoso.record.locks import hold
from hoso.record.origin import origin, origin_now, set_values


def test_texts_become_values_that_were_typed(dossier, document):
    begun = save_row(
        dossier,
        document,
        {"code_number": " 1004 ", "issued_date": "6/2016", "sheet_from": "1", "sheet_to": "3", "title": "Kế hoạch"},
        stamp(document),
    )
    assert (document.code_number, document.issued_date) == ("1004", PartialDate.parse("6/2016"))
    assert (document.sheet_from, document.sheet_to) == (1, 3)
    assert origin(document, "code_number").source == "typed"
    undo(begun.id)
    assert (document.code_number, document.title, document.sheet_to) == (None, "1004-QĐ-UBND", None)


def test_a_row_that_was_not_touched_is_no_command(dossier, document):
    assert save_row(dossier, document, row_texts(document), stamp(document)) is None


def test_what_was_not_touched_keeps_its_origin(dossier, document):
    set_values(document, {"code_number": "7", "organ_name": "UBND"}, origin_now("read", page=1))
    texts = row_texts(document)
    save_row(dossier, document, {**texts, "organ_name": "UBND tỉnh"}, stamp(document))
    assert (origin(document, "code_number").source, origin(document, "organ_name").source) == ("read", "typed")


def test_an_emptied_cell_clears_the_value(dossier, document):
    set_values(document, {"code_number": "7"}, origin_now("typed"))
    save_row(dossier, document, {"code_number": ""}, stamp(document))
    assert document.code_number is None


def test_nothing_is_set_when_one_text_is_wrong(dossier, document):
    texts = {"code_number": "1" * 12, "issued_date": "32/13/2016", "sheet_from": "x", "organ_name": "UBND"}
    with pytest.raises(ValuesNotAccepted) as raised:
        save_row(dossier, document, texts, stamp(document))
    assert set(raised.value.errors) == {"code_number", "issued_date", "sheet_from"}
    assert document.organ_name is None


def test_sheets_run_forward(dossier, document):
    with pytest.raises(ValuesNotAccepted) as raised:
        save_row(dossier, document, {"sheet_from": "9", "sheet_to": "3"}, stamp(document))
    assert set(raised.value.errors) == {"sheet_to"}


def test_a_value_changed_meanwhile_is_not_written_over(dossier, document):
    seen = stamp(document)
    set_values(document, {"title": "Của người khác"}, origin_now("typed"))
    with pytest.raises(ChangedMeanwhile):
        save_row(dossier, document, {"title": "Của tôi"}, seen)
    assert document.title == "Của người khác"


def test_the_lock_of_the_edit_form_is_heeded(portal, dossier, document):
    portal.acl_users.userFolderAddUser("huong", "Mat-khau-thu-12", ["Manager"], [])
    login(portal, "huong")
    hold(document)
    login(portal, "test-user")
    setRoles(portal, TEST_USER_ID, ["Manager"])
    with pytest.raises(LockedByOther, match="huong"):
        save_row(dossier, document, {"title": "Của tôi"}, stamp(document))
