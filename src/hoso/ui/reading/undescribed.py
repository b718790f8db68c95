"""The records that nobody has described yet, as far as the person may see them."""

from __future__ import annotations

from typing import Any

from hoso.record.i18n import _
from hoso.record.undescribed import undescribed
from hoso.ui.frame import Screen, parameters
from hoso.ui.frame.paging import PageLink, page_links, paging
from hoso.ui.record.lines import KINDS

PAGE_SIZE = 100
LAST_PAGE = 10_000


class UndescribedScreen(Screen):
    """``@@undescribed`` of the site."""

    section = "undescribed"
    help = "undescribed"
    paging = paging
    kinds = KINDS

    @property
    def title(self) -> str:
        return _("Not described yet")

    def prepare(self) -> None:
        self.page = parameters.whole(self.request.form, "page", 1, LAST_PAGE)
        found = undescribed()
        self.total: int = len(found)
        self.start = (self.page - 1) * PAGE_SIZE
        self.brains: list[Any] = list(found[self.start : self.start + PAGE_SIZE])

    @property
    def pages(self) -> list[PageLink]:
        """Links to the pages of the list."""
        address = f"{self.portal_url}/@@undescribed"
        return page_links(self.page, -(-self.total // PAGE_SIZE), lambda number: f"{address}?page={number}")
