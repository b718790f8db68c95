"""The official code of a dossier, made of what it and the records above it know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from Acquisition import aq_chain

from hoso.record.interfaces import IDossier, IFonds, ISeries


@dataclass(frozen=True)
class DossierCode:
    """Fields 1.1–1.4 of a dossier (TT 02/2019/TT-BNV), empty where nothing is known."""

    identifier: str = ""
    organ_id: str = ""
    catalogue: str = ""
    notation: str = ""

    def __str__(self) -> str:
        """``<archive>.<year or catalogue>.<notation>``, as TT 01/2019/TT-BNV Điều 16 writes it."""
        return ".".join(part for part in (self.identifier, self.catalogue, self.notation) if part)


def dossier_code(obj: Any) -> DossierCode:
    """The code of a dossier, or of the dossier a document lies in: its own values first, then those above."""
    code = DossierCode()
    for above in aq_chain(obj):
        if IDossier.providedBy(above):
            found = (above.identifier, above.organ_id, above.file_catalogue, above.file_notation)
        elif ISeries.providedBy(above):
            found = ("", "", above.number, "")
        elif IFonds.providedBy(above):
            found = (above.identifier, above.organ_id, "", "")
        else:
            continue
        known = (code.identifier, code.organ_id, code.catalogue, code.notation)
        code = DossierCode(*(mine or str(theirs or "") for mine, theirs in zip(known, found, strict=True)))
    return code
