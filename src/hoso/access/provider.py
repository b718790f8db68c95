"""Local roles computed from tokens instead of stored on records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from borg.localrole.interfaces import ILocalRoleProvider
from plone.base.interfaces import IPloneSiteRoot
from zope.component import adapter
from zope.interface import implementer

from hoso.record.interfaces import IRecord

from .token import roles_of_tokens, roles_of_tokens_on_site


@implementer(ILocalRoleProvider)
class TokenRoles:
    """The roles that tokens carry in one place."""

    def __init__(self, context: Any) -> None:
        self.context = context

    def getRoles(self, principal_id: str) -> tuple[str, ...]:
        """The roles of a user or group."""
        return self.roles.get(principal_id, ())

    def getAllRoles(self) -> Iterable[tuple[str, tuple[str, ...]]]:
        """Everybody's roles."""
        return self.roles.items()


@adapter(IRecord)
class RecordRoles(TokenRoles):
    """Registered without a name, and so *instead of* the roles stored on a record: neither its creator (Owner) nor a
    sharing of former days has a say. Records block what comes from above, hence these are all."""

    @cached_property
    def roles(self) -> Mapping[str, tuple[str, ...]]:
        return roles_of_tokens(self.context)


@adapter(IPloneSiteRoot)
class SiteRoles(TokenRoles):
    """Registered with a name, and so beside the roles stored on the site."""

    @cached_property
    def roles(self) -> Mapping[str, tuple[str, ...]]:
        return roles_of_tokens_on_site()
