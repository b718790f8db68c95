"""Making records by program."""

import pytest

from hoso.record.create import create
from hoso.record.errors import UnknownField, UnknownType, ValueRefused, WrongPlace
from hoso.record.origin import is_described, origin, origin_now


def test_a_record_lies_in_its_container_under_a_safe_id(dossier):
    document = create(dossier, "ArchivalDocument", "Số 1004_QĐ-UBND", title="Về việc giao đất")
    assert document.getId() == "so-1004-qd-ubnd"
    assert dossier["so-1004-qd-ubnd"].title == "Về việc giao đất"
    assert document.UID()


def test_the_same_name_again_gets_the_next_number(dossier):
    ids = [create(dossier, "ArchivalDocument", "a", title="A").getId() for _ in range(3)]
    assert ids == ["a", "a-2", "a-3"]


def test_without_an_origin_the_record_is_undescribed(dossier):
    document = create(dossier, "ArchivalDocument", title="001")
    assert not is_described(document)
    assert origin(document, "title") is None


def test_a_file_name_is_an_origin_but_no_description(dossier):
    document = create(dossier, "ArchivalDocument", title="001", origin=origin_now("filename"))
    assert origin(document, "title").source == "filename"
    assert not is_described(document)


def test_with_an_origin_every_value_has_it(dossier):
    given = origin_now("catalogue", table="muc-luc.xlsx", row=7)
    document = create(dossier, "ArchivalDocument", title="Giao đất", code_number="1004", origin=given)
    assert is_described(document)
    assert origin(document, "code_number").detail["row"] == 7
    assert document.code_number == "1004"


def test_values_are_checked_before_anything_is_made(dossier):
    with pytest.raises(ValueRefused, match="code_number.*dài quá 11"):
        create(dossier, "ArchivalDocument", title="A", code_number="1" * 12)
    with pytest.raises(UnknownField, match="khong_co"):
        create(dossier, "ArchivalDocument", title="A", khong_co=1)
    assert list(dossier.objectIds()) == []


def test_types_lie_where_they_belong(portal, dossier):
    with pytest.raises(UnknownType):
        create(portal, "Văn bản", title="A")
    with pytest.raises(WrongPlace):
        create(dossier, "Fonds", title="A")
    fonds = create(portal, "Fonds", title="UBND tỉnh Hà Nam")
    series = create(fonds, "Series", title="Mục lục 1")
    assert create(series, "Dossier", title="Hồ sơ").getId() == "ho-so"


def test_an_addition_does_not_write_its_container(portal, dossier):
    before = dossier.modification_date
    create(dossier, "ArchivalDocument", title="A")
    assert dossier.modification_date == before


def test_originals_are_not_copied(dossier, document):
    assert not document.cb_isCopyable()
    assert not dossier.cb_isCopyable()
