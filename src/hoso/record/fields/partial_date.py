"""A field for dates as vague as the paper they stand on, in forms and in REST."""

from __future__ import annotations

from typing import Any

from plone.dexterity.interfaces import IDexterityContent
from plone.restapi.deserializer.dxfields import DefaultFieldDeserializer
from plone.restapi.interfaces import IFieldDeserializer, IFieldSerializer
from plone.restapi.serializer.dxfields import DefaultFieldSerializer
from plone.restapi.types.adapters import DefaultJsonSchemaProvider
from plone.restapi.types.interfaces import IJsonSchemaProvider
from z3c.form.converter import BaseDataConverter
from z3c.form.interfaces import ITextWidget
from zope.component import adapter
from zope.interface import Interface, implementer
from zope.publisher.interfaces.browser import IBrowserRequest
from zope.schema import Field
from zope.schema.interfaces import IField, IFromUnicode, ValidationError

from hoso.language import PartialDate, PartialDateError

MAX_LENGTH = 100


class InvalidPartialDate(ValidationError):
    """A text that is no date, with the parser's own message for people."""

    def doc(self) -> str:
        """The message z3c.form and plone.restapi show."""
        return str(self.args[0])


class IPartialDateField(IField):
    """A field that holds a ``hoso.language.PartialDate``."""


@implementer(IPartialDateField, IFromUnicode)
class PartialDateField(Field):
    """Holds a ``PartialDate``: a day, a month, a year, a range, or "không ngày", with the wording as written."""

    _type = PartialDate

    def fromUnicode(self, value: str) -> PartialDate:
        """The date that the text says; raises ``InvalidPartialDate`` with a message for people."""
        try:
            date = PartialDate.parse(value[:MAX_LENGTH])
        except PartialDateError as error:
            raise InvalidPartialDate(str(error)) from error
        self.validate(date)
        return date


@adapter(IPartialDateField, ITextWidget)
class PartialDateConverter(BaseDataConverter):
    """Between the date and the text of a form."""

    def toWidgetValue(self, value: PartialDate | None) -> str:
        """The wording as written."""
        return "" if value is self.field.missing_value else str(value)

    def toFieldValue(self, value: str) -> PartialDate | None:
        """The date of the text; an empty text is no value."""
        text = value.strip()
        return self.field.fromUnicode(text) if text else self.field.missing_value


def to_json(value: PartialDate) -> dict[str, str | None]:
    """``{"text", "first", "last"}``: the wording, and the first and last day it may mean (ISO 8601) or null."""
    return {
        "text": str(value),
        "first": value.first.isoformat() if value.first else None,
        "last": value.last.isoformat() if value.last else None,
    }


@adapter(IPartialDateField, IDexterityContent, Interface)
@implementer(IFieldSerializer)
class PartialDateSerializer(DefaultFieldSerializer):
    """The JSON form of the value."""

    def __call__(self) -> dict[str, str | None] | None:
        value = self.get_value()
        return None if value is None else to_json(value)


@adapter(IPartialDateField, IDexterityContent, IBrowserRequest)
@implementer(IFieldDeserializer)
class PartialDateDeserializer(DefaultFieldDeserializer):
    """Takes the wording, alone or as the ``text`` of the JSON form."""

    def __call__(self, value: Any) -> PartialDate:
        text = value.get("text") if isinstance(value, dict) else value
        if not isinstance(text, str):
            raise InvalidPartialDate('Ngày phải là chữ, hoặc đối tượng có "text" là chữ.')
        return self.field.fromUnicode(text)


@adapter(IPartialDateField, Interface, Interface)
@implementer(IJsonSchemaProvider)
class PartialDateJsonSchema(DefaultJsonSchemaProvider):
    """Tells clients that the field is written as text."""

    def get_type(self) -> str:
        """The JSON type in which a client may send the value."""
        return "string"

    def get_factory(self) -> str:
        """The name of the field for editors of types."""
        return "Partial date"
