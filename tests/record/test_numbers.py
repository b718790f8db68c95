"""Finding by number, without an engine."""

from __future__ import annotations

import pytest
from plone.app.testing import logout

from hoso.record.create import create
from hoso.record.numbers import same_number, with_number


@pytest.mark.parametrize("typed", ["1004/QĐ-UBND", "1004/qd-ubnd", "Số: 1004/QĐ-UBND", "so 1004 / QĐ-UBND "])
def test_spelling_does_not_count(typed):
    assert same_number("1004/QĐ-UBND", typed)


@pytest.mark.parametrize("typed", ["1004", "1004/QĐ", "11004/QĐ-UBND", "1004/QĐ-UBNDT", "", "số"])
def test_part_of_a_number_is_another_number(typed):
    assert not same_number("1004/QĐ-UBND", typed)


def test_records_are_found_by_their_whole_number_and_nothing_else(portal, dossier):
    wanted = create(dossier, "ArchivalDocument", title="A", code_number="1004", code_notation="QĐ-UBND")
    create(dossier, "ArchivalDocument", title="B", code_number="1004", code_notation="QĐ-UBND-HN")
    create(dossier, "ArchivalDocument", title="Căn cứ 1004/QĐ-UBND")
    create(dossier, "Dossier", title="C", file_notation="01.TH")
    assert [brain.UID for brain in with_number("Số: 1004/qd-ubnd")] == [wanted.UID()]
    assert [brain.Title for brain in with_number("01.th")] == ["C"]
    for text in ("", "  ", '"', "AND", "* ?", "1004", "%", "không có số này"):
        assert with_number(text) == [], text


def test_what_may_not_be_seen_is_not_found(portal, dossier):
    create(dossier, "ArchivalDocument", title="A", code_number="7", code_notation="QĐ")
    assert with_number("7/QĐ")
    logout()
    assert with_number("7/QĐ") == []
