"""The described fields of a record as rows: label, value in words, where the value comes from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from plone.dexterity.utils import iterSchemata
from zope.schema import getFieldsInOrder
from zope.schema.interfaces import IBool, IChoice, ICollection, IField

from hoso.record.i18n import _
from hoso.record.origin import Origin, origins
from hoso.ui.frame import wording

_SOURCES = {
    "typed": ("st st-type", _("Typed")),
    "catalogue": ("st st-list", _("Catalogue")),
    "read": ("st st-mach", _("Read by machine")),
    "filename": ("st st-mach", _("Name of the file")),
}


class Row(NamedTuple):
    """One field. ``lines`` is the value, one text a line; ``source`` and ``confirmed`` are empty when unknown."""

    name: str
    label: str
    lines: list[str]
    source: str
    source_css: str
    source_detail: str
    confirmed: str
    certain: bool


def rows(record: Any) -> list[Row]:
    """The fields that have a value, in the order of the form."""
    known = origins(record)
    return [
        _row(name, field, lines, known.get(name))
        for name, field in described_fields(record)
        if (lines := value_lines(field, record))
    ]


def described_fields(record: Any) -> Iterator[tuple[str, IField]]:
    """The fields of the room ``record``, without those that Plone's behaviours add."""
    for schema in iterSchemata(record):
        if schema.__module__.startswith("hoso.record."):
            yield from getFieldsInOrder(schema)


def value_lines(field: IField, record: Any) -> list[str]:
    """A field's value in words, one line for each of several values; none for no value."""
    value = getattr(record, field.__name__, None)
    if value is None or value == "" or value == ():
        return []
    bound = field.bind(record)
    if ICollection.providedBy(bound):
        return [_words(bound.value_type, item, record) for item in value]
    if isinstance(value, str):
        return value.splitlines() if not IChoice.providedBy(bound) else [_words(bound, value, record)]
    return [_words(bound, value, record)]


def choices(field: IField, record: Any) -> Iterable[Any]:
    """The terms that a field of the record may be given; none for a field to type in."""
    bound = field.bind(record)
    return bound.vocabulary if IChoice.providedBy(bound) else ()


def in_words(field: IField, text: str, record: Any) -> str:
    """A value given as text in words: a term by its name."""
    return str(_words(field, text, record)) if IChoice.providedBy(field) else text


def _words(field: IField | None, value: Any, record: Any) -> str:
    if IChoice.providedBy(field):
        vocabulary = field.bind(record).vocabulary
        # A term that is no longer in the list is still what was written.
        return vocabulary.getTerm(value).title if value in vocabulary else str(value)
    if IBool.providedBy(field):
        return _("yes") if value else _("no")
    return str(value)


def _row(name: str, field: IField, lines: list[str], origin: Origin | None) -> Row:
    css, source = _SOURCES[origin.source] if origin else ("", "")
    confirmed = ""
    if origin and origin.confirmed_by:
        confirmed = f"{origin.confirmed_by}, {wording.moment(origin.confirmed_at)}"
    elif origin and origin.source == "typed":
        confirmed = f"{origin.by or ''}, {wording.moment(origin.at)}".strip(", ")
    return Row(name, field.title, lines, source, css, _detail(origin), confirmed, origin is not None and origin.certain)


def _detail(origin: Origin | None) -> str:
    """Out of what the value came: row of a table, page and confidence of a reading."""
    detail = origin.detail if origin else None
    if not detail:
        return ""
    parts = []
    if "row" in detail:
        parts.append(f"dòng {detail['row']}")
    if "page" in detail:
        parts.append(f"trang {detail['page']}")
    if "confidence" in detail:
        parts.append(wording.percent(detail["confidence"]))
    return ", ".join(parts)
