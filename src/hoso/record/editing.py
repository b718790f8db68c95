"""Changing some values of a record as a clerk types them, in a row of a register or for many rows at once.

A row is saved only over the values its editor saw: ``stamp`` stands for them. It heeds the locks of the edit form.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from zope.schema.interfaces import IChoice, IFromUnicode, IInt, IText, ValidationError

from hoso.language import nfc
from hoso.record.errors import RecordError, ValueRefused
from hoso.record.locks import other_holder
from hoso.record.origin import origins
from hoso.record.values import checked_value, field_of

ROW_FIELDS = {
    "ArchivalDocument": (
        "ordinal", "code_number", "code_notation", "organ_name", "issued_date", "title", "sheet_from", "sheet_to",
    ),
    "LegalAct": ("code_number", "code_notation", "organ_name", "issued_date", "title"),
    "Dossier": ("file_notation", "start_date", "end_date", "title", "sheet_count"),
}  # fmt: skip
"""Portal type → the fields that a row of a register shows and lets edit."""

_STAMP_LENGTH = 16


class ValuesNotAccepted(RecordError):
    """Texts that cannot be values; ``errors`` says for each field why."""

    def __init__(self, errors: Mapping[str, str]):
        self.errors = dict(errors)
        super().__init__(f"Chưa lưu được, {len(errors)} chỗ cần sửa. Chữ đã gõ còn nguyên.")


class ChangedMeanwhile(RecordError):
    """Somebody has changed these values since they were shown."""

    def __init__(self, record: str, by: str | None):
        super().__init__(
            f"“{record}” vừa được {by or 'người khác'} sửa. Chữ bạn gõ còn nguyên; giá trị mới ghi dưới mỗi ô. "
            "So lại rồi lưu."
        )


class LockedByOther(RecordError):
    """Somebody else has the record open in the edit form."""

    def __init__(self, record: str, by: str):
        super().__init__(f"{by} đang sửa “{record}”. Đợi người ấy lưu xong rồi sửa lại.")


def text_of(record: Any, name: str) -> str:
    """The value of a field as one types it; nothing for no value."""
    value = getattr(record, name, None)
    return "" if value is None else str(value)


def row_texts(record: Any) -> dict[str, str]:
    """The values that a row lets edit, as texts; empty for kinds of records that are not edited in rows."""
    return {name: text_of(record, name) for name in ROW_FIELDS.get(record.portal_type, ())}


def stamp(record: Any) -> str:
    """Stands for the values of the row; differs as soon as one of them does."""
    return hashlib.sha256(json.dumps(row_texts(record)).encode()).hexdigest()[:_STAMP_LENGTH]


def value_of(record: Any, name: str, text: str) -> Any:
    """The value that a text means for a field, ``None`` for an empty text; raises ``ValueRefused``."""
    field = field_of(record.portal_type, name)
    text = nfc(text).strip()
    if not text:
        return checked_value(record, field, None)
    if IInt.providedBy(field):
        if not (text.isascii() and text.isdecimal() and len(text) <= 12):
            raise ValueRefused(record.title or record.id, name, "phải là một số")
        return checked_value(record, field, int(text))
    if IText.providedBy(field) or IChoice.providedBy(field):
        return checked_value(record, field, text)
    if not IFromUnicode.providedBy(field):
        raise ValueRefused(record.title or record.id, name, "không sửa được ở đây")
    try:
        value = field.bind(record).fromUnicode(text)
    except ValidationError as error:
        raise ValueRefused(record.title or record.id, name, str(error.doc())) from error
    return checked_value(record, field, value)


def values_of(record: Any, texts: Mapping[str, str]) -> dict[str, Any]:
    """The values that texts mean, of those fields alone whose text is another; raises ``ValuesNotAccepted``."""
    values, errors = {}, {}
    for name, text in texts.items():
        if nfc(text).strip() == text_of(record, name).strip():
            continue
        try:
            values[name] = value_of(record, name, text)
        except ValueRefused as error:
            errors[name] = error.reason
    first, last = (values.get(name, getattr(record, name, None)) for name in ("sheet_from", "sheet_to"))
    if not errors and values.keys() & {"sheet_from", "sheet_to"} and first and last and last < first:
        errors["sheet_to"] = "tờ cuối đứng trước tờ đầu"
    if errors:
        raise ValuesNotAccepted(errors)
    return values


def refuse_locked(record: Any) -> None:
    """Raises ``LockedByOther`` while somebody else has the record in the edit form."""
    other = other_holder(record)
    if other is not None:
        raise LockedByOther(record.title, other.user_id)


def row_changes(record: Any, texts: Mapping[str, str], seen: str) -> dict[str, str]:
    """Those texts of an edited row that differ from the record's; its other values, and where they come from, stay.

    ``seen`` is the ``stamp`` of the values that the editor was shown. Raises ``LockedByOther``, ``ValuesNotAccepted``
    and ``ChangedMeanwhile``.
    """
    refuse_locked(record)
    own = {name: texts[name] for name in ROW_FIELDS.get(record.portal_type, ()) if name in texts}
    changed = values_of(record, own)
    if seen != stamp(record):
        raise ChangedMeanwhile(record.title, _last_editor(record))
    return {name: nfc(own[name]).strip() for name in changed}


def _last_editor(record: Any) -> str | None:
    known = [each for name, each in origins(record).items() if each.at and name in row_texts(record)]
    return max(known, key=lambda each: each.at).by if known else None
