"""What a profile cannot say: steps that run after the default profile was applied."""

from __future__ import annotations

from typing import Any

from plone.base.interfaces import INonInstallable
from zope.component.hooks import getSite
from zope.interface import implementer

from hoso.access.install import install as install_access


def after_default(tool: Any) -> None:
    """Give the site what its rooms need beyond XML; safe to run again."""
    install_access(getSite())
    tell_roles(getSite())


def tell_roles(site: Any) -> None:
    """Let Plone's users know our roles now: its list of people would write them while it is looked at."""
    site.acl_users.portal_role_manager.updateRolesList()


@implementer(INonInstallable)
class NotOffered:
    """Profiles that are not to be chosen when a site is made or in the list of add-ons."""

    def getNonInstallableProfiles(self) -> list[str]:
        """The one that takes the face away again."""
        return ["hoso:uninstall"]

    def getNonInstallableProducts(self) -> list[str]:
        """None."""
        return []
