"""Partial dates and dated names in forms and in REST."""

import json
from datetime import date

import pytest
from plone.restapi.interfaces import IDeserializeFromJson, IFieldSerializer, ISerializeToJson
from plone.restapi.types.utils import get_info_for_type
from z3c.form.interfaces import IDataConverter, IFieldWidget
from zExceptions import BadRequest
from zope.component import getMultiAdapter
from zope.interface import alsoProvides

from hoso.language import PartialDate
from hoso.record.create import create
from hoso.record.fields import DatedName
from hoso.record.fields.dated_names import InvalidDatedName
from hoso.record.fields.partial_date import InvalidPartialDate
from hoso.record.origin import origin
from hoso.record.values import field_of


@pytest.fixture
def request_(portal):
    from plone.app.z3cform.interfaces import IPloneFormLayer

    alsoProvides(portal.REQUEST, IPloneFormLayer)
    return portal.REQUEST


@pytest.fixture
def authority(portal):
    return create(portal, "Authority", title="UBND tỉnh Hà Nam")


def converter(portal_type, name, request):
    widget = getMultiAdapter((field_of(portal_type, name), request), IFieldWidget)
    return getMultiAdapter((widget.field, widget), IDataConverter)


def patch(record, request, **values):
    request["BODY"] = json.dumps(values)
    getMultiAdapter((record, request), IDeserializeFromJson)()


def serialized(record, name, request):
    return getMultiAdapter((field_of(record.portal_type, name), record, request), IFieldSerializer)()


def test_a_form_keeps_the_wording(request_):
    convert = converter("ArchivalDocument", "issued_date", request_)
    value = convert.toFieldValue(" 6/1998 ")
    assert (value.first, value.last) == (date(1998, 6, 1), date(1998, 6, 30))
    assert convert.toWidgetValue(value) == "6/1998"
    assert convert.toFieldValue("") is None
    assert convert.toWidgetValue(None) == ""


def test_a_form_explains_what_is_no_date(request_):
    with pytest.raises(InvalidPartialDate) as caught:
        converter("ArchivalDocument", "issued_date", request_).toFieldValue("31/02/1998")
    assert "31/02/1998" in caught.value.doc()


def test_rest_reads_and_writes_partial_dates(document, request_):
    patch(document, request_, issued_date="không ngày")
    assert serialized(document, "issued_date", request_) == {"text": "không ngày", "first": None, "last": None}
    patch(document, request_, issued_date={"text": "1998", "first": None})
    expected = {"text": "1998", "first": "1998-01-01", "last": "1998-12-31"}
    assert serialized(document, "issued_date", request_) == expected
    patch(document, request_, issued_date=None)
    assert document.issued_date is None


@pytest.mark.parametrize("value", ["32/01/1998", 1998, {"first": "1998-01-01"}, "x" * 5000])
def test_rest_refuses_what_is_no_date(document, request_, value):
    with pytest.raises(BadRequest):
        patch(document, request_, issued_date=value)
    assert document.issued_date is None


def test_rest_marks_what_a_person_changed(document, request_):
    patch(document, request_, code_number="1004", title=document.title)
    assert origin(document, "code_number").source == "typed"
    assert origin(document, "title") is None


def test_dated_names_are_lines_in_a_form(request_):
    convert = converter("Authority", "names", request_)
    names = convert.toFieldValue("UBND tỉnh Hà Nam | 1997 | 30/06/2025\n\nUBND tỉnh Ninh Bình | 1/7/2025\n")
    assert [name.text for name in names] == ["UBND tỉnh Hà Nam", "UBND tỉnh Ninh Bình"]
    assert names[0].held_on(date(2025, 6, 30)) and not names[0].held_on(date(2025, 7, 1))
    assert names[1].held_on(date(2030, 1, 1)) and not names[1].held_on(date(2025, 6, 30))
    assert convert.toFieldValue(convert.toWidgetValue(names)) == names


@pytest.mark.parametrize("line", ["| 1997", "A | hôm qua", "A | 1 | 2 | 3", "x" * 301])
def test_a_line_that_is_no_dated_name_is_refused(line):
    with pytest.raises(InvalidDatedName):
        DatedName.parse(line)


def test_rest_reads_and_writes_dated_names(authority, request_):
    rows = [{"text": "UBND tỉnh Hà Nam", "first": "1997", "last": None}]
    patch(authority, request_, names=rows)
    assert authority.names == (DatedName("UBND tỉnh Hà Nam", PartialDate.parse("1997")),)
    assert serialized(authority, "names", request_) == rows
    for wrong in ("UBND", ["UBND"], [{"first": "1997"}]):
        with pytest.raises(BadRequest):
            patch(authority, request_, names=wrong)


@pytest.mark.parametrize("portal_type", ["Authority", "ArchivalDocument"])
def test_rest_describes_the_types(portal, request_, portal_type):
    properties = get_info_for_type(portal, request_, portal_type)["properties"]
    name, expected = {"Authority": ("names", "array"), "ArchivalDocument": ("issued_date", "string")}[portal_type]
    assert properties[name]["type"] == expected


def test_rest_serializes_whole_records(document, authority, request_):
    for record in (document, authority):
        content = getMultiAdapter((record, request_), ISerializeToJson)()
        assert content["title"] == record.title
        json.dumps(content)
