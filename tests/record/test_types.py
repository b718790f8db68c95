"""The types as installed: fields of the circular, forms, REST."""

import pytest
from plone.dexterity.interfaces import IDexterityFTI
from zope import schema
from zope.component import getUtility
from zope.schema.interfaces import ICollection

from hoso.record import interfaces
from hoso.record.create import create
from hoso.record.fields import PartialDateField
from hoso.record.official import LEVELS, official_fields
from hoso.record.values import fields_of

TYPES = ("Authority", "Fonds", "Series", "Dossier", "ArchivalDocument", "LegalAct")


@pytest.mark.parametrize(("portal_type", "number"), [("Fonds", 13), ("Dossier", 17), ("ArchivalDocument", 18)])
def test_every_official_field_has_its_type_and_length(portal, portal_type, number):
    official = official_fields(LEVELS[portal_type])
    assert len(official) == number  # a dossier's first field has four parts
    fields = fields_of(portal_type)
    for row in official:
        if not row.attribute:
            assert row.type == "Composite"
            continue
        field = fields[row.attribute]
        if row.type == "Number":
            assert isinstance(field, schema.Int)
            assert len(str(field.max)) <= row.length
        elif row.type == "Date":
            assert isinstance(field, PartialDateField)
        elif isinstance(field, schema.Text):
            assert row.length is None or field.max_length <= row.length
        else:
            assert isinstance(field, schema.Choice) or ICollection.providedBy(field)


@pytest.mark.parametrize("portal_type", TYPES)
def test_a_type_is_what_its_name_says(portal, dossier, portal_type):
    fti = getUtility(IDexterityFTI, portal_type)
    container = {"Series": create(portal, "Fonds", title="F"), "ArchivalDocument": dossier}.get(portal_type, portal)
    record = create(container, portal_type, title="Tên")
    assert getattr(interfaces, f"I{portal_type}").providedBy(record)
    assert interfaces.IRecord.providedBy(record)
    assert fti.lookupSchema().providedBy(record)
    assert record.__ac_local_roles_block__


@pytest.mark.parametrize("portal_type", TYPES)
def test_a_person_must_give_no_more_than_a_title(portal, portal_type):
    assert [name for name, field in fields_of(portal_type).items() if field.required] == ["title"]


def test_records_stay_out_of_menus(portal):
    registry = portal.portal_registry
    assert not set(TYPES) & set(registry["plone.displayed_types"])
    assert registry["plone.navigation_depth"] == 1


def test_the_catalog_sorts_by_the_vietnamese_alphabet(portal, dossier):
    for title in ("Đan", "Dân", "Ấn", "An"):
        create(dossier, "ArchivalDocument", title=title)
    found = portal.portal_catalog(portal_type="ArchivalDocument", sort_on="sortable_title")
    assert [brain.Title for brain in found] == ["An", "Ấn", "Dân", "Đan"]


def test_records_are_found_by_number_in_the_sites_own_search(portal, dossier):
    create(dossier, "ArchivalDocument", title="Giao đất", code_number="1004", code_notation="QĐ-UBND")
    assert len(portal.portal_catalog(SearchableText="1004")) == 1


@pytest.mark.parametrize(
    ("number", "notation", "expected"),
    [
        ("1004", "QĐ-UBND", "1004/QĐ-UBND"),
        ("15", "/2016/QĐ-UBND", "15/2016/QĐ-UBND"),
        ("08", "-NQ/TU", "08-NQ/TU"),
        ("7", None, "7"),
        (None, None, ""),
    ],
)
def test_number_and_symbol_are_written_together(dossier, number, notation, expected):
    document = create(dossier, "ArchivalDocument", title="A", code_number=number, code_notation=notation)
    assert document.reference == expected
