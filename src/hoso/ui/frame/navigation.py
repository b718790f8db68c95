"""Links of the frame and the way up from a record, each only for those who may follow it."""

from __future__ import annotations

from typing import Any, NamedTuple

from AccessControl import getSecurityManager
from plone import api

from hoso.access import visible_ancestors
from hoso.record.i18n import _


class Link(NamedTuple):
    """An address and its text."""

    url: str
    label: str


# The screens of the staff, each with the permission that configure.zcml protects it with.
KEEPING = "Hoso: Import"
RUNNING = "Plone Site Setup: Overview"
_STAFF_SCREENS = (
    ("desk", _("My work"), KEEPING),
    ("reading", _("Reading"), KEEPING),
    ("status", _("System"), RUNNING),
)


def staff_links(portal: Any) -> list[Link]:
    """The staff screens, each for whoever may open it."""
    may = getSecurityManager().checkPermission
    home = portal.absolute_url()
    return [Link(f"{home}/@@{name}", label) for name, label, right in _STAFF_SCREENS if may(right, portal)]


def way_up(record: Any) -> list[Link]:
    """The site and the records above this one from the top, as far as the current person may see them."""
    home = Link(api.portal.get().absolute_url(), _("Archive"))
    return [home, *(Link(above.absolute_url(), above.Title()) for above in visible_ancestors(record))]
