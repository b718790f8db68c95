"""What a person may see, asked record by record or as the filter of a search."""

from __future__ import annotations

from itertools import islice
from typing import Any

from AccessControl import getSecurityManager
from AccessControl.PermissionRole import rolesForPermissionOn
from DateTime import DateTime
from Products.CMFCore.permissions import View
from Products.CMFPlone.CatalogTool import allowedRolesAndUsers
from zope.component.hooks import getSite

from .levels import level
from .table import ADMINISTRATORS, ANONYMOUS, FUNCTIONS, READ, kind, rights_of
from .token import reading_everything


def tokens(obj: Any) -> list[str]:
    """What a search has to know of a record: whoever has one of these (``visible_tokens``) may see it.

    The very words of the catalog's index ``allowedRolesAndUsers``: roles, ``user:<token>``, or ``Anonymous`` alone.
    """
    return sorted(allowedRolesAndUsers(obj)())


def visible_tokens(user: Any = None) -> list[str]:
    """The words a search has to ask for on behalf of a user of the user folder, by default the one signed in."""
    return getSite().portal_catalog._listAllowedRolesAndUsers(person(user))


def visible_brains(limit: int, *, user: Any = None, **wanted: Any) -> list[Any]:
    """The first so many of what the catalog finds that a user (``None``: the one signed in) may see, and that is
    published now: for kinds of which there are few.

    Rights are read of each one found; the catalog itself would compare those found with all that may be seen, which
    takes the longer the more records there are.
    """
    catalog = getSite().portal_catalog
    words = set(visible_tokens(user))
    tokens_of = catalog._catalog.getIndex("allowedRolesAndUsers").getEntryForObject
    now = DateTime()
    found = (
        brain
        for brain in catalog.unrestrictedSearchResults(**wanted)
        if not words.isdisjoint(tokens_of(brain.getRID(), ())) and brain.effective <= now < brain.expires
    )
    return list(islice(found, limit))


def sees_everything(user: Any = None) -> bool:
    """Whether no level of any record can keep it from a user (``None``: the one signed in)."""
    who = person(user)
    held = set(visible_tokens(who))
    return bool(held.intersection(ADMINISTRATORS)) or held.issuperset(f"user:{each}" for each in reading_everything())


def as_open_as(above: Any, record: Any) -> bool:
    """Whether every function that lets people read a record lets them read ``above`` too, as the table stands."""
    readers = (each for each in (ANONYMOUS, *FUNCTIONS) if (kind(record), level(record), READ) in rights_of(each))
    return all((kind(above), level(above), READ) in rights_of(each) for each in readers)


def may_view(user: Any, obj: Any) -> bool:
    """Whether a user (``None``: the one signed in) may see a record."""
    return bool(person(user).allowed(obj, rolesForPermissionOn(View, obj)))


def person(user: Any) -> Any:
    """The user asked for, or the one signed in."""
    return getSecurityManager().getUser() if user is None else user
