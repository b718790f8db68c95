"""What the site's catalog knows of a record: short metadata, never the text of its files."""

from __future__ import annotations

from Acquisition import aq_base
from plone.indexer import indexer

from hoso.language import sort_key
from hoso.record import changes, files
from hoso.record.interfaces import IFiled, IRecord
from hoso.record.numbers import plain_number
from hoso.record.origin import is_described

_SORTED_CHARACTERS = 120


@indexer(IRecord)
def searchable_text(record):
    """Title, number and note. The text of the pages is found by hoso.search."""
    parts = (record.title, getattr(record, "reference", ""), getattr(record, "file_notation", ""), record.description)
    return " ".join(part for part in parts if part)


@indexer(IRecord)
def sortable_title(record):
    """The title in the order of the Vietnamese alphabet."""
    return sort_key(record.title[:_SORTED_CHARACTERS])


@indexer(IRecord)
def described(record):
    """False for a record in the state "Chưa mô tả"."""
    return is_described(record)


@indexer(IRecord)
def reference(record):
    """Number and symbol, for lists."""
    own = aq_base(record)
    return getattr(own, "reference", "") or getattr(own, "file_notation", "") or ""


@indexer(IFiled)
def author(record):
    """Who issued it, for lists."""
    return record.organ_name or ""


@indexer(IFiled)
def document_type(record):
    """The key of its type, for lists."""
    return record.document_type or ""


@indexer(IRecord)
def number(record):
    """Number and symbol as they are compared; nothing for a record without one."""
    own = aq_base(record)
    return plain_number(getattr(own, "reference", "") or getattr(own, "file_notation", "") or "") or None


@indexer(IRecord)
def dated(record):
    """The date as written, of a dossier or series its first and last, for lists."""
    own = aq_base(record)
    known = (getattr(own, name, None) for name in ("issued_date", "start_date", "end_date", "years"))
    return " – ".join(dict.fromkeys(str(date) for date in known if date))


@indexer(IRecord)
def changed_by(record):
    """Who last described the record or added a file to it."""
    return changes.changed_by(record)


@indexer(IFiled)
def sha256(record):
    """The SHA-256 of every file version, so that a duplicate is found whatever version it equals."""
    return tuple(version.sha256 for version in files.versions(record))
