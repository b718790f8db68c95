"""Upgrade steps, on a site from which the newer things were taken."""

from __future__ import annotations

from plone import api
from plone.app.testing import TEST_USER_ID, setRoles
from plone.app.viewletmanager.interfaces import IViewletSettingsStorage
from plone.browserlayer.utils import registered_layers
from plone.portlet.static.static import Assignment
from plone.portlets.interfaces import IPortletAssignmentMapping, IPortletManager
from plone.registry.interfaces import IRegistry
from zope.annotation.interfaces import IAnnotations
from zope.component import getMultiAdapter, getUtility

from hoso.record import register
from hoso.record.changes import changed_last_by
from hoso.record.create import create
from hoso.record.origin import origin_now
from hoso.setup.upgrades import to_2, to_3
from hoso.ui.classic.interfaces import IHosoLayer


def test_to_2_finds_who_had_a_hand_in_older_records(integration):
    portal = integration["portal"]
    setRoles(portal, TEST_USER_ID, ["Manager"])
    fonds = create(portal, "Fonds", title="Phông cũ", origin=origin_now("typed"))
    fonds.reindexObject()
    portal.portal_catalog.delIndex("changed_by")
    to_2(portal.portal_setup)
    assert [brain.UID for brain in changed_last_by(TEST_USER_ID, 5)] == [fonds.UID()]
    assert changed_last_by("somebody else", 5) == []


def test_to_2_notes_again_what_registers_lack(integration):
    portal = integration["portal"]
    setRoles(portal, TEST_USER_ID, ["Manager"])
    dossier = create(portal, "Dossier", title="Hồ sơ")
    document = create(dossier, "ArchivalDocument", title="Văn bản", organ_name="UBND tỉnh")
    create(dossier, "LegalAct", title="Quyết định")
    assert len(portal.portal_catalog(UID=document.UID())) == 1  # what waited to be indexed now is
    for key in (register.APART, register.UNDESCRIBED):
        del IAnnotations(dossier)[key]
    portal.portal_catalog.delColumn("author")
    to_2(portal.portal_setup)
    assert list(register.apart(dossier)) == ["LegalAct"]
    assert len(register.undescribed(dossier)) == 2
    (brain,) = portal.portal_catalog(UID=document.UID())
    assert brain.author == "UBND tỉnh"


def test_to_2_gives_plones_frame_our_face(integration):
    setup = integration["portal"].portal_setup
    setup.runAllImportStepsFromProfile("profile-hoso:uninstall")
    to_2(setup)
    assert IHosoLayer in registered_layers()
    assert "plone.logo" in getUtility(IViewletSettingsStorage).getHidden("plone.portalheader", "Plone Default")


def test_to_3_keeps_what_an_administrator_has_set(integration):
    portal = integration["portal"]
    columns = [getUtility(IPortletManager, name=name) for name in ("plone.leftcolumn", "plone.rightcolumn")]
    left = getMultiAdapter((portal, columns[0]), IPortletAssignmentMapping)
    left["news"] = Assignment(header="Tin")
    api.portal.set_registry_record("plone.site_title", "Lưu trữ tỉnh")
    del getUtility(IRegistry).records["hoso.abbreviations"]
    to_3(portal.portal_setup)
    to_3(portal.portal_setup)
    assert [list(getMultiAdapter((portal, column), IPortletAssignmentMapping)) for column in columns] == [[], []]
    assert api.portal.get_registry_record("plone.site_title") == "Lưu trữ tỉnh"
    assert api.portal.get_registry_record("hoso.abbreviations") == ()
