"""Where signing in leads."""

from __future__ import annotations

from typing import Any

from AccessControl import getSecurityManager
from plone import api
from plone.base.interfaces import IRedirectAfterLogin
from zope.component import adapter
from zope.interface import Interface, implementer

from hoso.ui.frame.navigation import KEEPING


@implementer(IRedirectAfterLogin)
@adapter(Interface, Interface)
class ToTheDesk:
    """Those who keep the archive come to their desk, unless they were on their way to something else."""

    def __init__(self, context: Any, request: Any) -> None:
        self.context = context
        self.request = request

    def __call__(self, came_from: str | None = None, is_initial_login: bool = False) -> str | None:
        home = api.portal.get().absolute_url()
        if came_from and came_from.rstrip("/") != home:
            return came_from
        keeps = getSecurityManager().checkPermission(KEEPING, api.portal.get())
        return f"{home}/@@desk" if keeps else came_from
