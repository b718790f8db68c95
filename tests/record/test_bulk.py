"""One change for many records: planned, carried out, undone."""

import pytest
from plone.app.testing import TEST_USER_ID, login, setRoles

from hoso.language import PartialDate
from hoso.record.bulk import (
    HOME,
    Change,
    ChangeRefused,
    NoSuchCommand,
    TooMany,
    begin,
    command,
    commands,
    digest,
    plan,
    undo,
)
from hoso.record.create import create
from hoso.record.lookup import by_uid, by_uids
from hoso.record.origin import Origin, origin, origin_now, set_values
from hoso.record.register import place, rows

READ = Origin("read", detail={"page": 1, "confidence": 40})


@pytest.fixture
def documents(dossier):
    """Three documents whose values a machine has read."""
    return [
        create(dossier, "ArchivalDocument", title=f"V/v giao đất {number}", origin=READ, ordinal=number * 10,
               sheet_from=number * 5, sheet_to=number * 5 + number, organ_name="UBND huyện")
        for number in (1, 2, 3)
    ]  # fmt: skip


@pytest.fixture
def other(portal):
    return create(portal, "Dossier", title="Hồ sơ nhận")


def after(steps):
    return [step.reason or step.after for step in steps]


def test_a_plan_writes_nothing_and_says_what_will_be(dossier, documents):
    steps = plan(documents, Change("set", "organ_name", "UBND tỉnh"), dossier)
    assert [(step.before, step.after) for step in steps] == [
        ({"organ_name": "UBND huyện"}, {"organ_name": "UBND tỉnh"})
    ] * 3
    assert documents[0].organ_name == "UBND huyện"
    assert digest(steps) == digest(plan(documents, Change("set", "organ_name", "UBND tỉnh"), dossier))


def test_reasons_why_a_record_stays_as_it_is(dossier, documents, other):
    place(create(other, "ArchivalDocument", title="Nơi khác"), dossier)
    act = create(dossier, "LegalAct", title="Quyết định")
    elsewhere = other["noi-khac"]
    assert after(plan([documents[0]], Change("set", "organ_name", "UBND huyện"), dossier)) == ["đã có giá trị này"]
    assert after(plan([act], Change("set", "keywords", "đất"), dossier)) == ["loại này không có trường đó"]
    (reason,) = after(plan([elsewhere], Change("number"), dossier))
    assert "hồ sơ gốc" in reason
    (reason,) = after(plan([documents[0]], Change("set", "code_number", "1" * 12), dossier))
    assert reason == "dài quá 11"


def test_who_may_not_edit_gets_a_reason_for_each_record(portal, dossier, documents):
    setRoles(portal, TEST_USER_ID, ["Member"])
    assert after(plan(documents, Change("clear", "organ_name"), dossier)) == ["bạn không được sửa văn bản này"] * 3


def test_records_come_in_the_order_asked_for_without_those_that_are_gone(dossier, documents):
    uids = [document.UID() for document in documents]
    dossier.manage_delObjects([documents[1].getId()])
    assert [record.UID() for record in by_uids([uids[2], uids[1], uids[0]])] == [uids[2], uids[0]]
    assert by_uids([]) == []


def test_numbers_and_sheets_run_on(dossier, documents):
    assert after(plan(documents, Change("number", first=4), dossier)) == [
        {"ordinal": "4"}, {"ordinal": "5"}, {"ordinal": "6"}
    ]  # fmt: skip
    assert after(plan(documents, Change("sheets", first=1), dossier)) == [
        {"sheet_from": "1", "sheet_to": "2"},
        {"sheet_from": "3", "sheet_to": "5"},
        {"sheet_from": "6", "sheet_to": "9"},
    ]


def test_a_change_must_say_what(dossier):
    for wrong in (("set", "title", "x"), ("set", "organ_name", " "), ("replace",), ("move",), ("burn",)):
        with pytest.raises(ChangeRefused):
            Change(*wrong)


def test_no_more_than_one_command_takes(dossier, documents):
    with pytest.raises(TooMany):
        plan(documents * 4000, Change("number"), dossier)


def test_carried_out_and_undone_with_the_origins_of_before(dossier, documents):
    begun = begin(dossier, plan(documents, Change("replace", text="V/v", by="Về việc"), dossier))
    assert (begun.finished, begun.changed) == (True, 3)
    assert documents[0].title == "Về việc giao đất 1"
    assert origin(documents[0], "title").source == "typed"
    undone = undo(begun.id)
    assert (undone.changed, undone.left) == (3, ())
    assert documents[0].title == "V/v giao đất 1"
    assert origin(documents[0], "title") == READ


def test_a_value_that_was_never_given_is_taken_away_again(dossier, documents):
    begun = begin(dossier, plan(documents, Change("set", "issued_date", "6/2016"), dossier))
    assert documents[1].issued_date == PartialDate.parse("6/2016")
    undo(begun.id)
    assert (documents[1].issued_date, origin(documents[1], "issued_date")) == (None, None)


def test_undoing_leaves_what_was_changed_since_and_names_it(dossier, documents):
    begun = begin(dossier, plan(documents, Change("clear", "organ_name"), dossier))
    set_values(documents[1], {"organ_name": "Sở Tư pháp"}, origin_now("typed"))
    dossier.manage_delObjects([documents[2].getId()])
    undone = undo(begun.id)
    assert (undone.changed, [title for title, _ in undone.left]) == (1, ["V/v giao đất 3", "V/v giao đất 2"])
    assert [documents[0].organ_name, documents[1].organ_name] == ["UBND huyện", "Sở Tư pháp"]
    assert undo(begun.id).changed == 1  # nothing more


def test_a_record_changed_after_the_plan_is_left_alone(dossier, documents):
    steps = plan(documents, Change("clear", "organ_name"), dossier)
    set_values(documents[0], {"organ_name": "Sở Tư pháp"}, origin_now("typed"))
    assert digest(steps) != digest(plan(documents, Change("clear", "organ_name"), dossier))
    begun = begin(dossier, steps)
    assert (begun.changed, [title for title, _ in begun.left]) == (2, ["V/v giao đất 1"])
    assert documents[0].organ_name == "Sở Tư pháp"


def test_documents_move_and_come_back(dossier, documents, other):
    uids = [document.UID() for document in documents]
    steps = plan(documents, Change("move", text=other.UID()), dossier)
    assert after(steps) == [{HOME: other.UID()}] * 3
    begun = begin(dossier, steps)
    assert ([row.uid for row in rows(other)], rows(dossier)) == (uids, ())
    assert by_uid(uids[0]).__parent__.getId() == other.getId()
    undo(begun.id)
    assert ([row.uid for row in rows(dossier)], rows(other)) == (uids, ())


def test_a_dossier_that_may_not_be_added_to_takes_nothing(portal, dossier, documents, other):
    setRoles(portal, TEST_USER_ID, ["Editor"])
    with pytest.raises(ChangeRefused):
        plan(documents, Change("move", text=other.UID()), dossier)


def test_commands_are_of_one_person_and_one_day(portal, dossier, documents, monkeypatch):
    begun = begin(dossier, plan(documents, Change("clear", "organ_name"), dossier))
    portal.acl_users.userFolderAddUser("khac", "Mat-khau-thu-12", ["Manager"], [])
    login(portal, "khac")
    with pytest.raises(NoSuchCommand):
        undo(begun.id)
    login(portal, "test-user")
    assert command(begun.id) is begun
    begun.at -= commands.KEPT
    with pytest.raises(NoSuchCommand):
        command(begun.id)


def test_many_records_are_left_to_the_worker_and_done_in_batches(portal, dossier, documents, monkeypatch):
    monkeypatch.setattr(commands, "AT_ONCE", 2)
    monkeypatch.setattr(commands, "BATCH", 2)
    begun = begin(dossier, plan(documents, Change("clear", "organ_name"), dossier))
    assert (begun.finished, begun.changed) == (False, 0)
    assert commands.work(begun.id) is True
    assert (begun.changed, documents[2].organ_name) == (2, "UBND huyện")
    assert commands.work(begun.id) is False
    assert (begun.finished, begun.changed, documents[2].organ_name) == (True, 3, None)
    undo(begun.id)
    while commands.work(begun.id):
        pass
    assert (begun.changed, documents[2].organ_name) == (3, "UBND huyện")
