"""What the rights need in a site beyond its profile."""

from __future__ import annotations

from typing import Any

from Products.PlonePAS.interfaces.group import IGroupIntrospection
from Products.PluggableAuthService.interfaces.plugins import IGroupsPlugin

from .plugin import PLUGIN_ID, FunctionGroups


def install(site: Any) -> None:
    """Put the plugin of functions into the user folder of a site; safe to run again.

    New plugins stand last: behind the one that looks for groups of groups, which need not look at tokens.
    """
    folder = site.acl_users
    if PLUGIN_ID not in folder:
        folder._setObject(PLUGIN_ID, FunctionGroups(PLUGIN_ID, "Functions of people, as virtual groups"))
    active = folder.plugins
    for interface in (IGroupsPlugin, IGroupIntrospection):
        if PLUGIN_ID not in active.listPluginIds(interface):
            active.activatePlugin(interface, PLUGIN_ID)
