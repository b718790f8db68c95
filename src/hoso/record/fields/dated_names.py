"""A field of names (or codes) that each held for a time, one a line: ``name | from | to``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from plone.dexterity.interfaces import IDexterityContent
from plone.restapi.deserializer.dxfields import DefaultFieldDeserializer
from plone.restapi.interfaces import IFieldDeserializer, IFieldSerializer
from plone.restapi.serializer.dxfields import DefaultFieldSerializer
from plone.restapi.types.adapters import DefaultJsonSchemaProvider
from plone.restapi.types.interfaces import IJsonSchemaProvider
from z3c.form.converter import BaseDataConverter
from z3c.form.interfaces import ITextAreaWidget
from zope.component import adapter
from zope.interface import Interface, implementer
from zope.publisher.interfaces.browser import IBrowserRequest
from zope.schema import Tuple
from zope.schema.interfaces import ITuple, ValidationError

from hoso.language import PartialDate, PartialDateError

MAX_NAME = 300
MAX_ROWS = 200


class InvalidDatedName(ValidationError):
    """A row that cannot be read; the message names the row."""

    def doc(self) -> str:
        """The message z3c.form and plone.restapi show."""
        return str(self.args[0])


@dataclass(frozen=True)
class DatedName:
    """A name or code and the time it held; an open end is ``None``."""

    text: str
    first: PartialDate | None = None
    last: PartialDate | None = None

    @classmethod
    def parse(cls, line: str) -> DatedName:
        """The row of ``name | from | to``; raises ``InvalidDatedName``."""
        text, *dates = (part.strip() for part in line.split("|"))
        return cls.of(text, *dates)

    @classmethod
    def of(cls, text: str, first: str | None = None, last: str | None = None, *more: str) -> DatedName:
        """A row from texts; raises ``InvalidDatedName``."""
        if not text or len(text) > MAX_NAME or more:
            raise InvalidDatedName(
                f"Dòng “{text[:80]}” không đúng. Viết: tên | từ ngày | đến ngày (tên không quá {MAX_NAME} ký tự)."
            )
        try:
            return cls(text, *(PartialDate.parse(day) if day else None for day in (first, last)))
        except PartialDateError as error:
            raise InvalidDatedName(f"Dòng “{text[:80]}”: {error}") from error

    def __str__(self) -> str:
        return " | ".join((self.text, str(self.first or ""), str(self.last or ""))).rstrip(" |")

    def held_on(self, day: date) -> bool:
        """Whether the name held on that day; a vague limit counts in the name's favour."""
        starts = self.first.first if self.first else None
        ends = self.last.last if self.last else None
        return (starts is None or starts <= day) and (ends is None or day <= ends)


class IDatedNames(ITuple):
    """A field that holds a tuple of ``DatedName``."""


@implementer(IDatedNames)
class DatedNames(Tuple):
    """Holds a tuple of ``DatedName``, in the order a person gave."""

    def __init__(self, **kw: Any):
        super().__init__(value_type=None, max_length=MAX_ROWS, **kw)

    def _validate(self, value: Any) -> None:
        super()._validate(value)
        if not all(isinstance(row, DatedName) for row in value):
            raise InvalidDatedName("Mỗi dòng phải có tên và thời gian.")


@adapter(IDatedNames, ITextAreaWidget)
class DatedNamesConverter(BaseDataConverter):
    """Between the rows and the lines of a form."""

    def toWidgetValue(self, value: tuple[DatedName, ...] | None) -> str:
        """One line a row."""
        return "\n".join(str(row) for row in value or ())

    def toFieldValue(self, value: str) -> tuple[DatedName, ...]:
        """The rows of all lines that are not blank."""
        return tuple(DatedName.parse(line) for line in value.splitlines() if line.strip())


@adapter(IDatedNames, IDexterityContent, Interface)
@implementer(IFieldSerializer)
class DatedNamesSerializer(DefaultFieldSerializer):
    """A list of ``{"text", "first", "last"}``, dates as written."""

    def __call__(self) -> list[dict[str, str | None]]:
        return [
            {
                "text": row.text,
                "first": str(row.first) if row.first else None,
                "last": str(row.last) if row.last else None,
            }
            for row in self.get_value() or ()
        ]


@adapter(IDatedNames, IDexterityContent, IBrowserRequest)
@implementer(IFieldDeserializer)
class DatedNamesDeserializer(DefaultFieldDeserializer):
    """Takes what the serializer gives."""

    def __call__(self, value: Any) -> tuple[DatedName, ...]:
        if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
            raise InvalidDatedName('Cần một danh sách các đối tượng {"text", "first", "last"}.')
        rows = tuple(DatedName.of(*(row.get(key) or "" for key in ("text", "first", "last"))) for row in value)
        self.field.validate(rows)
        return rows


@adapter(IDatedNames, Interface, Interface)
@implementer(IJsonSchemaProvider)
class DatedNamesJsonSchema(DefaultJsonSchemaProvider):
    """Tells clients that the field is a list of rows."""

    def get_type(self) -> str:
        """The JSON type of the value."""
        return "array"

    def additional(self) -> dict[str, Any]:
        """The rows are objects."""
        return {"items": {"type": "object"}}

    def get_factory(self) -> str:
        """The name of the field for editors of types."""
        return "Dated names"
