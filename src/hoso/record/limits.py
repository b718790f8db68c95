"""How large a file may be: a record of the site's registry."""

from __future__ import annotations

from plone.registry.interfaces import IRegistry
from zope.component import getUtility

RECORD = "hoso.max_file_bytes"


def file_limit() -> int:
    """The most bytes a file version may have."""
    return getUtility(IRegistry)[RECORD]
