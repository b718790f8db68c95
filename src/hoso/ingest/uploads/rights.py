"""Who may upload where: asked anew by every command, since days may pass between the first byte and the last."""

from __future__ import annotations

from typing import Any

from AccessControl import getSecurityManager
from Products.CMFCore.permissions import AddPortalContent, ModifyPortalContent

from hoso.record.interfaces import IContainerRecord

DOCUMENT = "ArchivalDocument"


def may_add(container: Any) -> bool:
    """Whether the person signed in may add documents to a container, and it takes documents."""
    if not IContainerRecord.providedBy(container) or not container.getTypeInfo().allowType(DOCUMENT):
        return False
    return bool(getSecurityManager().checkPermission(AddPortalContent, container))


def may_change(record: Any) -> bool:
    """Whether the person signed in may give a record a further version."""
    return bool(getSecurityManager().checkPermission(ModifyPortalContent, record))
