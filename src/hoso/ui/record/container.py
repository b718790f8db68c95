"""Fonds, series and dossiers: their description and the register of what lies in them."""

from __future__ import annotations

from functools import cached_property
from urllib.parse import urlencode

from hoso.record.i18n import _
from hoso.record.interfaces import IDossier
from hoso.ui.frame import parameters
from hoso.ui.frame.paging import PageLink, page_links, paging
from hoso.ui.record.lines import Line, line
from hoso.ui.record.listing import Listing, listing
from hoso.ui.record.screen import RecordScreen

PAGE_SIZE = 100
# A container of a million rows has ten thousand pages.
LAST_PAGE = 10_000


class ContainerScreen(RecordScreen):
    """A record with others inside."""

    paging = paging
    section = "archive"

    def prepare(self) -> None:
        self.page = parameters.whole(self.request.form, "page", 1, LAST_PAGE)
        self.listing: Listing = listing(self.context, (self.page - 1) * PAGE_SIZE, PAGE_SIZE)

    @cached_property
    def pages(self) -> list[PageLink]:
        """Links to the pages of the register."""
        last = -(-self.listing.total // PAGE_SIZE)
        return page_links(self.page, last, self._page_url)

    def _page_url(self, number: int) -> str:
        address = self.context.absolute_url()
        return f"{address}?{urlencode({'page': number})}" if number > 1 else address

    @property
    def range(self) -> str:
        """Which rows this page shows, as ``1–100 / 2.345``."""
        entries, count = self.listing.entries, self.wording.count
        if not entries:
            return ""
        return f"{count(entries[0].position)}–{count(entries[-1].position)} / {count(self.listing.total)}"

    @property
    def is_dossier(self) -> bool:
        """Whether the rows are documents with sheets."""
        return IDossier.providedBy(self.context)

    @property
    def heading(self) -> str:
        """What the register lists."""
        return _("Documents of the dossier") if self.is_dossier else _("Register")

    @cached_property
    def lines(self) -> list[Line]:
        """The rows of this page."""
        return [line(entry) for entry in self.listing.entries]
