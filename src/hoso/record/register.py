"""The ordered listing of a container: the records that lie in it and the documents placed in it.

A document lies in one dossier, its home, from which its rights come. It may be placed in further dossiers without
a copy (TT 01/2019/TT-BNV, Điều 20). Order: by the number in the dossier where there is one, then by name in the
Vietnamese alphabet, numbers in names by their value.

Who may see a row follows from the container, from what kind of record it is and from what is set on the record itself.
So rows that differ from the plain document are noted apart, by what they differ in: whoever asks for the rows that a
person may see has to look at one record of each kind of row, not at each record (``hoso.record.selection``).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from Acquisition import aq_inner, aq_parent
from BTrees.OOBTree import OOBTree
from persistent.mapping import PersistentMapping
from plone.uuid.interfaces import IUUID
from zope.annotation.interfaces import IAnnotations
from zope.event import notify

from hoso.language import sort_key
from hoso.record import files
from hoso.record.errors import RecordError
from hoso.record.events import RecordChanged
from hoso.record.ids import stem
from hoso.record.interfaces import IArchivalDocument, IContainerRecord, IDossier, IFiled
from hoso.record.lookup import by_uid
from hoso.record.origin import current_user, is_described, now
from hoso.record.ranked import Key, RankedTree
from hoso.record.revision import raise_revision
from hoso.record.shelf import sheets as sheets_text

REGISTER = "hoso.record.register"
APART = "hoso.record.register.apart"
UNDESCRIBED = "hoso.record.register.undescribed"
PLACEMENTS = "hoso.record.placements"
PLACED = "placed"
_PLAIN = "ArchivalDocument"
_LAST = 1 << 30  # the number of what has none: behind all numbers
_SORTED_CHARACTERS = 120


class CannotBePlaced(RecordError):
    """Only a document can be placed, only in a dossier, and not in its own."""

    def __init__(self, document: str, dossier: str):
        super().__init__(
            f"Không thể xếp “{document}” vào “{dossier}”: chỉ văn bản mới xếp được vào hồ sơ khác hồ sơ gốc của nó. "
            "Chọn một văn bản và một hồ sơ khác."
        )


@dataclass(frozen=True)
class Row:
    """One line of a container's listing. ``placed`` means that the record's home is elsewhere; ``mark`` tells what it
    differs in from a plain document, empty for that one."""

    uid: str
    placed: bool
    ordinal: int | None
    sheets: str
    mark: str = ""

    @property
    def apart(self) -> str:
        """Under which name the row is noted apart; empty for a plain one."""
        return PLACED if self.placed else self.mark


@dataclass(frozen=True)
class Placement:
    """A further dossier of a document, with its number and sheets there, and who placed it when (UTC)."""

    dossier_uid: str
    ordinal: int | None
    sheets: str
    by: str | None
    at: datetime


_distinctions: list[Callable[[Any], str]] = []


def distinguish_by(text_of: Callable[[Any], str]) -> None:
    """Enrol something that sets a record apart from others of its kind in its container: a text, empty as a rule.

    When it changes, ``entered`` has to be called. Done where the module of the higher room is imported.
    """
    _distinctions.append(text_of)


def rows(container: Any, start: int = 0, size: int = 100) -> tuple[Row, ...]:
    """``size`` rows of a container from position ``start``; wakes none of the records.

    The rows are the same for everyone: hide what the reader may not see.
    """
    register = tree(container)
    return tuple(Row(uid, *value) for uid, value in register.slice(start, size)) if register else ()


def row(container: Any, uid: str) -> Row | None:
    """The row of one record, or ``None``."""
    register = tree(container)
    value = register.get(uid) if register else None
    return None if value is None else Row(uid, *value)


def count(container: Any) -> int:
    """How many rows a container has."""
    register = tree(container)
    return len(register) if register else 0


def tree(container: Any) -> RankedTree | None:
    """The rows in their order, to read only; ``None`` where nothing was ever entered."""
    return IAnnotations(container).get(REGISTER)


def apart(container: Any) -> dict[str, RankedTree]:
    """What the rows noted apart differ in → these rows, to read only; their keys are those of ``tree``."""
    return {name: rows for name, rows in IAnnotations(container).get(APART, {}).items() if len(rows)}


def undescribed(container: Any) -> RankedTree | None:
    """The rows of records with files that nobody has described, to read only; their keys are those of ``tree``."""
    return IAnnotations(container).get(UNDESCRIBED)


def numbering(container: Any) -> tuple[int, int]:
    """How many rows have a number in the container, and the highest of these; 0 without any."""
    numbered = tree(container)
    if not numbered:
        return 0, 0
    positions = numbered.positions()
    known = positions.before((_LAST, "", ""))
    return known, positions.key(known - 1)[0] if known else 0


def place(document: Any, dossier: Any, *, ordinal: int | None = None, sheets: str = "") -> None:
    """Place a document in a further dossier; doing it again changes number and sheets. Raises ``CannotBePlaced``."""
    home = aq_parent(aq_inner(document))
    if not (IArchivalDocument.providedBy(document) and IDossier.providedBy(dossier)) or IUUID(home) == IUUID(dossier):
        raise CannotBePlaced(document.Title(), dossier.Title())
    annotations = IAnnotations(document)
    if PLACEMENTS not in annotations:
        annotations[PLACEMENTS] = PersistentMapping()
    annotations[PLACEMENTS][IUUID(dossier)] = Placement(IUUID(dossier), ordinal, sheets, current_user(), now())
    _enter(dossier, document, placed=True, ordinal=ordinal, sheets=sheets)
    _tell(document)


def unplace(document: Any, dossier: Any) -> None:
    """Take a document out of a further dossier; its home keeps it."""
    if IAnnotations(document).get(PLACEMENTS, {}).pop(IUUID(dossier), None) is not None:
        _leave(dossier, IUUID(document))
        _tell(document)


def placements(document: Any) -> tuple[Placement, ...]:
    """The further dossiers of a document, oldest placement first."""
    return tuple(sorted(IAnnotations(document).get(PLACEMENTS, {}).values(), key=lambda placement: placement.at))


def entered(record: Any, container: Any) -> None:
    """A record came to lie in a container, or changed there: keep its row."""
    if not IContainerRecord.providedBy(container):
        return
    if IUUID(container) in IAnnotations(record).get(PLACEMENTS, {}):
        del IAnnotations(record)[PLACEMENTS][IUUID(container)]  # the further dossier became its home
    first, last = getattr(record, "sheet_from", None), getattr(record, "sheet_to", None)
    _enter(container, record, placed=False, ordinal=getattr(record, "ordinal", None), sheets=sheets_text(first, last))


def renamed(record: Any) -> None:
    """A record is called something else: keep its rows in the dossiers it is placed in."""
    for placement in placements(record):
        dossier = by_uid(placement.dossier_uid)
        if dossier is not None:
            _enter(dossier, record, placed=True, ordinal=placement.ordinal, sheets=placement.sheets)


def left(record: Any, container: Any) -> None:
    """A record no longer lies in a container."""
    if IContainerRecord.providedBy(container):
        _leave(container, IUUID(record))


def gone(record: Any) -> None:
    """A record is being removed: take it out of the dossiers it is placed in, and out of it what is placed there."""
    for placement in placements(record):
        dossier = by_uid(placement.dossier_uid)
        if dossier is not None:
            _leave(dossier, IUUID(record))
    if IContainerRecord.providedBy(record):
        for row in rows(record, 0, count(record)):
            document = by_uid(row.uid) if row.placed else None
            if document is not None:
                IAnnotations(document).get(PLACEMENTS, {}).pop(IUUID(record), None)
                _tell(document)


def rebuild(container: Any) -> None:
    """Note anew what is noted of the rows beside their order: after an upgrade that notes more."""
    for row in rows(container, 0, count(container)):
        record = by_uid(row.uid)
        if record is not None:
            _enter(container, record, placed=row.placed, ordinal=row.ordinal, sheets=row.sheets)


def _enter(container: Any, record: Any, *, placed: bool, ordinal: int | None, sheets: str) -> None:
    annotations = IAnnotations(container)
    if REGISTER not in annotations:
        annotations[REGISTER] = RankedTree()
    if APART not in annotations:
        annotations[APART] = OOBTree()
    text = sort_key(_name(record)[:_SORTED_CHARACTERS])
    key = (_LAST if ordinal is None else ordinal, text, IUUID(record))
    new, old = Row(IUUID(record), placed, ordinal, sheets, _mark(record)), row(container, IUUID(record))
    annotations[REGISTER].put(key, (placed, ordinal, sheets, new.mark))
    apart = annotations[APART]
    if old is not None and old.apart and old.apart != new.apart:
        apart[old.apart].remove(old.uid)
    if new.apart:
        if new.apart not in apart:
            apart[new.apart] = RankedTree()
        apart[new.apart].put(key, None)
    _note_undescribed(container, record, key)


def _note_undescribed(container: Any, record: Any, key: Key) -> None:
    annotations = IAnnotations(container)
    if IFiled.providedBy(record) and not is_described(record):
        if UNDESCRIBED not in annotations:
            annotations[UNDESCRIBED] = RankedTree()
        annotations[UNDESCRIBED].put(key, None)
    elif UNDESCRIBED in annotations:
        annotations[UNDESCRIBED].remove(record.UID())


def _leave(container: Any, uid: str) -> None:
    old = row(container, uid)
    if old is not None:
        tree(container).remove(uid)
        if old.apart:
            IAnnotations(container)[APART][old.apart].remove(uid)
        if undescribed(container) is not None:
            undescribed(container).remove(uid)


def _mark(record: Any) -> str:
    kind = "" if record.portal_type == _PLAIN else record.portal_type
    return " ".join(filter(None, (kind, *(text_of(record) for text_of in _distinctions))))


def _name(record: Any) -> str:
    """What a record is sorted by: the name its first file came with, which keeps the order of the paper when the
    file is described; a dossier's number; else the title."""
    known = files.versions(record)
    if known:
        return stem(known[0].filename)
    return " ".join(filter(None, (getattr(record, "file_notation", None), record.title)))


def _tell(document: Any) -> None:
    raise_revision(document)
    notify(RecordChanged(document, "moved"))
