"""Fields filled in by typing: terms by name, abbreviation or code, authorities by any name they had, plain numbers.

Without a script these are text fields, with the shorter lists to choose from; a script makes comboboxes of them.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from plone.app.z3cform.interfaces import ITextWidget
from plone.app.z3cform.widgets.select import SelectWidget
from plone.app.z3cform.widgets.text import TextWidget
from z3c.form.converter import BaseDataConverter
from z3c.form.interfaces import IFieldWidget, IWidget
from z3c.form.widget import FieldWidget
from zope.component import adapter
from zope.interface import implementer, implementer_only
from zope.schema.interfaces import IChoice, ICollection, IField, IInt, ITuple, ValidationError

from hoso.language import PartialDate, PartialDateError
from hoso.record import authorities, terms
from hoso.record.errors import RecordError
from hoso.record.fields.partial_date import IPartialDateField
from hoso.record.i18n import _
from hoso.record.official import SEPARATOR
from hoso.record.schema.options import AUTHORITIES

# Fewer terms than this are seen at once in a plain list.
TYPED_FROM = 7
# Text fields of their own right for which authorities are proposed.
_PROPOSED = {"organ_name"}
_NUMBER = re.compile(r"\d{1,15}|\d{1,3}(\.\d{3}){1,4}", re.ASCII)
_DAYS = ("issued_date", "end_date")


class NotUnderstood(ValidationError):
    """A text that stands for no value; the message names the remedy."""

    def doc(self) -> str:
        """The message for people."""
        return self.args[0]


class ITypedWidget(ITextWidget):
    """A text field for terms or authorities."""


class INumberWidget(ITextWidget):
    """A text field for a whole number."""


@implementer_only(ITypedWidget)
class TypedWidget(TextWidget):
    """One or several terms or authorities, several separated by semicolons."""

    klass = "text-widget typed"

    @property
    def many(self) -> bool:
        """Whether it takes several values."""
        return ICollection.providedBy(self.field)

    @property
    def list_name(self) -> str:
        """The vocabulary that the values come from."""
        if self.field.__name__ in _PROPOSED:
            return AUTHORITIES
        return _choice(self.field).vocabularyName

    @property
    def options(self) -> list[str]:
        """What can be chosen, where that is known beforehand: the terms of the record's day."""
        if self.list_name == AUTHORITIES:
            return []
        vocabulary = _choice(self.field).bind(self.context).vocabulary
        return [term_text(self.list_name, term.value, self.day) for term in vocabulary]

    @property
    def free(self) -> bool:
        """Whether something may be typed that is not in the list."""
        return not IChoice.providedBy(_choice(self.field))

    @property
    def day(self) -> date | None:
        """The last day that the record may be of, as typed in the form or as known."""
        for name in _DAYS:
            typed = self.request.form.get(f"form.widgets.{name}")
            if isinstance(typed, str) and typed.strip():
                try:
                    return PartialDate.parse(typed[:100]).last
                except PartialDateError:
                    return None
            known = getattr(self.context, name, None)
            if known:
                return known.last
        return None


@implementer_only(INumberWidget)
class NumberWidget(TextWidget):
    """A whole number, shown as it is typed: a year has no dot for thousands."""

    klass = "text-widget int-field"


class FewWidget(SelectWidget):
    """One of a few terms."""

    noValueMessage = _("not chosen")


class DateWidget(TextWidget):
    """A date of any precision; a script says how it is understood."""

    klass = "text-widget date-field"


def factory(field: IField) -> Any | None:
    """The kind of widget for a field, ``None`` for Plone's own."""
    choice = _choice(field)
    if IPartialDateField.providedBy(field):
        kind: type = DateWidget
    elif IInt.providedBy(field):
        kind = NumberWidget
    elif field.__name__ in _PROPOSED or (IChoice.providedBy(choice) and (choice is not field or _long(choice))):
        kind = TypedWidget
    elif IChoice.providedBy(field):
        kind = FewWidget
    else:
        return None

    @implementer(IFieldWidget)
    def make(field: IField, request: Any) -> IWidget:
        return FieldWidget(field, kind(request))

    return make


def _choice(field: IField) -> IField:
    return field.value_type if ICollection.providedBy(field) and field.value_type is not None else field


def _long(choice: IField) -> bool:
    if choice.vocabularyName == AUTHORITIES:
        return True
    return len(terms.load(choice.vocabularyName.removeprefix("hoso."))) >= TYPED_FROM


def term_text(list_name: str, key: str, day: date | None) -> str:
    """What one types for a term: its label, or its key where the label would lead to another term."""
    name = list_name.removeprefix("hoso.")
    found = terms.term(name, key)
    if found is None:
        return key
    try:
        return found.label_vi if terms.resolve(name, found.label_vi, day).key == key else key
    except RecordError:
        return key


class _TypedConverter(BaseDataConverter):
    def _text(self, value: str) -> str:
        widget = self.widget
        if widget.list_name == AUTHORITIES:
            return authorities.label(value)
        return term_text(widget.list_name, value, widget.day)

    def _value(self, text: str) -> str:
        widget = self.widget
        try:
            if widget.list_name == AUTHORITIES:
                return authorities.resolve(text)
            return terms.resolve(widget.list_name.removeprefix("hoso."), text, widget.day).key
        except terms.UnknownTerm as error:
            mapping = {"text": text[:80]}
            raise NotUnderstood(
                _("“${text}” is not in the list. Type a few letters and choose from what is proposed.", mapping=mapping)
            ) from error
        except RecordError as error:
            raise NotUnderstood(str(error)) from error


@adapter(IChoice, ITypedWidget)
class OneConverter(_TypedConverter):
    """Between a term or an authority and its name."""

    def toWidgetValue(self, value: str | None) -> str:
        """The name."""
        return self._text(value) if value else ""

    def toFieldValue(self, value: str) -> str | None:
        """What the name stands for."""
        return self._value(value.strip()) if value.strip() else self.field.missing_value


@adapter(ITuple, ITypedWidget)
class ManyConverter(_TypedConverter):
    """Between several and their names."""

    def toWidgetValue(self, value: tuple[str, ...] | None) -> str:
        """The names in a line."""
        return f"{SEPARATOR} ".join(self._text(each) for each in value or ())

    def toFieldValue(self, value: str) -> tuple[str, ...]:
        """What the names stand for, each once."""
        parts = [part.strip() for part in value.split(SEPARATOR)]
        return tuple(dict.fromkeys(self._value(part) for part in parts if part))


@adapter(IInt, INumberWidget)
class NumberConverter(BaseDataConverter):
    """Between a number and its digits."""

    def toWidgetValue(self, value: int | None) -> str:
        """The digits."""
        return "" if value is None else str(value)

    def toFieldValue(self, value: str) -> int | None:
        """The number; dots may part thousands."""
        text = value.strip()
        if not text:
            return self.field.missing_value
        if not _NUMBER.fullmatch(text):
            raise NotUnderstood(_("“${text}” is no whole number. Type digits alone, as in 12.", mapping={"text": text}))
        return int(text.replace(".", ""))
