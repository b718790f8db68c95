"""The records that nobody has described yet: the state "Chưa mô tả" and its list."""

from __future__ import annotations

from typing import Any

from zope.component.hooks import getSite

from hoso.record.i18n import _
from hoso.record.origin import is_described

DESCRIBED = _("Described")
UNDESCRIBED = _("Not described yet")


def description_state(obj: Any) -> str:
    """The name of a record's state of description, a message for people."""
    return DESCRIBED if is_described(obj) else UNDESCRIBED


def undescribed(path: str | None = None, portal_type: str | tuple[str, ...] | None = None) -> Any:
    """Catalog brains of the undescribed records that the person who is logged in may see, by title.

    A lazy sequence: count and slice it. ``path`` limits it to what lies under it, ``portal_type`` to some types.
    """
    query: dict[str, Any] = {"described": False, "sort_on": "sortable_title"}
    if path is not None:
        query["path"] = path
    if portal_type is not None:
        query["portal_type"] = portal_type
    return getSite().portal_catalog(**query)


def waiting_to_be_described() -> tuple[int, Any]:
    """How many undescribed records the person who is logged in may see, and when the oldest came; None for none."""
    found = getSite().portal_catalog(described=False, sort_on="created", sort_limit=1)
    return found.actual_result_count, next((brain.created for brain in found[:1]), None)
