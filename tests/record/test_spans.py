"""The last is not before the first."""

from __future__ import annotations

import pytest

from hoso.language import PartialDate
from hoso.record.spans import crossed


@pytest.mark.parametrize(
    ("first", "last", "wrong"), [(3, 7, False), (3, 3, False), (7, 3, True), (None, 3, False), (3, None, False)]
)
def test_sheets(first, last, wrong):
    assert ("sheet_to" in crossed({"sheet_from": first, "sheet_to": last})) == wrong


@pytest.mark.parametrize(
    ("first", "last", "wrong"),
    [("1998", "1998", False), ("12/1998", "1998", False), ("1999", "12/1998", True), ("không ngày", "1998", False)],
)
def test_dates(first, last, wrong):
    values = {"start_date": PartialDate.parse(first), "end_date": PartialDate.parse(last)}
    assert ("end_date" in crossed(values)) == wrong
