"""The cover of a dossier (“bìa hồ sơ”)."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from plone.uuid.interfaces import IUUID
from zope.component.hooks import getSite

from hoso.record.shelf import address
from hoso.record.terms import term

from .whence import whence
from .wording import DOTS, word


class Cover(NamedTuple):
    """What stands on the cover; empty where nothing is known, to be written by hand."""

    archive: str
    fonds: str
    title: str
    first: str
    last: str
    sheets: str
    retention_label: str
    retention: str
    fonds_code: str
    series: str
    number: str
    shelf: str
    url: str

    @property
    def span(self) -> str:
        """``Từ ngày … đến ngày …``."""
        return f"Từ ngày {self.first or DOTS} đến ngày {self.last or DOTS}"

    @property
    def amount(self) -> str:
        """``Gồm: … tờ``."""
        return f"Gồm: {self.sheets or DOTS} tờ"

    @property
    def numbers(self) -> tuple[tuple[str, str], ...]:
        """The numbers at the foot, each with its name."""
        return (("Phông số", self.fonds_code), ("Mục lục số", self.series), ("Hồ sơ số", self.number))


def cover_of(dossier: Any, day: date) -> Cover:
    """The cover of a dossier, in the words of the law of that day."""
    place = whence(dossier)
    retention = term("retention", dossier.retention or "")
    return Cover(
        archive=place.archive,
        fonds=place.fonds_line,
        title=dossier.title,
        first=str(dossier.start_date or ""),
        last=str(dossier.end_date or ""),
        sheets=str(dossier.sheet_count or ""),
        retention_label=word("retention", day),
        retention=retention.label_vi if retention else "",
        fonds_code=place.fonds_code,
        series=place.series,
        number=dossier.file_notation or "",
        shelf=address(dossier).text,
        url=permanent_address(dossier),
    )


def permanent_address(record: Any) -> str:
    """An address that stays when the record is renamed or moved."""
    return f"{getSite().absolute_url()}/resolveuid/{IUUID(record)}"
