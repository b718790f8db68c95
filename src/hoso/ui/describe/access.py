"""Who may see a record, why, and setting its level with the effects named first."""

from __future__ import annotations

from functools import cached_property
from typing import Any, NamedTuple

from AccessControl import getSecurityManager
from plone import api
from plone.protect.authenticator import check
from zExceptions import Unauthorized

from hoso import access
from hoso.access.levels import chooses_freely, container_of, deciding_record
from hoso.access.table import ANONYMOUS
from hoso.record.i18n import _
from hoso.record.interfaces import IContainerRecord
from hoso.ui.describe.naming import short_name
from hoso.ui.describe.people import name_of
from hoso.ui.frame import Problem, Screen, parameters
from hoso.ui.frame.navigation import Link, way_up

SET_LEVEL = "Hoso: Set access level"
_SHAPES = {access.PUBLIC: "st st-public", access.INTERNAL: "st st-inner", access.PRIVATE: "st st-closed"}
_RIGHTS = {
    access.READ: _("see"),
    access.EDIT: _("edit"),
    access.ADD: _("add"),
    access.REMOVE: _("remove"),
    access.SET_LEVEL: _("set the level"),
}
_EVERYONE = _("everyone, also without signing in")
_UNSET = "container"


class Row(NamedTuple):
    """A person or a group of people: what they may, and why."""

    who: str
    rights: list[str]
    reason: str


class Choice(NamedTuple):
    """A level to choose. ``refused`` says why it cannot be chosen."""

    value: str
    label: str
    current: bool
    refused: bool


class AccessScreen(Screen):
    """``…/@@access``; ``?level=public`` names the effects of that level, a POST sets it."""

    section = "archive"
    help = "describing"
    wanted: str | None = None

    def __call__(self) -> Any:
        return self._set() if self.request.method == "POST" else super().__call__()

    def prepare(self) -> None:
        asked = parameters.text(self.request.form, "level")
        if asked:
            self.wanted = self._level(asked)

    @property
    def title(self) -> str:
        """The page's name in the browser."""
        return f"{self.context.title} – {self._translated(_('Who may see this?'))}"

    @cached_property
    def way_up(self) -> list[Link]:
        """The records above, and the record."""
        return [*way_up(self.context), Link(self.context.absolute_url(), short_name(self.context))]

    @property
    def level(self) -> tuple[str, str]:
        """Shape and words of the level that holds."""
        return self.words(access.level(self.context))

    def words(self, level: str) -> tuple[str, str]:
        """Shape and words of a level."""
        return _SHAPES[level], access.LEVEL_TITLES[level]

    @property
    def set_on(self) -> Link | None:
        """The record that decides, unless it is this one or closed to the person."""
        decides = deciding_record(self.context)
        if decides == self.context or not getSecurityManager().checkPermission("View", decides):
            return None
        return Link(decides.absolute_url(), decides.title)

    @cached_property
    def own(self) -> list[Row]:
        """Why the person signed in may see the record."""
        return [self._row(reason) for reason in access.why(None, self.context)]

    @cached_property
    def everybody(self) -> list[Row]:
        """Who has a right to the record today."""
        return [self._row(reason) for reason in access.who_may(self.context)]

    @property
    def may_set(self) -> bool:
        """Whether the person may set the level."""
        return bool(getSecurityManager().checkPermission(SET_LEVEL, self.context))

    @property
    def choices(self) -> list[Choice]:
        """The levels, first "as the container" where there is one."""
        container, own = container_of(self.context), access.own_level(self.context)
        offered = [Choice(level, access.LEVEL_TITLES[level], own == level, False) for level in access.LEVELS]
        if container is None:
            return offered
        if not chooses_freely(self.context):
            most = access.LEVELS.index(access.level(container))
            offered = [each._replace(refused=access.LEVELS.index(each.value) < most) for each in offered]
        return [Choice(_UNSET, _("as the record that contains it"), own == "", False), *offered]

    @property
    def chosen(self) -> str:
        """The choice that the form shows."""
        if self.wanted is not None:
            return self.wanted or _UNSET
        return next((each.value for each in self.choices if each.current), "")

    @cached_property
    def effects(self) -> access.Effects | None:
        """What the level asked for would change."""
        return None if self.wanted is None else access.effects(self.context, self.wanted)

    def names(self, functions: tuple[str, ...]) -> str:
        """Functions in words."""
        words = [_EVERYONE if each == ANONYMOUS else access.FUNCTION_TITLES[each] for each in functions]
        return ", ".join(map(self._translated, words))

    @cached_property
    def inside(self) -> int:
        """How many records lie inside, as far as the person may know."""
        if not IContainerRecord.providedBy(self.context):
            return 0
        path = "/".join(self.context.getPhysicalPath())
        return max(0, len(api.portal.get_tool("portal_catalog")(path=path)) - 1)

    def _row(self, reason: access.Reason) -> Row:
        rights = [_RIGHTS[right] for right in reason.rights]
        # Whoever has no name is named by the reason itself.
        return Row(name_of(reason.user_id), rights, reason.text) if reason.user_id else Row(reason.text, rights, "")

    def _level(self, value: str) -> str:
        if value not in (_UNSET, *access.LEVELS):
            raise Problem(
                _("There is no such level of access."),
                link=f"{self.context.absolute_url()}/@@access",
                label=_("Who may see this?"),
            )
        return "" if value == _UNSET else value

    def _set(self) -> Any:
        check(self.request)
        if not self.may_set:
            raise Unauthorized(SET_LEVEL)
        try:
            value = str(self.request.form.get("level", ""))
            changed = access.set_level(self.context, "" if value == _UNSET else value)
        except access.LevelError as error:
            api.portal.show_message(str(error), self.request, type="error")
        else:
            same = _("The level was this one already.")
            api.portal.show_message(
                _("The level of access is set; it holds at once.") if changed else same, self.request
            )
        return self.request.response.redirect(f"{self.context.absolute_url()}/@@access")

    def _translated(self, message: str) -> str:
        return api.portal.translate(message, domain="hoso")
