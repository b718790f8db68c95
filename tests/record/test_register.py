"""The ordered listing of a container, and documents in several dossiers."""

import io

import pytest

from hoso.record.create import create
from hoso.record.files import add_version
from hoso.record.lookup import by_uid
from hoso.record.origin import origin_now, set_value, set_values
from hoso.record.register import (
    CannotBePlaced,
    Row,
    count,
    numbering,
    place,
    placements,
    rows,
    undescribed,
    unplace,
)
from hoso.record.revision import revision


@pytest.fixture
def other(portal):
    return create(portal, "Dossier", title="Hồ sơ khiếu nại")


def titles(container):
    return [by_uid(row.uid).title for row in rows(container)]


def test_rows_stand_in_vietnamese_order_numbers_by_value(dossier):
    for title in ("Đan", "Dân", "Ẩn", "Văn bản 10", "Ăn", "Văn bản 9", "Ấn", "An"):
        create(dossier, "ArchivalDocument", title=title)
    assert titles(dossier) == ["An", "Ăn", "Ẩn", "Ấn", "Dân", "Đan", "Văn bản 9", "Văn bản 10"]


def test_the_number_in_the_dossier_goes_before_the_name(dossier):
    create(dossier, "ArchivalDocument", title="A")
    create(dossier, "ArchivalDocument", title="C", ordinal=1)
    second = create(dossier, "ArchivalDocument", title="B")
    set_values(second, {"ordinal": 2, "sheet_from": 3, "sheet_to": 7}, origin_now("typed"))
    assert titles(dossier) == ["C", "B", "A"]
    assert rows(dossier)[1] == Row(second.UID(), placed=False, ordinal=2, sheets="3–7")


def test_describing_a_scan_keeps_the_order_of_the_files(dossier):
    for name in ("001", "002"):
        document = create(dossier, "ArchivalDocument", title=name)
        add_version(document, io.BytesIO(name.encode()), f"{name}.pdf")
    set_value(dossier["001"], "title", "Về việc cuối cùng", origin_now("typed"))
    assert titles(dossier) == ["Về việc cuối cùng", "002"]


def test_dossiers_stand_by_their_number(portal):
    series = create(create(portal, "Fonds", title="UBND"), "Series", title="Mục lục 1")
    for notation in ("10", "2"):
        create(series, "Dossier", title=f"Hồ sơ {notation}", file_notation=notation)
    assert titles(series) == ["Hồ sơ 2", "Hồ sơ 10"]


def test_a_page_of_rows(dossier):
    for number in range(7):
        create(dossier, "ArchivalDocument", title=str(number))
    assert count(dossier) == 7
    assert [by_uid(row.uid).title for row in rows(dossier, 2, 3)] == ["2", "3", "4"]
    assert rows(dossier, 7, 3) == ()


def test_a_document_is_placed_without_a_copy(dossier, document, other):
    place(document, other, ordinal=5, sheets="9–10")
    assert rows(other) == (Row(document.UID(), placed=True, ordinal=5, sheets="9–10"),)
    assert list(other.objectIds()) == []
    assert count(dossier) == 1
    assert [placement.dossier_uid for placement in placements(document)] == [other.UID()]


def test_placing_again_changes_the_row(document, other):
    place(document, other)
    place(document, other, ordinal=2)
    assert [row.ordinal for row in rows(other)] == [2]
    assert len(placements(document)) == 1


def test_unplacing_leaves_the_home(dossier, document, other):
    place(document, other)
    unplace(document, other)
    assert (count(dossier), count(other), placements(document)) == (1, 0, ())


def test_what_cannot_be_placed(portal, dossier, document, other):
    for thing, where in ((document, dossier), (other, dossier), (document, create(portal, "Fonds", title="F"))):
        with pytest.raises(CannotBePlaced):
            place(thing, where)


def test_a_new_name_reorders_the_dossiers_it_is_placed_in(document, other):
    create(other, "ArchivalDocument", title="B")
    place(document, other)
    set_value(document, "title", "C", origin_now("typed"))
    assert titles(other) == ["B", "C"]
    set_value(document, "title", "A", origin_now("typed"))
    assert titles(other) == ["A", "B"]


def test_a_removed_document_leaves_every_listing(dossier, document, other):
    place(document, other)
    dossier.manage_delObjects([document.getId()])
    assert (count(dossier), count(other)) == (0, 0)


def test_a_removed_dossier_frees_what_was_placed_in_it(portal, document, other):
    place(document, other)
    before = revision(document)
    portal.manage_delObjects([other.getId()])
    assert placements(document) == ()
    assert revision(document) > before


def test_removing_a_dossier_takes_its_documents_out_of_others(portal, dossier, document, other):
    place(document, other)
    portal.manage_delObjects([dossier.getId()])
    assert count(other) == 0


def test_a_moved_document_changes_its_listing(dossier, document, other, portal):
    portal.portal_workflow.setDefaultChain("")
    third = create(portal, "Dossier", title="Ba")
    place(document, third)
    portal._p_jar.savepoint()  # a cut object must have an oid
    other.manage_pasteObjects(dossier.manage_cutObjects([document.getId()]))
    moved = other[document.getId()]
    assert (count(dossier), [row.uid for row in rows(other)]) == (0, [moved.UID()])
    assert [row.uid for row in rows(third)] == [moved.UID()]


def test_a_move_into_a_dossier_it_was_placed_in_makes_that_its_home(dossier, document, other, portal):
    place(document, other)
    portal._p_jar.savepoint()
    other.manage_pasteObjects(dossier.manage_cutObjects([document.getId()]))
    assert placements(other[document.getId()]) == ()
    assert [row.placed for row in rows(other)] == [False]


def test_listing_wakes_no_record(dossier, portal):
    for number in range(5):
        create(dossier, "ArchivalDocument", title=str(number))
    portal._p_jar.savepoint()
    portal._p_jar.cacheMinimize()
    assert len(rows(dossier)) == 5
    awake = [dossier._tree[name]._p_changed for name in ("0", "1", "2", "3", "4")]
    assert awake == [None] * 5


def test_undescribed_rows_are_noted_until_they_are_described(dossier, document):
    assert [uid for uid, _ in undescribed(dossier).slice(0, 9)] == [document.UID()]
    set_value(document, "title", "Về việc giao đất", origin_now("typed"))
    assert len(undescribed(dossier)) == 0
    dossier.manage_delObjects([create(dossier, "ArchivalDocument", title="Tệp mới").getId()])
    assert len(undescribed(dossier)) == 0


def test_how_many_rows_are_numbered_and_up_to_what(dossier, document):
    assert numbering(dossier) == (0, 0)
    for ordinal in (1, 2, 5):
        create(dossier, "ArchivalDocument", title=f"Số {ordinal}", ordinal=ordinal)
    assert numbering(dossier) == (3, 5)
