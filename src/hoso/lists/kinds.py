"""The kinds of records in words."""

from __future__ import annotations

from Products.CMFCore.utils import getToolByName
from zope.component.hooks import getSite


def kind_title(portal_type: str) -> str:
    """The name of a type of record, to be translated; of a type that is gone its id."""
    info = getToolByName(getSite(), "portal_types").getTypeInfo(portal_type)
    return info.Title() if info is not None else portal_type
