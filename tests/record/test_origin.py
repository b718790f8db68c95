"""Values know where they come from."""

import pytest
from plone import api
from zope.lifecycleevent import Attributes, modified

from hoso.language import PartialDate
from hoso.record.create import create
from hoso.record.errors import UnknownField, ValueRefused
from hoso.record.origin import confirm, is_described, origin, origin_now, set_value, set_values
from hoso.record.schema.document import IDocumentDescription
from hoso.record.undescribed import DESCRIBED, UNDESCRIBED, description_state, undescribed


def test_a_value_is_set_with_its_origin(document):
    set_value(document, "code_number", "1004", origin_now("read", page=1, box=(1, 2, 3, 4), confidence=0.91))
    found = origin(document, "code_number")
    assert document.code_number == "1004"
    assert (found.source, found.detail["page"], found.confirmed_by) == ("read", 1, None)
    assert found.by == api.user.get_current().getId()


def test_only_what_changed_is_named(document):
    given = origin_now("catalogue")
    assert set_values(document, {"code_number": "1", "code_notation": "QĐ-UBND"}, given) == (
        "code_number",
        "code_notation",
    )
    assert set_values(document, {"code_number": "1", "code_notation": "TB"}, given) == ("code_notation",)
    assert set_values(document, {"code_number": "1"}, origin_now("typed")) == ("code_number",)


def test_nothing_is_set_when_one_value_is_refused(document):
    with pytest.raises(ValueRefused, match="document_type.*danh mục"):
        set_values(document, {"code_number": "7", "document_type": "khong-co"}, origin_now("catalogue"))
    with pytest.raises(UnknownField):
        set_value(document, "so_trang", 1, origin_now("typed"))
    with pytest.raises(ValueRefused, match="ordinal.*nhỏ hơn 1"):
        set_value(document, "ordinal", 0, origin_now("typed"))
    with pytest.raises(ValueRefused, match="title.*bắt buộc"):
        set_value(document, "title", None, origin_now("typed"))
    assert document.code_number is None
    assert origin(document, "code_number") is None


def test_a_value_can_be_cleared(document):
    set_value(document, "code_number", "7", origin_now("catalogue"))
    set_value(document, "code_number", None, origin_now("typed"))
    assert document.code_number is None
    assert origin(document, "code_number").source == "typed"


def test_what_a_machine_read_describes_nothing_until_confirmed(document):
    set_value(document, "issued_date", PartialDate.parse("6/1998"), origin_now("read", page=1))
    assert not is_described(document)
    confirm(document, "issued_date")
    assert is_described(document)
    assert origin(document, "issued_date").source == "read"
    assert origin(document, "issued_date").confirmed_by == api.user.get_current().getId()


def test_confirming_needs_a_value(document):
    with pytest.raises(UnknownField):
        confirm(document, "issued_date")


def test_the_list_of_undescribed_records_follows(dossier, document):
    here = "/".join(dossier.getPhysicalPath())
    assert description_state(document) == UNDESCRIBED
    assert {brain.UID for brain in undescribed(here)} == {dossier.UID(), document.UID()}
    set_value(document, "code_number", "7", origin_now("typed"))
    assert description_state(document) == DESCRIBED
    assert [brain.UID for brain in undescribed(here)] == [dossier.UID()]
    assert list(undescribed(here, portal_type="ArchivalDocument")) == []


def test_an_edit_in_a_form_marks_what_it_changed(document):
    set_values(document, {"code_number": "1", "code_notation": "QĐ"}, origin_now("catalogue"))
    document.code_number = "2"
    modified(document, Attributes(IDocumentDescription, "IDocumentDescription.code_number"))
    assert origin(document, "code_number").source == "typed"
    assert origin(document, "code_notation").source == "catalogue"


def test_a_form_that_names_nothing_marks_nothing(document):
    modified(document)
    assert origin(document, "title") is None


def test_a_record_made_by_a_person_is_typed(dossier):
    dossier.invokeFactory("ArchivalDocument", "a", title="Về việc giao đất", code_number="3")
    document = dossier["a"]
    assert origin(document, "title").source == origin(document, "code_number").source == "typed"
    assert origin(document, "code_notation") is None
    assert is_described(document)


def test_a_stranger_field_of_a_behaviour_is_left_alone(dossier):
    document = create(dossier, "ArchivalDocument", title="A")
    modified(document, Attributes(IDocumentDescription, "IOther.subjects"))
    assert origin(document, "subjects") is None
