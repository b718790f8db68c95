"""Between the value of a field and the text of a cell; ``value_of(text_of(value))`` is the value again."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from zope.schema.interfaces import IBool, IChoice, IField, IInt, IText, ITextLine, ITuple, ValidationError

from hoso.record.fields.partial_date import IPartialDateField
from hoso.record.official import SEPARATOR
from hoso.record.schema.options import AUTHORITIES
from hoso.record.terms import RecordError, resolve, term

from .columns import normal
from .table import clean

_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_VALUES = re.compile(rf"((?:\\.|[^\\{SEPARATOR}])*){SEPARATOR}", re.DOTALL)
_YES, _NO = ("co", "x", "true", "1", "yes"), ("khong", "false", "0", "no")


class CellRefused(Exception):
    """The text of a cell is no value of its field; the Vietnamese message says what to write."""


class Authorities:
    """The authorities of the site by name; read from the catalog once."""

    def __init__(self, site: Any) -> None:
        self._titles: dict[str, str] = {}
        self._uids: dict[str, list[str]] = {}
        for brain in site.portal_catalog.unrestrictedSearchResults(portal_type="Authority"):
            self._titles[brain.UID] = brain.Title
            self._uids.setdefault(normal(brain.Title), []).append(brain.UID)

    def text(self, uid: str) -> str:
        """The authority's name where that is enough to find it again, else its UID."""
        title = self._titles.get(uid, "")
        return title if self._uids.get(normal(title)) == [uid] and clean(title) == title else uid

    def uid(self, text: str) -> str:
        """The UID that a name or UID stands for; raises CellRefused."""
        if text in self._titles:
            return text
        found = self._uids.get(normal(text), [])
        if len(found) == 1:
            return found[0]
        many = "nhiều cơ quan trùng tên" if found else "chưa có cơ quan"
        raise CellRefused(f"{many} “{text}”. Hãy ghi mã bản ghi (UID) của cơ quan, hoặc tạo cơ quan đó trước.")


def text_of(field: IField, value: Any, day: date | None, authorities: Authorities) -> str:
    """The text of a cell for a value; empty for no value. ``day`` is the record's, for terms that changed over time."""
    if value is None or value == field.missing_value:
        return ""
    if ITuple.providedBy(field):
        return f"{SEPARATOR} ".join(_escape(text_of(field.value_type, each, day, authorities)) for each in value)
    if IChoice.providedBy(field):
        return authorities.text(value) if field.vocabularyName == AUTHORITIES else _term_text(field, value, day)
    if IBool.providedBy(field):
        return "có" if value else "không"
    return clean(str(value))


def value_of(field: IField, text: str, day: date | None, authorities: Authorities) -> Any:
    """The value that a cell's text (not empty) stands for; raises CellRefused with the remedy."""
    if ITuple.providedBy(field):
        return tuple(value_of(field.value_type, each, day, authorities) for each in _split(text))
    for kind, read in _READERS:
        if kind.providedBy(field):
            return read(field, text, day, authorities)
    raise TypeError(f"no cell can hold {field!r}")


def _choice(field: IField, text: str, day: date | None, authorities: Authorities) -> str:
    if field.vocabularyName == AUTHORITIES:
        return authorities.uid(text)
    try:
        return resolve(_list_of(field), text, day).key
    except RecordError as error:
        raise CellRefused(str(error)) from error


def _date(field: IField, text: str, *_: Any) -> Any:
    try:
        return field.fromUnicode(text)
    except ValidationError as error:
        raise CellRefused(str(error)) from error


def _number(_field: IField, text: str, *_: Any) -> int:
    if not re.fullmatch(r"-?\d{1,18}", text, re.ASCII):
        raise CellRefused(f"“{text[:40]}” không phải số nguyên. Hãy chỉ ghi chữ số, ví dụ 12.")
    return int(text)


def _boolean(_field: IField, text: str, *_: Any) -> bool:
    if normal(text) in _YES:
        return True
    if normal(text) in _NO:
        return False
    raise CellRefused(f"“{text[:40]}” không rõ là có hay không. Hãy ghi “có” hoặc “không”.")


def _line(_field: IField, text: str, *_: Any) -> str:
    return " ".join(text.split("\n"))


def _text(_field: IField, text: str, *_: Any) -> str:
    return text


_READERS: tuple[tuple[Any, Callable[..., Any]], ...] = (
    (IChoice, _choice),
    (IPartialDateField, _date),
    (IBool, _boolean),
    (IInt, _number),
    (ITextLine, _line),
    (IText, _text),
)


def _list_of(field: IField) -> str:
    return field.vocabularyName.removeprefix("hoso.")


def _term_text(field: IField, key: str, day: date | None) -> str:
    """The label of a term where it leads back to the term, else its key."""
    found = term(_list_of(field), key)
    if found is None:
        return key
    try:
        return found.label_vi if resolve(_list_of(field), found.label_vi, day).key == key else key
    except RecordError:
        return key


def _escape(text: str) -> str:
    return text.replace("\\", "\\\\").replace(SEPARATOR, f"\\{SEPARATOR}")


def _split(text: str) -> list[str]:
    """The values of a cell; a separator inside a value has a backslash before it."""
    parts = [_ESCAPED.sub(r"\1", match[1]).strip() for match in _VALUES.finditer(text + SEPARATOR)]
    return [part for part in parts if part]
