"""One page of a document: its picture with the hits, its text, and the ways on. ``…/page/17?q=term`` is stable."""

from __future__ import annotations

from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from zExceptions import NotFound
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse

from hoso import pages, query
from hoso.recognition import Page, explain
from hoso.record import files
from hoso.record.i18n import _
from hoso.search.errors import SearchError
from hoso.search.site import pages_with_hits
from hoso.ui.frame import Problem, Screen, parameters
from hoso.ui.frame.navigation import Link, way_up
from hoso.ui.page.hits import HitPages, nearest
from hoso.ui.page.marks import Mark, marks, percent
from hoso.ui.page.picture import MAX_PAGES, WIDTH
from hoso.ui.page.text import SURE, Piece, paragraphs
from hoso.ui.reading.state import StateLabel, state_label

LAST = "last"


@implementer(IPublishTraverse)
class PageView(Screen):
    """A page with its picture; also shown, without text, while the document still waits to be read.

    ``…/page?n=17`` leads to ``…/page/17``: the form that goes to a page needs no script.
    """

    asked: str | None = None
    number: int
    count: int
    page: Page | None = None
    version: Any
    hit: int = 0
    engine_down: str = ""

    def publishTraverse(self, request: Any, name: str) -> PageView:
        """Take the page's number from the address."""
        if self.asked is not None:
            raise NotFound(name)
        self.asked = name
        return self

    def __call__(self) -> Any:
        if self.asked is None and "n" in self.request.form:
            number = parameters.whole_number(str(self.request.form["n"]).strip(), MAX_PAGES)
            if number is not None:
                return self.request.response.redirect(self.page_url(number))
        return super().__call__()

    def prepare(self) -> None:
        self.version = files.current(self.context)
        if self.version is None:
            raise self._problem(_("This record has no file, so it has no pages."))
        reading = pages.reading(self.context)
        self.state = pages.state(self.context)
        self.count = reading.page_count if reading else max(1, self.state.pages or 1)
        asked = self.asked if self.asked is not None else str(self.request.form.get("n", "1"))
        number = parameters.whole_number(asked, MAX_PAGES)
        if number is None or number > self.count:
            raise self._problem(
                _("This document has pages 1 to ${count}.", mapping={"count": self.wording.count(self.count)})
            )
        self.number = number
        if reading is not None:
            self.page = reading.page(number)
        self.hit = self._current_hit()

    def _problem(self, message: str) -> Problem:
        return Problem(message, status=404, link=self.context.absolute_url(), label=self.context.title)

    def _current_hit(self) -> int:
        wanted = parameters.text(self.request.form, "hit")
        if wanted == LAST:
            return len(self.hits)
        return min(parameters.whole_number(wanted, 100_000) or 1, len(self.hits))

    @cached_property
    def query(self) -> str:
        """What was searched, shown in the search box and marked on the page."""
        return parameters.text(self.request.form, "q", parameters.MAX_QUERY)

    @cached_property
    def hits(self) -> list[Mark]:
        """The hits on this page."""
        if self.page is None or not self.query:
            return []
        return marks(self.page, query.parse(self.query))

    @cached_property
    def hit_pages(self) -> HitPages:
        """The nearest pages of this document that answer the query; none while the index is not available."""
        try:
            found = pages_with_hits(self.context, query.parse(self.query))
        except SearchError as error:
            self.engine_down = str(error)
            found = []
        return nearest(found, self.number)

    @property
    def title(self) -> str:
        """The page's name in the browser."""
        number = getattr(self, "number", None)
        return self.context.title if number is None else f"{self.context.title} – {number}/{self.count}"

    @property
    def way_up(self) -> list[Link]:
        """The records above the document, and the document."""
        return [*way_up(self.context), Link(self.context.absolute_url(), self.context.reference or self.context.title)]

    @property
    def search_url(self) -> str:
        """Back to the results."""
        return f"{self.portal_url}/@@hoso-search?{urlencode({'q': self.query})}"

    def page_url(self, number: int, hit: int | str = "") -> str:
        """The address of a page of this document with the same query."""
        pairs = [("q", self.query)] if self.query else []
        if hit:
            pairs.append(("hit", str(hit)))
        address = f"{self.context.absolute_url()}/page/{number}"
        return f"{address}?{urlencode(pairs)}{'#hit' if hit else ''}" if pairs else address

    @property
    def previous_url(self) -> str | None:
        return self.page_url(self.number - 1) if self.number > 1 else None

    @property
    def next_url(self) -> str | None:
        return self.page_url(self.number + 1) if self.number < self.count else None

    @property
    def previous_hit_url(self) -> str | None:
        """The hit before this one, on this page or on the nearest page before that has one."""
        if self.hit > 1:
            return self.page_url(self.number, self.hit - 1)
        earlier = self.hit_pages.before
        return self.page_url(earlier, LAST) if earlier else None

    @property
    def next_hit_url(self) -> str | None:
        """The hit after this one, on this page or on the nearest page after that has one."""
        if self.hit < len(self.hits):
            return self.page_url(self.number, self.hit + 1)
        later = self.hit_pages.after
        return self.page_url(later, 1) if later else None

    @property
    def picture_url(self) -> str:
        """The address of the page's picture."""
        return f"{self.context.absolute_url()}/page-picture/{self.number}?w={WIDTH}"

    @property
    def picture_size(self) -> tuple[int, int] | None:
        """Width and height of the picture in pixels, so that nothing jumps when it arrives; unknown until read."""
        page = self.page
        if page is None or page.width <= 0 or page.height <= 0:
            return None
        return WIDTH, round(WIDTH * page.height / page.width)

    @property
    def rectangles(self) -> list[dict[str, str]]:
        """The hits as attributes of SVG rectangles."""
        return [
            {**percent(box, self.page), **self._look(number, first=index == 0)}
            for number, hit in enumerate(self.hits, 1)
            for index, box in enumerate(hit.boxes)
        ]

    def _look(self, number: int, *, first: bool) -> dict[str, str]:
        """The hit one stands at looks different, and its first word is what ``#hit`` leads to."""
        if number != self.hit:
            return {"class": "h"}
        return {"class": "h now", "id": "hit"} if first else {"class": "h now"}

    @property
    def paragraphs(self) -> list[list[list[Piece]]]:
        """The page's text, hits marked."""
        return paragraphs(self.page, self.hits) if self.page else []

    @property
    def unsure(self) -> int:
        """How many words of the page the machine is unsure of."""
        return sum(word.confidence < SURE for word in self.page.words) if self.page else 0

    @property
    def reason(self) -> str:
        """Why the page was read the way it was, or why it could not be."""
        return explain(self.page.reason) if self.page else ""

    @property
    def state_label(self) -> StateLabel:
        return state_label(self.state)
