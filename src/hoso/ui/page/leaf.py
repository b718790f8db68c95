"""What is shown of a page: the text in pieces and the drawing over the picture, with the words that answer a query."""

from __future__ import annotations

from pathlib import Path

from chameleon import PageTemplateFile

from hoso.query import Query
from hoso.recognition import Page
from hoso.ui.page.address import LAST
from hoso.ui.page.marks import SURE, Mark, marks, rectangle, unsure_path
from hoso.ui.page.text import Piece, paragraphs

# Compiled Python, as the rows of a register are: a page has hundreds of pieces.
_TEXT, _MARKS = (PageTemplateFile(str(Path(__file__).with_name(name))) for name in ("text.pt", "marks.pt"))


class Leaf:
    """A page as read. ``wanted`` is the hit to stand at, from 1, or ``LAST``; ``text_only``: it has no picture."""

    def __init__(self, page: Page, asked: Query, wanted: int | str, *, text_only: bool) -> None:
        self.page = page
        self.marks: list[Mark] = marks(page, asked) if asked else []
        self.hits = max((mark.hit for mark in self.marks), default=0)
        self.hit = self.hits if wanted == LAST else min(int(wanted), self.hits)
        self._text_only = text_only

    @property
    def drawn(self) -> str:
        """The marks as SVG rectangles."""
        rectangles = [
            {**rectangle(box), **self._look(mark, anchor=index == 0 and not self._text_only)}
            for mark in self.marks
            for index, box in enumerate(mark.boxes)
        ]
        return _MARKS(marks=rectangles)

    def _look(self, mark: Mark, *, anchor: bool) -> dict[str, str]:
        """The hit one stands at looks different, and the first word of it is what ``#hit`` leads to."""
        if not mark.hit:
            return {"class": "h weak"}
        if mark.hit != self.hit:
            return {"class": "h"}
        return {"class": "h now", "id": "hit"} if anchor else {"class": "h now"}

    @property
    def drawing(self) -> str:
        """The part of the page that the picture shows, in points, as an SVG view box."""
        return f"0 0 {self.page.width:g} {self.page.height:g}"

    @property
    def unsure_path(self) -> str:
        """Lines below the words that the machine is unsure of."""
        return unsure_path(self.page)

    def text(self, unsure: str) -> str:
        """The text in HTML, marks and unsure words apart; without a picture these are followed by ``unsure``."""
        return _TEXT(
            paragraphs=paragraphs(self.page, self.marks),
            look_of=self._look_of,
            unsure=unsure if self._text_only else "",
        )

    def _look_of(self, piece: Piece) -> dict[str, str]:
        """How a marked piece of the text looks; where there is no picture ``#hit`` leads to it."""
        now = bool(piece.mark.hit) and piece.mark.hit == self.hit
        classes = {"weak": not piece.mark.hit, "now": now, "unsure": piece.unsure}
        found = {"class": " ".join(name for name, holds in classes.items() if holds)}
        if now and self._text_only:
            found["id"] = "hit"
        return {name: value for name, value in found.items() if value}

    @property
    def unsure(self) -> int:
        """How many words the machine is unsure of."""
        return sum(word.confidence < SURE for word in self.page.words)

    def height(self, width: int) -> int | None:
        """How high a picture of that width is; ``None`` where the page's size is not known."""
        page = self.page
        return round(width * page.height / page.width) if page.width > 0 and page.height > 0 else None
