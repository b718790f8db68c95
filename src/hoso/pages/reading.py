"""The reading of a record's current file, as other rooms see it: page by page, with corrections applied."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from zope.event import notify

from hoso.language import nfc
from hoso.recognition import Page
from hoso.record.events import RecordChanged
from hoso.record.files import current
from hoso.record.revision import raise_revision

from .corrections import LONGEST, Correction, corrected
from .errors import NoSuchPage, NotRead, TooLongCorrection
from .pagefile import read_page
from .state import settle
from .stored import RecordPages, kept


class Reading:
    """A reading to look at; valid while the connection of its record is open.

    ``sha256`` is the file's, ``engine`` the version that read it, ``sources`` counts pages by source (text,
    ocr, blank, failed), ``confidence`` is the mean of the pages (0-100) or None, ``read_at`` is in UTC.
    """

    def __init__(self, title: str, pages: RecordPages) -> None:
        stored = pages.reading
        self.sha256: str = stored.sha256
        self.engine: str = stored.engine
        self.page_count: int = stored.page_count
        self.sources: dict[str, int] = dict(stored.sources)
        self.confidence: float | None = stored.confidence
        self.read_at: datetime = stored.read_at
        self._title = title
        self._stored = stored
        self._corrections = pages.corrections

    def page(self, number: int) -> Page:
        """Page ``number``, counted from 1; raises ``NoSuchPage``."""
        self._check(number)
        with self._stored.blob.open("r") as file:
            return self._corrected(read_page(file, number))

    def pages(self) -> Iterator[Page]:
        """All pages in order, one at a time."""
        with self._stored.blob.open("r") as file:
            for number in range(1, self.page_count + 1):
                yield self._corrected(read_page(file, number))

    def correction(self, number: int) -> Correction | None:
        """A person's text of the page, where there is one."""
        return self._corrections.get((self.sha256, number))

    @property
    def review(self) -> tuple[int, ...]:
        """The pages that a person should look at and nobody has corrected yet."""
        return tuple(number for number in self._stored.review if self.correction(number) is None)

    def _check(self, number: int) -> None:
        if not 1 <= number <= self.page_count:
            raise NoSuchPage(self._title, number, self.page_count)

    def _corrected(self, page: Page) -> Page:
        correction = self.correction(page.number)
        return page if correction is None else corrected(page, correction)


def reading(obj: Any) -> Reading | None:
    """The reading of a record's current file; None while there is none (an older version's does not count)."""
    pages, version = kept(obj), current(obj)
    if pages is None or pages.reading is None or version is None or pages.reading.sha256 != version.sha256:
        return None
    return Reading(obj.title or obj.id, pages)


def correct(obj: Any, number: int, text: str, by: str) -> None:
    """Keep a person's text of a page of the current file; the page's earlier correction gives way.

    It survives every further reading of the same file. Fires ``RecordChanged``. Raises ``NotRead``,
    ``NoSuchPage``, ``TooLongCorrection``.
    """
    title = obj.title or obj.id
    found = reading(obj)
    if found is None:
        raise NotRead(title)
    found._check(number)
    if len(text) > LONGEST:
        raise TooLongCorrection(title, number, LONGEST)
    pages = kept(obj)
    pages.corrections[(found.sha256, number)] = Correction(nfc(text), by, datetime.now(UTC))
    settle(obj, pages)
    raise_revision(obj)
    notify(RecordChanged(obj, "read"))


def corrections_of(obj: Any) -> dict[tuple[str, int], Correction]:
    """All corrections of a record by the file's SHA-256 and the page's number, those of older versions
    included.
    """
    pages = kept(obj)
    return {} if pages is None else dict(pages.corrections)
