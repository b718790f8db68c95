"""What stands above a record, as far as a person may know of it."""

from __future__ import annotations

from typing import Any

from AccessControl import getSecurityManager
from Acquisition import aq_chain, aq_inner
from plone.base.interfaces import INavigationRoot
from Products.CMFCore.permissions import View
from Products.Five.browser import BrowserView


def visible_ancestors(obj: Any) -> list[Any]:
    """What contains a record below the site, from the top, without what the person signed in may not see."""
    above: list[Any] = []
    for each in aq_chain(aq_inner(obj))[1:]:
        if INavigationRoot.providedBy(each):
            break
        if getSecurityManager().checkPermission(View, each):
            above.insert(0, each)
    return above


class Breadcrumbs(BrowserView):
    """``breadcrumbs_view`` of a record. Plone's own names every container, hidden ones too."""

    def breadcrumbs(self) -> tuple[dict[str, str], ...]:
        """Title and address from the top down to the record itself."""
        return tuple(
            {"Title": each.Title(), "absolute_url": each.absolute_url()}
            for each in (*visible_ancestors(self.context), self.context)
        )
