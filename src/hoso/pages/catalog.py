"""What the catalog knows of reading: the state's name to search by, the whole state to show in lists."""

from __future__ import annotations

from typing import Any

from plone.indexer import indexer
from zope.component.hooks import getSite

from hoso.record.interfaces import IFiled

from .state import Name, state


@indexer(IFiled)
def reading_state(obj: Any) -> str:
    """The name of the state: waiting, reading, read, review, failed, none."""
    return state(obj).name


@indexer(IFiled)
def reading_progress(obj: Any) -> tuple[str, int, int, str]:
    """The state as a plain tuple, for ``state_of_brain``."""
    return tuple(state(obj))


def in_state(name: Name) -> Any:
    """Catalog brains of the records in a state of reading that the person who is logged in may see, the one that
    changed last first. A lazy sequence: count and slice it.
    """
    return getSite().portal_catalog(reading_state=name, sort_on="modified", sort_order="descending")


def number_in_state(name: Name) -> int:
    """How many these are."""
    return len(getSite().portal_catalog(reading_state=name))
