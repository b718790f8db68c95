"""What the pages of all kinds of records have in common."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from AccessControl import getSecurityManager
from Acquisition import aq_base
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile

from hoso import access
from hoso.access.reasons import about_level
from hoso.record.i18n import _
from hoso.record.origin import is_described
from hoso.record.shelf import ShelfAddress, address
from hoso.ui.frame import Screen
from hoso.ui.frame.navigation import Link, way_up
from hoso.ui.frame.protection import OwnTokens
from hoso.ui.record.description import Row, rows
from hoso.ui.record.listing import Neighbours, neighbours

LEVELS = {
    access.PUBLIC: ("st st-public", _("Public")),
    access.INTERNAL: ("st st-inner", _("Internal")),
    access.PRIVATE: ("st st-closed", _("Private")),
}


class RecordScreen(OwnTokens, Screen):
    """A record's page: its place in the archive, its description, its shelf."""

    parts = ViewPageTemplateFile("parts.pt")

    @property
    def title(self) -> str:
        return self.context.title

    @property
    def short_title(self) -> str:
        """The record where its title stands right below: its number, or the title where it has none."""
        return getattr(aq_base(self.context), "reference", "") or self.context.title

    @cached_property
    def way_up(self) -> list[Link]:
        """The records above that this person may see."""
        return way_up(self.context)

    @cached_property
    def rows(self) -> list[Row]:
        """The described fields."""
        return rows(self.context)

    @property
    def described(self) -> bool:
        """Whether anybody has described the record."""
        return is_described(self.context)

    @cached_property
    def level(self) -> tuple[str, str]:
        """Shape and words of the record's level of access."""
        return LEVELS[access.level(self.context)]

    @cached_property
    def shelf(self) -> ShelfAddress:
        """Where the paper stands."""
        return address(self.context)

    previous_label = _("previous record")
    next_label = _("next record")

    @cached_property
    def neighbours(self) -> Neighbours | None:
        """The records before and after this one in what it lies in."""
        return neighbours(self.context)

    @staticmethod
    def row_name(brain: Any) -> str:
        """A neighbour by number and title."""
        number = brain.reference if isinstance(brain.reference, str) else ""
        return " ".join(filter(None, (number, brain.Title)))

    @property
    def may_see_rights(self) -> bool:
        """Whether this person is told who may see the record and why."""
        return self.may("Modify portal content")

    @property
    def about_level(self) -> str:
        """The level that holds and where it was set."""
        return about_level(self.context)

    def may(self, permission: str, record: Any = None) -> bool:
        """Whether the current person has a permission on the record, or on another one."""
        return bool(getSecurityManager().checkPermission(permission, self.context if record is None else record))
