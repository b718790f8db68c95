"""The reading of a record's current file, as other rooms see it: page by page, with corrections applied."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from zope.event import notify

from hoso.language import nfc
from hoso.recognition import Page
from hoso.record.events import RecordChanged
from hoso.record.files import current
from hoso.record.revision import raise_revision

from .corrections import LONGEST, Correction, corrected
from .errors import CorrectedMeanwhile, NoSuchPage, NotRead, TooLongCorrection
from .pagefile import read_page, read_texts
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

    def detached(self) -> DetachedPages:
        """All pages in order, as they stand now, to be read when the connection is closed; close it to free its
        file.
        """
        found = ((number, self.correction(number)) for number in range(1, self.page_count + 1))
        corrections = {number: correction for number, correction in found if correction is not None}
        return DetachedPages(Path(self._stored.blob.committed()), self.page_count, corrections)

    def texts(self) -> Iterator[str]:
        """The texts of all pages in order; many times quicker than ``pages``."""
        with self._stored.blob.open("r") as file:
            for number, text in enumerate(read_texts(file), 1):
                correction = self.correction(number)
                yield text if correction is None else correction.text

    @property
    def stamp(self) -> str:
        """Changes whenever the text of any page does."""
        moments = [c.at.isoformat() for c in self._corrections.values((self.sha256, 0), (self.sha256, self.page_count))]
        return f"{self.sha256} {self.read_at.isoformat()} {len(moments)} {max(moments, default='')}"

    def page_stamp(self, number: int) -> str:
        """Names the text of a page as it stands: whoever corrects it says which text they had before them."""
        correction = self.correction(number)
        return f"{self.read_at if correction is None else correction.at:%Y%m%d%H%M%S%f}"

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


class DetachedPages(Iterator[Page]):
    """The pages of a reading, independent of the connection that it came from."""

    def __init__(self, path: Path, count: int, corrections: dict[int, Correction]) -> None:
        # Opened at once: later the file may be gone, but not for who has it open.
        self._file = path.open("rb")
        self._numbers = iter(range(1, count + 1))
        self._corrections = corrections

    def __next__(self) -> Page:
        number = next(self._numbers)
        page, correction = read_page(self._file, number), self._corrections.get(number)
        return page if correction is None else corrected(page, correction)

    def close(self) -> None:
        """Free the file."""
        self._file.close()


def reading(obj: Any) -> Reading | None:
    """The reading of a record's current file; None while there is none (an older version's does not count)."""
    pages, version = kept(obj), current(obj)
    if pages is None or pages.reading is None or version is None or pages.reading.sha256 != version.sha256:
        return None
    return Reading(obj.title or obj.id, pages)


def correct(obj: Any, number: int, text: str, by: str, *, seen: str | None = None) -> None:
    """Keep a person's text of a page of the current file; the page's earlier correction gives way.

    It survives every further reading of the same file. ``seen``: the ``page_stamp`` of the text that was before
    the person, where somebody else may have corrected it since. Fires ``RecordChanged``. Raises ``NotRead``,
    ``NoSuchPage``, ``TooLongCorrection``, ``CorrectedMeanwhile``.
    """
    found = _to_correct(obj, number, seen)
    if len(text) > LONGEST:
        raise TooLongCorrection(obj.title or obj.id, number, LONGEST)
    pages = kept(obj)
    pages.corrections[(found.sha256, number)] = Correction(nfc(text), by, datetime.now(UTC))
    _changed(obj, pages)


def uncorrect(obj: Any, number: int, *, seen: str | None = None) -> None:
    """Go back to what the machine read on a page of the current file; nothing happens where nobody corrected it.

    Raises as ``correct`` does.
    """
    found = _to_correct(obj, number, seen)
    pages = kept(obj)
    if pages.corrections.pop((found.sha256, number), None) is not None:
        _changed(obj, pages)


def _to_correct(obj: Any, number: int, seen: str | None) -> Reading:
    """The reading, if the page is there and still as the person saw it."""
    found = reading(obj)
    if found is None:
        raise NotRead(obj.title or obj.id)
    found._check(number)
    if seen is not None and seen != found.page_stamp(number):
        correction = found.correction(number)
        raise CorrectedMeanwhile(obj.title or obj.id, number, correction.by if correction else "")
    return found


def _changed(obj: Any, pages: RecordPages) -> None:
    settle(obj, pages)
    raise_revision(obj)
    notify(RecordChanged(obj, "read"))


def corrections_of(obj: Any) -> dict[tuple[str, int], Correction]:
    """All corrections of a record by the file's SHA-256 and the page's number, those of older versions
    included.
    """
    pages = kept(obj)
    return {} if pages is None else dict(pages.corrections)
