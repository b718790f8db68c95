"""What is kept on a record: the stored reading, the corrections and the state, apart from the record
itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from BTrees.OOBTree import OOBTree
from persistent import Persistent
from ZODB.blob import Blob
from zope.annotation.interfaces import IAnnotations

from hoso.recognition import Page

from .pagefile import write_pages

KEY = "hoso.pages"


class Summary:
    """What is said of a reading as a whole, gathered while its pages pass by.

    ``sources`` counts the pages of each source; ``confidence`` is the mean of the pages that have one;
    ``review`` are the numbers of the pages that a person should look at.
    """

    def __init__(self) -> None:
        self.page_count = 0
        self.sources: Counter[str] = Counter()
        self.review: list[int] = []
        self.first_failure = ""
        self._confidences = 0.0
        self._with_confidence = 0

    def add(self, page: Page) -> None:
        """Count a page in."""
        self.page_count += 1
        self.sources[page.source] += 1
        if page.source == "failed" or page.quality.get("needs_review"):
            self.review.append(page.number)
        if page.source == "failed":
            self.first_failure = self.first_failure or page.reason
        if page.confidence is not None:
            self._confidences += page.confidence
            self._with_confidence += 1

    @property
    def confidence(self) -> float | None:
        return round(self._confidences / self._with_confidence, 1) if self._with_confidence else None


class StoredReading(Persistent):
    """One reading of one file by one version of the engine; never changed. Several records may share it."""

    def __init__(self, sha256: str, engine: str, summary: Summary, blob: Blob) -> None:
        self.sha256 = sha256
        self.engine = engine
        self.page_count = summary.page_count
        self.sources = tuple(sorted(summary.sources.items()))
        self.confidence = summary.confidence
        self.review = tuple(summary.review)
        self.first_failure = summary.first_failure
        self.read_at = datetime.now(UTC)
        self.blob = blob


class RecordPages(Persistent):
    """The pages of one record. ``corrections``: (sha256 of the file, page number) → Correction."""

    def __init__(self) -> None:
        self.reading: StoredReading | None = None
        self.corrections = OOBTree()
        self.state: tuple[str, int, int, str] = ("none", 0, 0, "")


def kept(obj: Any) -> RecordPages | None:
    """What is kept on a record; None where nothing is."""
    return IAnnotations(obj).get(KEY)


def keep(obj: Any) -> RecordPages:
    """What is kept on a record, made where nothing is."""
    annotations = IAnnotations(obj)
    if KEY not in annotations:
        annotations[KEY] = RecordPages()
    return annotations[KEY]


def write_reading(path: Path, pages: Iterable[Page], passed: Callable[[Page], None]) -> Summary:
    """Write the pages into a new file, telling ``passed`` of each, and sum them up."""
    summary = Summary()
    for page in write_pages(path, pages):
        summary.add(page)
        passed(page)
    return summary


def store_reading(obj: Any, path: Path, sha256: str, engine: str, summary: Summary) -> None:
    """Make the file of pages the record's reading; the file is taken over, one that was there is replaced."""
    blob = Blob()
    # With a connection the blob takes the file by a rename instead of copying it.
    obj._p_jar.add(blob)
    blob.consumeFile(str(path))
    keep(obj).reading = StoredReading(sha256, engine, summary, blob)
