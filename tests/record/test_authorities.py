"""Authorities are found by what they are or were called."""

from __future__ import annotations

from datetime import date

import pytest

from hoso.record import authorities
from hoso.record.create import create
from hoso.record.fields.dated_names import DatedName


@pytest.fixture
def committee(portal):
    """An authority that had another name until the end of June 2025."""
    return create(
        portal,
        "Authority",
        title="Ủy ban nhân dân tỉnh Ninh Bình",
        code="000.00.00.H42",
        names=(DatedName.parse("Ủy ban nhân dân tỉnh Hà Nam | 1997 | 30/06/2025"),),
    )


@pytest.mark.parametrize("typed", ["ubnd", "uy ban ha nam", "ỦY BAN Hà", "nhan dan ninh", "H42"])
def test_words_may_be_cut_short_and_without_accents(committee, typed):
    found = authorities.matching(typed)
    assert [named.uid for named in found] == ([] if typed in ("ubnd", "H42") else [committee.UID()])


def test_the_name_is_the_one_of_the_day(committee):
    (then,) = authorities.matching("ninh binh", date(2016, 6, 30))
    (now,) = authorities.matching("ha nam", date(2026, 1, 1))
    assert (then.name, now.name) == ("Ủy ban nhân dân tỉnh Hà Nam", "Ủy ban nhân dân tỉnh Ninh Bình")


@pytest.mark.parametrize(
    "typed",
    ["uy ban nhan dan tinh ha nam", "Ủy ban nhân dân tỉnh Ninh Bình", "000.00.00.H42",
     "Ủy ban nhân dân tỉnh Ninh Bình (000.00.00.H42)"],
)  # fmt: skip
def test_a_name_a_code_and_a_label_lead_to_the_authority(committee, typed):
    assert authorities.resolve(typed) == committee.UID()


def test_an_unknown_name_is_answered_with_what_is_near(committee):
    with pytest.raises(authorities.UnknownAuthority, match="Ủy ban nhân dân tỉnh Ninh Bình"):
        authorities.resolve("Ủy ban nhân dân")


def test_one_name_of_two_is_asked_back_and_labels_tell_them_apart(portal, committee):
    other = create(portal, "Authority", title="Ủy ban nhân dân tỉnh Ninh Bình", code="999")
    with pytest.raises(authorities.AmbiguousAuthority, match="999"):
        authorities.resolve("Ủy ban nhân dân tỉnh Ninh Bình")
    assert authorities.resolve(authorities.label(other.UID())) == other.UID()
    assert authorities.resolve(authorities.label(committee.UID())) == committee.UID()


def test_a_new_name_is_known_at_once(committee):
    authorities.matching("ninh binh")
    committee.title = "Ủy ban nhân dân tỉnh Sông Đáy"
    committee.notifyModified()
    committee.reindexObject()
    assert [named.today for named in authorities.matching("song day")] == [committee.title]
