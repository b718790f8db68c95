"""Who asks, for pages made before the request came far enough to know."""

from __future__ import annotations

from typing import Any

from AccessControl.SecurityManagement import newSecurityManager
from plone import api

# Enough to be recognised: what is asked for is not handed out here.
_ANYBODY = ("Anonymous",)


def recognise_person(request: Any) -> None:
    """Let the person whose credentials a request carries be the current one, also when its address led nowhere."""
    if not api.user.is_anonymous():
        return
    portal = api.portal.get()
    request.other["PUBLISHED"] = portal
    for folder in (portal.acl_users, portal.getPhysicalRoot().acl_users):
        user = folder.validate(request, roles=_ANYBODY)
        if user is not None and user.getId() is not None:
            newSecurityManager(request, user)
            return
