"""The workflow state that follows from a record's level.

Roles computed from tokens cannot reach people who are not signed in, so "public" needs a stored role map. It is stored
on the one record that opens (``open``) or closes (``closed``) what it contains; everything below that sets no level of
its own stores nothing (``as_container``) and acquires. Hence closing a dossier closes all in it with a single write.
"""

from __future__ import annotations

from typing import Any

from AccessControl import getSecurityManager
from DateTime import DateTime
from zope.component.hooks import getSite

from .levels import PUBLIC, chooses_freely, container_of, own_level

WORKFLOW = "hoso_access"
OPEN, CLOSED, AS_CONTAINER = "open", "closed", "as_container"


def right_state(obj: Any) -> str:
    """The state that a record's own level and place require.

    Never open inside something that could be closed: a bounded record marked public acquires.
    """
    own = own_level(obj)
    if chooses_freely(obj):
        if own == PUBLIC:
            return OPEN
        return CLOSED if own or container_of(obj) is None else AS_CONTAINER
    return AS_CONTAINER if own in ("", PUBLIC) else CLOSED


def state(obj: Any) -> str | None:
    """The stored state."""
    status = getSite().portal_workflow.getStatusOf(WORKFLOW, obj)
    return status["review_state"] if status else None


def put_right(obj: Any) -> bool:
    """Store the right state and its role map; whether that changed anything. Indexes nothing.

    There are no transitions, so that ``set_level`` is the only way from one state to another.
    """
    wanted = right_state(obj)
    if state(obj) == wanted:
        return False
    tool = getSite().portal_workflow
    status = {
        "review_state": wanted,
        "action": None,
        "actor": getSecurityManager().getUser().getId(),
        "comments": "",
        "time": DateTime(),
    }
    tool.setStatusOf(WORKFLOW, obj, status)
    tool[WORKFLOW].updateRoleMappingsFor(obj)
    return True
