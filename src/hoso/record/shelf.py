"""Where the paper of a record is: fonds, series, store room, rack, box, dossier, sheets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from Acquisition import aq_chain

from hoso.record.interfaces import IDossier, IFonds, ISeries


@dataclass(frozen=True)
class ShelfAddress:
    """The way to the paper, each part as text, empty where it is not known.

    Computed from the record and what stands above it, never stored: a box that is moved moves all inside it.
    """

    fonds: str = ""
    series: str = ""
    dossier: str = ""
    store: str = ""
    rack: str = ""
    box: str = ""
    sheets: str = ""

    @property
    def text(self) -> str:
        """The address in one line, as it is cited: ``Kho 2 – giá 3 – hộp 12 – hồ sơ 145 – tờ 3–7``."""
        parts = (
            ("kho", self.store),
            ("giá", self.rack),
            ("hộp", self.box),
            ("hồ sơ", self.dossier),
            ("tờ", self.sheets),
        )
        line = " – ".join(_labelled(label, value) for label, value in parts if value)
        return line[:1].upper() + line[1:]


def address(obj: Any) -> ShelfAddress:
    """The shelf address of a record. A dossier without a shelf of its own stands on that of the dossier around it."""
    dossiers = [above for above in aq_chain(obj) if IDossier.providedBy(above)]
    shelved = next((dossier for dossier in dossiers if dossier.store or dossier.rack or dossier.box), None)
    fonds = next((above for above in aq_chain(obj) if IFonds.providedBy(above)), None)
    series = next((above for above in aq_chain(obj) if ISeries.providedBy(above)), None)
    return ShelfAddress(
        fonds=fonds.title if fonds else "",
        series=_series_name(series) if series else "",
        dossier=(dossiers[0].file_notation or dossiers[0].title) if dossiers else "",
        store=(shelved.store or "") if shelved else "",
        rack=(shelved.rack or "") if shelved else "",
        box=(shelved.box or "") if shelved else "",
        sheets=sheets(getattr(obj, "sheet_from", None), getattr(obj, "sheet_to", None)),
    )


def sheets(first: int | None, last: int | None) -> str:
    """``3–7``, ``3``, or nothing."""
    if first is None or last is None or first == last:
        return str(first or last or "")
    return f"{first}–{last}"


def _series_name(series: Any) -> str:
    return str(series.number) if series.number else series.title


def _labelled(label: str, value: str) -> str:
    """The label before the value, unless whoever filled in the field wrote it there."""
    return value if value.lower().startswith(label) else f"{label} {value}"
