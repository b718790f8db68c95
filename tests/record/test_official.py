"""The official fields are called as the circular calls them."""

import pytest
from zope.i18n import translate

from hoso.record.official import LEVELS, official_fields
from hoso.record.values import fields_of


@pytest.mark.parametrize("portal_type", ["Fonds", "Dossier", "ArchivalDocument"])
def test_official_fields_have_their_official_labels(portal, portal_type):
    fields = fields_of(portal_type)
    for row in official_fields(LEVELS[portal_type]):
        if row.attribute:
            assert translate(fields[row.attribute].title, target_language="vi") == row.label_vi
