"""A field as the form shows it: help from the circular, where the value comes from, what is wrong with it."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

from zope.i18nmessageid import Message
from zope.schema.interfaces import (
    ConstraintNotSatisfied,
    IInt,
    IText,
    RequiredMissing,
    TooBig,
    TooLong,
    TooSmall,
)

from hoso.record.fields.partial_date import IPartialDateField
from hoso.record.i18n import _
from hoso.record.official import LEVELS, official_fields
from hoso.record.origin import Origin
from hoso.ui.describe.typed import TypedWidget
from hoso.ui.frame import wording

# Fields that stand beside each other; all others take a line.
_NARROW = {
    "code_number", "code_notation", "document_type", "ordinal", "sheet_from", "sheet_to", "page_count", "start_date",
    "end_date", "store", "rack", "box", "total_documents", "sheet_count", "identifier", "organ_id", "file_catalogue",
    "paper_total", "paper_digital", "copy_number", "founded", "ended", "document_code", "information_sign",
    "file_notation", "retention", "number", "years", "archives_time", "kind", "code", "effective_date",
}  # fmt: skip
_SERIF = {"title", "legal_basis"}
_SOURCES = {"read": _("Read by machine"), "filename": _("Name of the file")}


class Unconfirmed(NamedTuple):
    """A value nobody stands behind yet: out of what it came, how sure the machine was, on which page."""

    source: str
    sure: str
    page: int | None


class Field(NamedTuple):
    """What the template needs of one field."""

    name: str
    widget: Any
    id: str
    css: str
    label: str
    required: bool
    help: str
    limit: int | None
    circular: str
    error: str | Message
    date: bool
    options: list[str]
    unconfirmed: Unconfirmed | None

    @property
    def described_by(self) -> str:
        """The ids of what belongs to the input: the help always stands there."""
        return " ".join(f"{self.id}-{part}" for part in ("help", *(["error"] if self.error else [])))


def present(widget: Any, portal_type: str, origin: Origin | None, wrong: str = "") -> Field:
    """A widget after it was updated; its input gets the attributes that tie it to its help and its error.

    ``wrong`` is what is wrong with the value beside others, when it is a value by itself.
    """
    field, name = widget.field, widget.field.__name__
    shown = Field(
        name=name,
        widget=widget,
        id=widget.id,
        css="col-sm-4" if name in _NARROW else "",
        label=widget.label,
        required=bool(widget.required),
        help=field.description,
        limit=field.max_length if IText.providedBy(field) else None,
        circular=_number_in_circular(portal_type, name),
        error=reason(widget.error.error, field, widget.value) if widget.error else wrong,
        date=IPartialDateField.providedBy(field),
        options=widget.options if isinstance(widget, TypedWidget) else [],
        unconfirmed=_unconfirmed(origin),
    )
    _tie(widget, shown)
    return shown


def _tie(widget: Any, shown: Field) -> None:
    """Every input says what belongs to it; the browser's own checks would speak its own language."""
    attributes = widget.attributes
    attributes.pop("required", None)
    attributes["aria-describedby"] = shown.described_by
    attributes["autocomplete"] = "off"
    if shown.required:
        attributes["aria-required"] = "true"
    if shown.error:
        attributes["aria-invalid"] = "true"
        attributes["class"] = f"{attributes.get('class', '')} is-invalid"
    if shown.name in _SERIF:
        attributes["class"] = f"{attributes.get('class', '')} law-text"
    if IInt.providedBy(widget.field):
        attributes["inputmode"] = "numeric"
    if shown.limit:
        attributes["data-limit"] = str(shown.limit)
    if shown.date:
        attributes["data-date"] = "1"
    if isinstance(widget, TypedWidget):
        attributes["data-typed"] = "many" if widget.many else "free" if widget.free else "one"
        if shown.options:
            attributes["list"] = f"{shown.id}-list"


def reason(error: Exception, field: Any, typed: Any) -> str | Message:
    """What is wrong and what to do, in words."""
    match error:
        case RequiredMissing():
            return _("Nothing typed yet.")
        case TooLong() if isinstance(typed, str):
            mapping = {"over": len(typed) - field.max_length, "limit": field.max_length}
            return _("${over} characters too many; at most ${limit}.", mapping=mapping)
        case TooBig() | TooSmall():
            mapping = {"least": field.min, "most": wording.count(field.max) if field.max else "…"}
            return _("Type a number from ${least} to ${most}.", mapping=mapping)
        case ConstraintNotSatisfied():
            return _("Not in the list. Choose one that is.")
    told = error.doc() if hasattr(error, "doc") else str(error)
    return told if isinstance(told, Message) else str(told)


@cache
def _numbers(portal_type: str) -> dict[str, str]:
    level = LEVELS.get(portal_type)
    return {field.attribute: field.no for field in official_fields(level)} if level else {}


def _number_in_circular(portal_type: str, name: str) -> str:
    return _numbers(portal_type).get(name, "")


def _unconfirmed(origin: Origin | None) -> Unconfirmed | None:
    if origin is None or origin.certain:
        return None
    detail = origin.detail or {}
    page = detail.get("page") if isinstance(detail.get("page"), int) else None
    sure = wording.percent(detail["confidence"]) if isinstance(detail.get("confidence"), int | float) else ""
    return Unconfirmed(_SOURCES[origin.source], sure, page)
