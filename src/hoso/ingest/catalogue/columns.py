"""What a catalogue's columns are called, and which field of which type of record each one gives."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, field
from functools import cache

from zope.i18n import translate
from zope.schema.interfaces import IBool, IChoice, IField, IInt, IText, ITuple

from hoso.language import fold, nfc
from hoso.record import values
from hoso.record.fields.partial_date import IPartialDateField
from hoso.record.official import LEVELS, official_fields

from ..report import Problem

FILE, UID, LEVEL = "Tên tệp", "Mã bản ghi (UID)", "Cấp"

TYPES = {
    "Fonds": "Phông",
    "Series": "Mục lục",
    "Dossier": "Hồ sơ",
    "ArchivalDocument": "Văn bản",
    "LegalAct": "Văn bản pháp luật",
}
"""Portal type → word in the column of levels, in the order of the hierarchy."""

FILED = ("ArchivalDocument", "LegalAct")
"""The types that have files; the others are folders."""

_KEYS = {
    FILE: ("tên tệp", "tên tệp tin", "tên file", "tệp", "tệp tin", "đường dẫn", "file", "filename", "path"),
    UID: ("mã bản ghi", "mã bản ghi (uid)", "uid"),
    LEVEL: ("cấp", "cấp mô tả", "mức", "level"),
}
_LEVEL_WORDS = {
    "Fonds": ("fonds",),
    "Series": ("series", "sưu tập"),
    "Dossier": ("dossier", "file", "folder", "hồ sơ/đơn vị bảo quản", "đơn vị bảo quản"),
    "ArchivalDocument": ("document", "tài liệu", "văn bản, tài liệu"),
    "LegalAct": ("legal act", "văn bản qppl", "văn bản quy phạm pháp luật"),
}
# Common wordings of archives' own tables that are neither a label of ours nor one of TT 02/2019/TT-BNV.
_COMMON = {
    "số": "code_number",
    "số văn bản": "code_number",
    "ký hiệu": "code_notation",
    "ký hiệu văn bản": "code_notation",
    "ngày văn bản": "issued_date",
    "ngày tháng": "issued_date",
    "ngày tháng văn bản": "issued_date",
    "ngày ban hành": "issued_date",
    "loại văn bản": "document_type",
    "tên loại": "document_type",
    "cơ quan ban hành": "organ_name",
    "tác giả": "organ_name",
    "tiêu đề": "title",
    "trích yếu": "title",
    "thời hạn lưu trữ": "retention",
    "ngày bắt đầu": "start_date",
    "ngày kết thúc": "end_date",
    "số tờ": "sheet_count",
    "số trang": "page_count",
    "từ tờ": "sheet_from",
    "đến tờ": "sheet_to",
    "kho": "store",
    "giá": "rack",
    "hộp": "box",
    "hộp số": "box",
    "ghi chú": "description",
}
_REPEATED = "nói cùng một điều với cột khác nên không được dùng. Hãy bỏ bớt một cột."
_SUPPORTED = (IBool, IChoice, IInt, IPartialDateField, IText, ITuple)


def normal(name: str) -> str:
    """A column's name or a word for a level without case, accents, punctuation and line breaks."""
    return " ".join(re.findall(r"[^\W_]+", fold(nfc(name))))


@cache
def fields_of(portal_type: str) -> dict[str, IField]:
    """The fields of a type that a cell can hold, in the order of the form."""
    return {
        name: each
        for name, each in values.fields_of(portal_type).items()
        if each.interface.__identifier__.startswith("hoso.record.")
        and not each.readonly
        and any(kind.providedBy(each) for kind in _SUPPORTED)
    }


@cache
def labels_of(portal_type: str) -> dict[str, str]:
    """Field name → the name of its column: that of the circular, else the Vietnamese label of the form."""
    labels = {name: translate(each.title, target_language="vi") for name, each in fields_of(portal_type).items()}
    level = LEVELS.get(portal_type)
    for official in official_fields(level) if level else ():
        if official.attribute in labels:
            labels[official.attribute] = official.label_vi
    return labels


@cache
def _known(portal_type: str) -> dict[str, tuple[int, str]]:
    """Normal name of a column → how well it fits (0 best) and the field's name."""
    fields = fields_of(portal_type)
    known = {normal(word): (2, name) for word, name in _COMMON.items() if name in fields}
    level = LEVELS.get(portal_type)
    for official in official_fields(level) if level else ():
        if official.attribute in fields:
            known[normal(official.name)] = (1, official.attribute)
    for name, each in fields.items():
        for word in (translate(each.title, target_language="vi"), str(each.title), name):
            known[normal(word)] = (1, name)
    for name, label in labels_of(portal_type).items():
        known[normal(label)] = (0, name)
    return known


@dataclass
class Columns:
    """The meaning of a header. ``fields[portal_type]`` maps the index of a column to a field's name."""

    header: tuple[str, ...]
    file: int | None = None
    uid: int | None = None
    level: int | None = None
    fields: dict[str, dict[int, str]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @classmethod
    def of(cls, header: tuple[str, ...]) -> Columns:
        """Read a header; a column that means nothing becomes a problem with suggestions, and is left out."""
        columns = cls(header)
        names = {index: normal(name) for index, name in enumerate(header) if normal(name)}
        columns.file, columns.uid, columns.level = (_first(names, words) for words in _KEYS.values())
        columns.fields = {portal_type: _best(names, _known(portal_type)) for portal_type in TYPES}
        used = {columns.file, columns.uid, columns.level}.union(*columns.fields.values())
        meaningful = {normal(word) for words in _KEYS.values() for word in words}.union(*map(_known, TYPES))
        for index, name in names.items():
            if index not in used:
                message = _REPEATED if name in meaningful else _unknown(header[index])
                columns.problems.append(Problem(0, header[index], message))
        return columns


def _first(names: dict[int, str], words: tuple[str, ...]) -> int | None:
    """The first column whose name is one of the words."""
    wanted = {normal(word) for word in words}
    return next((index for index, name in names.items() if name in wanted), None)


def _best(names: dict[int, str], known: dict[str, tuple[int, str]]) -> dict[int, str]:
    """Column → field for one type of record: for each field the column that fits best, of equals the first."""
    found: dict[str, tuple[int, int]] = {}
    for index, name in names.items():
        if name in known:
            fit, field_name = known[name]
            found[field_name] = min(found.get(field_name, (fit, index)), (fit, index))
    return {index: field_name for field_name, (_, index) in found.items()}


def level_of(word: str) -> str | None:
    """The portal type that a cell of the column of levels names, or None."""
    wanted = normal(word)
    for portal_type, label in TYPES.items():
        if wanted in map(normal, (portal_type, label, *_LEVEL_WORDS[portal_type])):
            return portal_type
    return None


def _unknown(name: str) -> str:
    """What to tell about a column of that name, with the known names nearest to it."""
    labels = {normal(label): label for label in (FILE, UID, LEVEL)}
    for portal_type in TYPES:
        labels |= {normal(label): label for label in labels_of(portal_type).values()}
    near = [f"“{labels[match]}”" for match in difflib.get_close_matches(normal(name), labels, 3, 0.6)]
    advice = f"Có phải là {' hoặc '.join(near)}?" if near else "Nếu cần, hãy đặt tên cột theo tên trường."
    return f"không biết cột này nên bỏ qua. {advice}"
