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


# The screens of those who keep the archive; configure.zcml protects them with this permission.
STAFF = "Hoso: Import"
_STAFF_SCREENS = (("undescribed", _("Undescribed")), ("reading", _("Reading")))


def staff_links(portal: Any) -> list[Link]:
    """The staff screens, for whoever may open them."""
    if not getSecurityManager().checkPermission(STAFF, portal):
        return []
    return [Link(f"{portal.absolute_url()}/@@{name}", label) for name, label in _STAFF_SCREENS]


def way_up(record: Any) -> list[Link]:
    """The site and the records above this one from the top, as far as the current person may see them."""
    home = Link(api.portal.get().absolute_url(), _("Archive"))
    return [home, *(Link(above.absolute_url(), above.Title()) for above in visible_ancestors(record))]
