"""On whose behalf a saved search is asked."""

from __future__ import annotations

from typing import Any

from Products.CMFCore.utils import getToolByName
from zope.component.hooks import getSite

from .shelf import SavedSearch

# What everybody has who is signed in, or nobody.
_OF_EVERYONE = {"Anonymous", "Authenticated"}


def owner_of(search: SavedSearch) -> Any | None:
    """The person as a user, with what they may do at this moment.

    None when the account is gone or disabled: Plone disables an account by taking all roles of the site from it.
    """
    user = getToolByName(getSite(), "acl_users").getUserById(search.owner)
    if user is None or not set(user.getRoles()) - _OF_EVERYONE:
        return None
    return user
