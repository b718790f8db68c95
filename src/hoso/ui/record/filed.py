"""Documents and legal acts: description, files, places, and the way to their pages."""

from __future__ import annotations

from functools import cached_property
from typing import ClassVar, NamedTuple

from AccessControl import getSecurityManager
from Acquisition import aq_parent
from plone.uuid.interfaces import IUUID

from hoso import pages
from hoso.record import files, register
from hoso.record.interfaces import IDossier
from hoso.record.lookup import by_uid
from hoso.record.values import field_of
from hoso.ui.reading.state import StateLabel, state_label
from hoso.ui.record.description import value_lines
from hoso.ui.record.remove import REMOVE
from hoso.ui.record.screen import RecordScreen

# Links to single pages beyond this many would bury the rest; the page view goes to any page by its number.
SHOWN_PAGES = 200


_TEXT_SHOWN = 900
READ_AGAIN = "Modify portal content"


class Place(NamedTuple):
    """A dossier that holds the document; ``home`` is the one it is kept in."""

    title: str
    url: str
    sheets: str
    home: bool


class FiledScreen(RecordScreen):
    """A record with files."""

    help: ClassVar[str] = "document"

    def prepare(self) -> None:
        self.versions = tuple(reversed(files.versions(self.context)))
        self.state = pages.state(self.context)

    @property
    def state_label(self) -> StateLabel:
        """The state of reading, as of now."""
        return state_label(self.state)

    @cached_property
    def page_count(self) -> int:
        """How many pages can be opened; 0 without a file."""
        if not self.versions:
            return 0
        reading = pages.reading(self.context)
        return reading.page_count if reading else max(1, self.state.pages or 1)

    @property
    def page_numbers(self) -> range:
        """The pages to link to one by one."""
        return range(1, min(self.page_count, SHOWN_PAGES) + 1)

    @cached_property
    def places(self) -> list[Place]:
        """The dossiers that hold the document, as far as the person may see them."""
        check = getSecurityManager().checkPermission
        home = aq_parent(self.context)
        places = []
        if IDossier.providedBy(home) and check("View", home):
            places.append(Place(home.title, home.absolute_url(), self.shelf.sheets, True))
        for placement in register.placements(self.context):
            dossier = by_uid(placement.dossier_uid)
            if dossier is not None and check("View", dossier):
                places.append(Place(dossier.title, dossier.absolute_url(), placement.sheets, False))
        return places

    @property
    def kicker(self) -> str:
        """Type and number, above the title."""
        kind = ", ".join(value_lines(field_of(self.context.portal_type, "document_type"), self.context))
        number = self.context.reference
        if kind and number:
            return f"{kind} số {number}"
        return kind or (f"Số {number}" if number else "")

    @cached_property
    def first_page_text(self) -> str:
        """The beginning of the text of page 1; nothing where none was read."""
        reading = pages.reading(self.context)
        text = reading.page(1).text.strip() if reading and reading.page_count else ""
        return text if len(text) <= _TEXT_SHOWN else text[:_TEXT_SHOWN].rsplit(" ", 1)[0] + " …"

    @property
    def unconfirmed(self) -> int:
        """How many values nobody stands behind yet."""
        return sum(bool(row.source) and not row.certain for row in self.rows)

    @property
    def may_read_again(self) -> bool:
        """Whether this person may have the file read once more, and it is not about to be."""
        return bool(self.versions) and self.state.name in ("read", "review", "failed") and self.may(READ_AGAIN)

    @property
    def may_remove(self) -> bool:
        """Whether this person may remove the record; nothing with an original is removed here."""
        return not self.versions and self.may(REMOVE)

    @property
    def uid(self) -> str:
        """The record's permanent identifier."""
        return IUUID(self.context)
