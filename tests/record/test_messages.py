"""Everything a user reads of the types is there in Vietnamese."""

import pytest
from plone.dexterity.interfaces import IDexterityFTI
from plone.dexterity.utils import iterSchemataForType
from plone.supermodel.interfaces import FIELDSETS_KEY
from zope.component import getUtility
from zope.i18n import translate
from zope.i18nmessageid import Message

from hoso.record.values import fields_of

TYPES = ("Authority", "Fonds", "Series", "Dossier", "ArchivalDocument", "LegalAct")


def messages(portal_type):
    fti = getUtility(IDexterityFTI, portal_type)
    yield from (fti.Title(), fti.Description())
    for action in fti.listActions():
        yield Message(action.title, "hoso")
    for field in fields_of(portal_type).values():
        yield from (field.title, field.description)
    for schema in iterSchemataForType(portal_type):
        yield from (fieldset.label for fieldset in schema.queryTaggedValue(FIELDSETS_KEY, ()))


@pytest.mark.parametrize("portal_type", TYPES)
def test_every_message_has_its_vietnamese(portal, portal_type):
    missing = [
        message
        for message in messages(portal_type)
        if message and getattr(message, "domain", None) in ("hoso", None)
        if translate(message, domain="hoso", target_language="vi", default="") in ("", message)
    ]
    assert missing == []


@pytest.mark.parametrize("portal_type", ["Fonds", "Dossier", "ArchivalDocument"])
def test_official_fields_have_their_official_labels(portal, portal_type):
    from hoso.record.official import LEVELS, official_fields

    fields = fields_of(portal_type)
    for row in official_fields(LEVELS[portal_type]):
        if row.attribute:
            assert translate(fields[row.attribute].title, target_language="vi") == row.label_vi
