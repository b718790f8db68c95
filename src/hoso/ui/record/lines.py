"""A row of a register as it is shown, made of the register's row and the catalog's columns."""

from __future__ import annotations

from typing import Any, NamedTuple

from hoso.pages import state_of_brain
from hoso.record.i18n import _
from hoso.ui.reading.state import StateLabel, state_label
from hoso.ui.record.listing import Entry

KINDS = {
    "Authority": _("Authority"),
    "Fonds": _("Fonds"),
    "Series": _("Series"),
    "Dossier": _("Dossier"),
    "ArchivalDocument": _("Document"),
    "LegalAct": _("Legal act"),
}


class Line(NamedTuple):
    """What a row shows; texts are empty where nothing is known."""

    position: int
    number: str
    kind: str
    date: str
    title: str
    url: str
    sheets: str
    described: bool
    placed: bool
    state: StateLabel


def line(entry: Entry) -> Line:
    """The row of a register entry."""
    brain, row = entry.brain, entry.row
    return Line(
        position=entry.position,
        number=_column(brain, "reference"),
        # Of documents it says nothing new: the register of a dossier lists them.
        kind="" if brain.portal_type == "ArchivalDocument" else KINDS.get(brain.portal_type, ""),
        date=_column(brain, "dated"),
        title=brain.Title or brain.getId,
        url=brain.getURL(),
        sheets=row.sheets,
        described=getattr(brain, "described", True) is not False,
        placed=row.placed,
        state=state_label(state_of_brain(brain)),
    )


def _column(brain: Any, name: str) -> str:
    """A column of the catalog; nothing for kinds of records that have no such value."""
    value = getattr(brain, name, None)
    return value if isinstance(value, str) else ""
