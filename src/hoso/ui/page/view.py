"""One page of a document: its picture with the hits, its text, and the ways on. ``…/page/17?q=term`` is stable."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any, ClassVar, NamedTuple
from urllib.parse import urlencode

from plone import api
from zExceptions import NotFound
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse

from hoso import pages
from hoso.pages import Correction
from hoso.query import parse
from hoso.recognition import Page, explain
from hoso.record import files
from hoso.record.i18n import _
from hoso.search.site import PageHits, Within, hits_within
from hoso.ui.frame import Problem, parameters
from hoso.ui.frame.navigation import Link, way_up
from hoso.ui.page import within
from hoso.ui.page.address import LAST, MAX_HITS, MAX_PAGES, SHOWN, ZOOMS, Look
from hoso.ui.page.leaf import Leaf
from hoso.ui.page.picture import LARGE, SMALL, WIDTH
from hoso.ui.page.thumbs import Thumbs, thumbs
from hoso.ui.reading.state import StateLabel, state_label
from hoso.ui.record.screen import RecordScreen

_ZOOMS = {"width": _("Fit width"), "page": _("Whole page"), "200": "200 %"}
_SHOWN = {"both": _("Picture and text"), "picture": _("Picture"), "text": _("Text")}


class Way(NamedTuple):
    """A way to show the page: its address, its name, whether it is the one shown, the key that leads to it."""

    url: str
    name: str
    current: bool
    key: str | None = None
    key_label: str | None = None


@implementer(IPublishTraverse)
class PageView(RecordScreen):
    """A page with its picture; also shown, without text, while the document still waits to be read.

    ``…/page?n=17`` leads to ``…/page/17``, ``…/page?q=term&from=17`` to the first page from there on with a hit: the
    forms need no script.
    """

    help: ClassVar[str] = "page"
    scripts: ClassVar[tuple[str, ...]] = (*RecordScreen.scripts, "page")
    editing = False
    asked: str | None = None
    number: int
    count: int
    page: Page | None = None
    leaf: Leaf | None = None
    version: Any
    hit: int = 0

    def publishTraverse(self, request: Any, name: str) -> PageView:
        """Take the page's number from the address."""
        if self.asked is not None:
            raise NotFound(name)
        self.asked = name
        return self

    def __call__(self) -> Any:
        if self.asked is None:
            try:
                return self.request.response.redirect(self._entrance())
            except Problem:
                pass  # said by the page below, which meets the same
        return super().__call__()

    def _entrance(self) -> str:
        """Where an address without a page leads to."""
        if "n" in self.request.form:
            return self.page_url(parameters.whole(self.request.form, "n", 1, MAX_PAGES))
        first = parameters.whole(self.request.form, "from", 1, MAX_PAGES)
        found = within.neighbours(self.found.pages, first - 1).after or within.neighbours(self.found.pages, 1).after
        return self.page_url(found or first, hit=1 if found else "")

    def prepare(self) -> None:
        self.version = files.current(self.context)
        if self.version is None:
            raise self._problem(_("This record has no file, so it has no pages."))
        self.reading = pages.reading(self.context)
        self.state = pages.state(self.context)
        self.count = self.reading.page_count if self.reading else max(1, self.state.pages or 1)
        asked = self.asked if self.asked is not None else str(self.request.form.get("n", "1"))
        number = parameters.whole_number(asked, MAX_PAGES)
        if number is None or number > self.count:
            raise self._problem(
                _("This document has pages 1 to ${count}.", mapping={"count": self.wording.count(self.count)})
            )
        self.number = number
        if self.reading is not None:
            self.page = self.reading.page(number)
            wanted = parameters.text(self.request.form, "hit")
            hit = LAST if wanted == LAST else parameters.whole_number(wanted, MAX_HITS) or 1
            self.leaf = Leaf(self.page, parse(self.look.query), hit, text_only=self.look.show == "text")
            self.hit = self.leaf.hit

    def _problem(self, message: str) -> Problem:
        return Problem(message, status=404, link=self.context.absolute_url(), label=self.context.title)

    # What the address says

    @cached_property
    def look(self) -> Look:
        """How the page is shown."""
        return Look.of(self.request.form)

    @property
    def query(self) -> str:
        """What was searched, shown in the search box and marked on the page."""
        return "" if self.problem else self.look.query

    def page_url(self, number: int, *, hit: int | str = "", **changes: Any) -> str:
        """The address of a page of this document, shown the same way but for the changes."""
        return self.look.url(f"{self.context.absolute_url()}/page", number, hit=hit, **changes)

    def near_url(self, number: int, *, hit: int | str = "") -> str:
        """The same from page to page, short, for the many links of lists."""
        return self.look.url("../page", number, hit=hit)

    def same_url(self, **changes: Any) -> str:
        """This page at the hit one stands at, shown another way."""
        return self.page_url(self.number, hit=self.hit or "", **changes)

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """What a form has to hand on so that the next page is shown the same way, the query apart."""
        return [(name, value) for name, value in self.look.pairs() if name != "q"]

    @property
    def read_text(self) -> str:
        """The page's text in HTML."""
        return self.leaf.text(api.portal.translate(_("(unsure)"))) if self.leaf else ""

    @property
    def zooms(self) -> list[Way]:
        """The sizes of the picture, from small to large."""
        here = ZOOMS.index(self.look.zoom)
        keys = {here - 1: ("-", _("Smaller picture")), here + 1: ("+ =", _("Larger picture"))}
        return [
            Way(self.same_url(zoom=zoom), _ZOOMS[zoom], place == here, *keys.get(place, ()))
            for place, zoom in enumerate(ZOOMS)
        ]

    @property
    def shown(self) -> list[Way]:
        """Picture and text, or one of them."""
        other = SHOWN[0] if self.look.show == "text" else "text"
        keys = {other: ("t", _("Text without the picture, and back"))}
        return [
            Way(self.same_url(show=show), _SHOWN[show], show == self.look.show, *keys.get(show, ())) for show in SHOWN
        ]

    @property
    def search_url(self) -> str:
        """Back to the results."""
        return f"{self.portal_url}/@@hoso-search?{urlencode({'q': self.look.query})}"

    # Where it belongs

    @property
    def title(self) -> str:
        """The page's name in the browser."""
        number = getattr(self, "number", None)
        return self.context.title if number is None else f"{self.context.title} – {number}/{self.count}"

    @property
    def way_up(self) -> list[Link]:
        """The records above the document, and the document."""
        return [*way_up(self.context), Link(self.context.absolute_url(), self.context.reference or self.context.title)]

    # From page to page, from hit to hit

    @property
    def previous_url(self) -> str | None:
        return self.page_url(self.number - 1) if self.number > 1 else None

    @property
    def next_url(self) -> str | None:
        return self.page_url(self.number + 1) if self.number < self.count else None

    @cached_property
    def found(self) -> Within:
        """The hits of the whole document."""
        return hits_within(self.context, parse(self.look.query))

    @cached_property
    def _around(self) -> within.Neighbours:
        return within.neighbours(self.found.pages, self.number)

    @property
    def listed(self) -> Sequence[PageHits]:
        """The pages with hits to list: those around this page, or all."""
        return within.around(self.found.pages, self.number, within.MOST_SHOWN if self.look.all_hits else within.SHOWN)

    @property
    def strip(self) -> within.Strip:
        """Where the hits lie in the document."""
        return within.strip(self.found.pages, self.count)

    @property
    def hit_number(self) -> int:
        """Which of all hits one stands at; 0 on a page without."""
        return self._around.earlier_hits + self.hit if self.hit else 0

    @property
    def previous_hit_url(self) -> str | None:
        """The hit before this one, on this page or on the nearest page before that has one."""
        if self.hit > 1:
            return self.page_url(self.number, hit=self.hit - 1)
        earlier = self._around.before
        return self.page_url(earlier, hit=LAST) if earlier else None

    @property
    def next_hit_url(self) -> str | None:
        """The hit after this one, on this page or on the nearest page after that has one."""
        if self.leaf is not None and self.hit < self.leaf.hits:
            return self.page_url(self.number, hit=self.hit + 1)
        later = self._around.after
        return self.page_url(later, hit=1) if later else None

    @property
    def soon(self) -> str:
        """The pages whose pictures are likely to be wanted next; none of the largest, which are dear to make."""
        if self.width == LARGE:
            return ""
        likely = [self.number + 1 if self.number < self.count else None, self._around.after if self.query else None]
        return " ".join(str(number) for number in dict.fromkeys(likely) if number)

    # What is shown

    @property
    def width(self) -> int:
        """How many pixels wide the picture is to come."""
        return LARGE if self.look.zoom == "200" else WIDTH

    def picture_url(self, width: int) -> str:
        """The address of the page's picture."""
        return f"{self.context.absolute_url()}/page-picture/{self.number}?w={width}"

    @cached_property
    def copy(self) -> pages.CopyState:
        """How it stands with the copy that has the words in it."""
        return pages.copy_state(self.context)

    @property
    def copy_url(self) -> str:
        """Where that copy is, or what happens until there is one."""
        address = f"{self.context.absolute_url()}/searchable-copy"
        return address if self.copy.name == "ready" else f"{address}/about"

    @property
    def small_pictures(self) -> str:
        """The pictures to choose from where the window is small, as a ``srcset``."""
        return ", ".join(f"{self.picture_url(width)} {width}w" for width in (SMALL, WIDTH))

    @property
    def thumbs(self) -> Thumbs | None:
        """Small pictures of the pages around, where they are asked for."""
        if not self.look.thumbs:
            return None
        return thumbs(self.number, self.count, {page.number: page.count for page in self.found.pages})

    @property
    def reason(self) -> str:
        """Why the page was read the way it was, or why it could not be."""
        return explain(self.page.reason) if self.page else ""

    @property
    def state_label(self) -> StateLabel:
        """How far reading is."""
        return state_label(self.state)

    @cached_property
    def correction(self) -> Correction | None:
        """What a person wrote in place of what the machine read."""
        return self.reading.correction(self.number) if self.reading else None

    @property
    def corrected_by(self) -> str:
        """The name of that person."""
        user = api.user.get(userid=self.correction.by)
        return (user and user.getProperty("fullname", "")) or self.correction.by

    @property
    def may_correct(self) -> bool:
        """Whether there is a text that this person may correct."""
        return self.page is not None and self.may("Hoso: Correct text")

    @property
    def correcting_url(self) -> str:
        """Where the page's text is corrected."""
        return self.look.url(f"{self.context.absolute_url()}/page-correct", self.number)
