"""Taking our face away from a site, and giving it back."""

from __future__ import annotations

import pytest
from plone import api
from plone.app.viewletmanager.interfaces import IViewletSettingsStorage
from plone.browserlayer.utils import registered_layers
from zope.component import getUtility

from hoso.ui.classic.interfaces import IHosoLayer

MANAGERS = ("plone.portalheader", "plone.mainnavigation", "plone.portalfooter")
THEMING = "plone.app.theming.interfaces.IThemeSettings"


def hidden():
    storage = getUtility(IViewletSettingsStorage)
    return {name for manager in MANAGERS for name in storage.getHidden(manager, "Plone Default")}


@pytest.fixture
def setup_tool(integration):
    return integration["portal"].portal_setup


def test_the_site_has_plones_own_face_again(setup_tool):
    setup_tool.runAllImportStepsFromProfile("profile-hoso:uninstall")
    assert IHosoLayer not in registered_layers()
    assert hidden() == {"plone.colophon", "plone.site_actions"}
    assert api.portal.get_registry_record(f"{THEMING}.enabled") is True
    assert api.portal.get_registry_record(f"{THEMING}.currentTheme") == "barceloneta"


def test_and_ours_when_installed_once_more(setup_tool):
    setup_tool.runAllImportStepsFromProfile("profile-hoso:uninstall")
    setup_tool.runAllImportStepsFromProfile("profile-hoso:default")
    assert IHosoLayer in registered_layers()
    assert {"plone.logo", "plone.global_sections", "plone.footer"} <= hidden()
    assert api.portal.get_registry_record(f"{THEMING}.enabled") is False
