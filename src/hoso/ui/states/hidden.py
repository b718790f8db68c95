"""Whether an address leads to something that the current person may not even know of."""

from __future__ import annotations

from typing import Any

from AccessControl import getSecurityManager
from Acquisition import aq_chain
from plone.app.redirector.interfaces import IRedirectionStorage
from Products.CMFCore.interfaces import IContentish
from zope.component import getUtility


def leads_to_hidden(parents: list[Any]) -> bool:
    """Whether anything that a request went through, ``request["PARENTS"]``, is content hidden from the person."""
    way = aq_chain(parents[0]) if parents else []
    may = getSecurityManager().checkPermission
    return any(IContentish.providedBy(each) and not may("View", each) for each in way)


def redirect_leaks_nothing(portal: Any, path: str) -> bool:
    """Whether the content that moved away from ``path``, or from above it, may be seen where it is now."""
    storage = getUtility(IRedirectionStorage)
    may = getSecurityManager().checkPermission
    parts = path.rstrip("/").split("/")
    for length in range(len(parts), len(portal.getPhysicalPath()), -1):
        moved_to = storage.get("/".join(parts[:length]))
        if moved_to:
            target = portal.unrestrictedTraverse(moved_to, None)
            return target is not None and bool(may("View", target))
    return False
