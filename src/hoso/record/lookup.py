"""Finding records by what identifies them, without regard to rights: for code that acts for the system.

What a person may see of the answers is the caller's duty.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from Acquisition import aq_base
from Products.CMFCore.indexing import processQueue
from zope.component.hooks import getSite


def by_uid(uid: str) -> Any | None:
    """The object with that UID, or ``None``.

    An entry of the catalog without its object (moving and renaming in one transaction leaves one) counts as nothing.
    """
    for brain in brains([uid]).values():
        with suppress(KeyError):
            return brain._unrestrictedGetObject()
    return None


def brains(uids: Iterable[str]) -> dict[str, Any]:
    """What the catalog knows of these objects, by UID: for lists, which are not to wake objects.

    Straight from the index: a query of the catalog costs more than the hundred rows it is asked for.
    """
    processQueue()  # what this transaction has changed
    catalog = getSite().portal_catalog._catalog
    known = catalog.getIndex("UID")._index
    return {uid: catalog[known[uid]] for uid in uids if uid in known}


def by_uids(uids: Iterable[str]) -> list[Any]:
    """The objects with these UIDs, in their order, without those that are gone.

    What they hold is asked of the storage all at once: one by one, most of the time of many would be waiting. The way
    to a container is walked once for all that lie in it.
    """
    site = getSite()
    containers: dict[str, Any] = {}
    found = []
    for brain in brains(uids).values():
        above, _, name = brain.getPath().rpartition("/")
        with suppress(KeyError):
            if above not in containers:
                containers[above] = site.unrestrictedTraverse(above)
            found.append(containers[above]._getOb(name))
    if found:
        connection = found[0]._p_jar
        connection.prefetch([aq_base(each) for each in found])
        connection.prefetch([held for each in found if (held := getattr(aq_base(each), "__annotations__", None))])
    return found


def find_by_sha256(sha256: str) -> tuple[str, ...]:
    """The UIDs of the records that have a file version (current or past) with these bytes."""
    return tuple(brain.UID for brain in _search(sha256=sha256))


def _search(**query: Any) -> Any:
    return getSite().portal_catalog.unrestrictedSearchResults(**query)
