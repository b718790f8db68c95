"""Whether an address leads, or used to lead, to something that the current person may not even know of."""

from __future__ import annotations

from typing import Any

from AccessControl import getSecurityManager
from Acquisition import aq_chain
from plone.app.redirector.interfaces import IRedirectionStorage
from plone.rest.traverse import RESTWrapper
from Products.CMFCore.interfaces import IContentish
from zope.component import getUtility

# What plone.rest puts into addresses in front of records.
_API = "++api++"


def leads_to_hidden(parents: list[Any]) -> bool:
    """Whether anything that a request went through, ``request["PARENTS"]``, is content hidden from the person."""
    if not parents:
        return False
    last = parents[0].context if isinstance(parents[0], RESTWrapper) else parents[0]
    may = getSecurityManager().checkPermission
    return any(IContentish.providedBy(each) and not may("View", each) for each in aq_chain(last))


def moved_in_sight(portal: Any, request: Any) -> bool:
    """Whether what the address used to lead to moved to where the person may see it."""
    storage = getUtility(IRedirectionStorage)
    parts = [part for part in request.physicalPathFromURL(request["ACTUAL_URL"]) if part != _API]
    for length in range(len(parts), len(portal.getPhysicalPath()), -1):
        moved_to = storage.get("/".join(parts[:length]))
        if moved_to:
            if "://" in moved_to:
                return True
            target = portal.unrestrictedTraverse(moved_to, None)
            return target is not None and bool(getSecurityManager().checkPermission("View", target))
    return False
