"""Values that belong together: the first and the last of sheets and of days."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hoso.record.i18n import _

_SHEETS = _("The last sheet stands before the first.")
_DATES = _("The last date is before the first.")
_PAIRS = {
    ("sheet_from", "sheet_to"): _SHEETS,
    ("start_date", "end_date"): _DATES,
    ("founded", "ended"): _DATES,
}


def crossed(values: Mapping[str, Any]) -> dict[str, str]:
    """Those last values that are before their first, with the reason; vague dates count in favour of their writer."""
    return {
        last: reason
        for (first, last), reason in _PAIRS.items()
        if _before(_end(values.get(last)), _begin(values.get(first)))
    }


def _begin(value: Any) -> Any:
    return getattr(value, "first", value)


def _end(value: Any) -> Any:
    return getattr(value, "last", value)


def _before(one: Any, other: Any) -> bool:
    return one is not None and other is not None and one < other
