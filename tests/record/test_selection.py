"""Rows of a register without the hidden ones, compared with walking through all of them."""

import random

import pytest

from hoso.record import register
from hoso.record.create import create
from hoso.record.register import Row, place, rows
from hoso.record.selection import Selection


@pytest.fixture
def mixed(portal, dossier):
    """Documents, acts and dossiers among each other, and documents placed from elsewhere."""
    other = create(portal, "Dossier", title="Hồ sơ khác")
    chance = random.Random(7)
    for number in range(60):
        kind = chance.choice(["ArchivalDocument", "ArchivalDocument", "LegalAct", "Dossier"])
        create(dossier, kind, title=f"{chance.randrange(1000)} {number}")
    for number in range(12):
        place(create(other, "ArchivalDocument", title=f"Nơi khác {number}"), dossier, ordinal=chance.randrange(1, 99))
    return dossier


def hiding(*names):
    def shows(row: Row) -> bool:
        return row.apart not in names and not (row.placed and "half" in names and row.ordinal % 2)

    return shows


HIDDEN = [(), ("LegalAct",), ("Dossier", "LegalAct"), ("",), ("", "Dossier"), ("half", ""), ("placed",),
          ("half", "LegalAct"), ("", "LegalAct", "Dossier", "placed")]  # fmt: skip


@pytest.mark.parametrize("hidden", HIDDEN)
def test_the_shown_rows_are_those_of_a_walk(mixed, hidden):
    expected = [row for row in rows(mixed, 0, 1000) if hiding(*hidden)(row)]
    selection = Selection(mixed, hiding(*hidden))
    assert selection.total == len(expected)
    for start in range(0, len(expected) + 2, 3):
        assert list(selection.rows(start, 5)) == expected[start : start + 5]
    for row in rows(mixed, 0, 1000):
        assert selection.position(row.uid) == (expected.index(row) if row in expected else None)


def test_a_run_of_hidden_rows_is_jumped_over(dossier):
    for number in range(40):
        create(dossier, "LegalAct" if 5 < number < 35 else "ArchivalDocument", title=f"Số {number}")
    asked = []
    selection = Selection(dossier, lambda row: asked.append(row) or not row.mark)
    assert [row.mark for row in selection.rows(3, 6)] == [""] * 6
    assert len(asked) == 2  # one of each kind


def test_a_register_without_rows(portal):
    selection = Selection(create(portal, "Dossier", title="Trống"), hiding())
    assert (selection.total, selection.rows(0, 10), selection.position("nobody")) == (0, (), None)


def test_what_is_gone_is_no_longer_noted_apart(portal, dossier):
    act = create(dossier, "LegalAct", title="Quyết định")
    assert list(register.apart(dossier)) == ["LegalAct"]
    dossier.manage_delObjects([act.getId()])
    assert register.apart(dossier) == {}


def test_positions_hold_over_the_cuts_of_a_large_register():
    from hoso.record.ranked import SEGMENT, RankedTree

    tree = RankedTree()
    numbers = list(range(5 * SEGMENT))
    random.Random(3).shuffle(numbers)
    for number in numbers:
        tree.put((number, "", f"u{number}"), None)
    positions = tree.positions()
    assert len(positions) == len(numbers)
    for number in range(0, len(numbers), 37):
        assert positions.before((number, "", f"u{number}")) == number
        assert positions.key(number)[0] == number
    assert positions.before((len(numbers), "", "")) == len(numbers)
