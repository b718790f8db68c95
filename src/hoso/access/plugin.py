"""The plugin of the user folder that turns people's functions into virtual groups."""

from __future__ import annotations

from typing import Any

from AccessControl.class_init import InitializeClass
from Products.PlonePAS.interfaces.group import IGroupIntrospection
from Products.PlonePAS.plugins.autogroup import VirtualGroup
from Products.PlonePAS.plugins.ufactory import PloneUser
from Products.PluggableAuthService.interfaces.plugins import IGroupsPlugin
from Products.PluggableAuthService.plugins.BasePlugin import BasePlugin
from zope.interface import implementer

from .functions import functions_of
from .token import is_token, tokens_of_function

PLUGIN_ID = "hoso_functions"


@implementer(IGroupsPlugin, IGroupIntrospection)
class FunctionGroups(BasePlugin):
    """A person's tokens as groups, computed each time somebody is identified: two look-ups, nothing kept.

    No enumeration, so no list of groups shows them; single ones can be looked up, because Plone resolves every group
    of a user it describes.
    """

    meta_type = "Hoso Function Groups"

    def __init__(self, id: str, title: str) -> None:
        self._setId(id)
        self.title = title

    def getGroupsForPrincipal(self, principal: Any, request: Any = None) -> tuple[str, ...]:
        """The tokens of a person. Groups, which Plone asks about too, hold no function: one named like a person would
        hand that person's rights to its members."""
        if not isinstance(principal, PloneUser):
            return ()
        tokens: set[str] = set()
        for each in functions_of(principal.getId()):
            tokens |= tokens_of_function(each.function, each.department)
        return tuple(sorted(tokens))

    def getGroupById(self, group_id: str) -> VirtualGroup | None:
        """A token as a group."""
        return VirtualGroup(group_id, title=group_id).__of__(self) if is_token(group_id) else None

    def getGroups(self) -> tuple[()]:
        """None: tokens stand in no list."""
        return ()

    def getGroupIds(self) -> tuple[()]:
        """None: tokens stand in no list."""
        return ()

    def getGroupMembers(self, group_id: str) -> tuple[()]:
        """None: who has a function is asked of ``hoso.access``."""
        return ()


InitializeClass(FunctionGroups)
