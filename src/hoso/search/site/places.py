"""Where a record's paper is, as a text that sorts: fonds, series, dossier, sheet."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from Acquisition import aq_chain

from hoso.access import tokens
from hoso.language import sort_key
from hoso.record.interfaces import IDossier, IFonds, ISeries

_LONGEST = 60
# Less than every character of a key, so that what stands above comes before what lies in it.
_APART = "\x01"


def address_key(obj: Any, allowed: list[str]) -> str:
    """The key of a record by whose order papers stand on the shelf; empty for what lies in no fonds.

    Fonds and series that whoever may see the record may not see count by their UID: the order would tell their names.
    """
    above = [each for each in reversed(aq_chain(obj)) if _counts(each)]
    if not above:
        return ""
    keys = [_key(each) if each is obj or as_open(each, allowed) else each.UID() for each in above]
    keys.append(f"{getattr(obj, 'sheet_from', None) or 0:05}{getattr(obj, 'ordinal', None) or 0:03}")
    return _APART.join(keys)


def as_open(obj: Any, allowed: Collection[str]) -> bool:
    """Whether whoever has one of the tokens may see the object."""
    own = set(tokens(obj))
    return "Anonymous" in own or own.issuperset(allowed)


def _counts(obj: Any) -> bool:
    return IFonds.providedBy(obj) or ISeries.providedBy(obj) or IDossier.providedBy(obj)


def _key(obj: Any) -> str:
    """By the number that it has among its like, else by its name."""
    number = getattr(obj, "number", None) or getattr(obj, "file_notation", None) or getattr(obj, "organ_id", None)
    return sort_key(f"{number or ''} {obj.title or obj.id}")[:_LONGEST]
