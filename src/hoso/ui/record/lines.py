"""The rows of a register as they are shown, made of the register's rows and the catalog's columns."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from chameleon import PageTemplateFile

from hoso.pages import state_of_brain
from hoso.record.editing import ROW_FIELDS
from hoso.record.i18n import _
from hoso.ui.frame import wording
from hoso.ui.reading.state import state_label
from hoso.ui.record.listing import Entry
from hoso.ui.record.words import Translate

KINDS = {
    "Authority": _("Authority"),
    "Fonds": _("Fonds"),
    "Series": _("Series"),
    "Dossier": _("Dossier"),
    "ArchivalDocument": _("Document"),
    "LegalAct": _("Legal act"),
}
WORDS = {
    "pick": _("Choose row"),
    "unnumbered": _("no number"),
    "undescribed": _("Not described yet"),
    "placed": _("placed here, kept in another dossier"),
    "sheets": _("Sheets"),
    "edit": _("Edit in place"),
}

# Zope's own templates look up each of the thousand expressions of a hundred rows anew, which takes longer than
# everything else on the page; here they are compiled Python. Both escape alike.
_TEMPLATE = PageTemplateFile(str(Path(__file__).with_name("lines.pt")))


class Line(NamedTuple):
    """What a row shows, in the reader's language; texts are empty where nothing is known."""

    uid: str
    position: int
    number: str
    author: str
    kind: str
    date: str
    title: str
    url: str
    sheets: str
    described: bool
    placed: bool
    state_css: str
    state: str
    edit_url: str

    @property
    def place(self) -> str:
        """The position as it is written."""
        return wording.count(self.position)


class Lines:
    """Makes lines; what they have in common is put into words once."""

    def __init__(self, translate: Translate, url: str, edit_url: str, ordinary: str) -> None:
        """``url`` is the container's; ``edit_url`` is where a row is edited, its UID to be put at the end, empty where
        the reader may not; ``ordinary`` is the kind of record that needs no word here.
        """
        self._translate = translate
        self._url = url
        self._edit_url = edit_url
        self._kinds = {kind: translate(label) for kind, label in KINDS.items() if kind != ordinary}
        self._states: dict[Any, tuple[str, str]] = {}

    def line(self, entry: Entry) -> Line:
        """The line of a register's entry."""
        brain, row = entry.brain, entry.row
        state_css, state = self._state(brain)
        editable = self._edit_url and not row.placed and brain.portal_type in ROW_FIELDS
        return Line(
            uid=row.uid,
            position=entry.position,
            number=_column(brain, "reference"),
            author=_column(brain, "author"),
            kind=self._kinds.get(brain.portal_type, ""),
            date=_column(brain, "dated"),
            title=brain.Title or brain.getId,
            url=brain.getURL() if row.placed else f"{self._url}/{brain.getId}",
            sheets=row.sheets,
            described=brain.described is not False,
            placed=row.placed,
            state_css=state_css,
            state=state,
            edit_url=f"{self._edit_url}{row.uid}#r-{row.uid}" if editable else "",
        )

    def _state(self, brain: Any) -> tuple[str, str]:
        state = state_of_brain(brain)
        if state not in self._states:
            label = state_label(state)
            self._states[state] = label.css, self._translate(label.label)
        return self._states[state]


def rows_html(lines: Iterable[Line], translate: Translate, *, with_state: bool, may_edit: bool) -> str:
    """Table rows of lines."""
    words = {name: translate(label) for name, label in WORDS.items()}
    return _TEMPLATE(lines=lines, words=words, with_state=with_state, may_edit=may_edit)


def _column(brain: Any, name: str) -> str:
    """A column of the catalog; nothing for kinds of records that have no such value."""
    value = getattr(brain, name, None)
    return value if isinstance(value, str) else ""
