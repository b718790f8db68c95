"""Who last had a hand in a record, worked out from the origins of its values and from its file versions."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from zope.component.hooks import getSite

from hoso.record import files
from hoso.record.origin import origins


def changed_by(record: Any) -> str | None:
    """The id of the person who last gave or confirmed a value or added a file; ``None`` where no person did."""
    hands: list[tuple[datetime, str]] = []
    for origin in origins(record).values():
        hands += _hand(origin.at, origin.by) + _hand(origin.confirmed_at, origin.confirmed_by)
    for version in files.versions(record):
        hands += _hand(version.added, version.added_by)
    return max(hands, default=(None, None))[1]


def _hand(at: datetime | None, by: str | None) -> list[tuple[datetime, str]]:
    return [(at, by)] if at and by else []


def changed_last_by(person: str, most: int) -> list[Any]:
    """Catalog brains of the records in which a person had the last hand, newest first, that the person who is
    logged in may see.
    """
    catalog = getSite().portal_catalog
    return catalog(changed_by=person, sort_on="modified", sort_order="descending", sort_limit=most)[:most]
