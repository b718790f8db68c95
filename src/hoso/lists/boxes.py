"""Labels of boxes (“nhãn hộp”): which dossiers stand in a box."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from Acquisition import aq_chain

from hoso.language import sort_key
from hoso.record.interfaces import IContainerRecord, IDossier, IFonds
from hoso.record.shelf import ShelfAddress, address

from .cover import permanent_address
from .dossiers import bare
from .errors import TooManyRows
from .walk import dossiers
from .whence import Whence, whence
from .wording import DOTS

MAX_LABELS = 2_000
MAX_DOSSIERS = 50_000


class Range(NamedTuple):
    """The dossiers of one series in a box: the first and last number, and how many there are."""

    series: str
    first: str
    last: str
    count: int

    @property
    def text(self) -> str:
        """The range in one line."""
        series = f"Mục lục số {self.series}: " if self.series.isdecimal() else f"{self.series}: " if self.series else ""
        first, last = self.first or DOTS, self.last or DOTS
        dossiers = f"hồ sơ số {first}" if first == last else f"từ hồ sơ số {first} đến hồ sơ số {last}"
        text = series + dossiers
        return text[:1].upper() + text[1:]


@dataclass(slots=True)
class Label:
    """The label of one box. ``dates`` is the span of years, empty where no dossier is dated."""

    archive: str
    fonds: str
    store: str
    rack: str
    box: str
    url: str
    ranges: list[Range] = field(default_factory=list)
    years: set[int] = field(default_factory=set)

    @property
    def dates(self) -> str:
        """``1998 – 2004``."""
        return " – ".join(dict.fromkeys((str(min(self.years)), str(max(self.years))))) if self.years else ""

    @property
    def lines(self) -> list[str]:
        """``Mục lục số 2: từ hồ sơ 1458 đến hồ sơ 1470``, one for each series."""
        return [each.text for each in self.ranges]

    @property
    def shelf(self) -> str:
        """``Kho 2 – giá 14``."""
        parts = (("kho", self.store), ("giá", self.rack))
        text = " – ".join(f"{label} {value}" for label, value in parts if value)
        return text[:1].upper() + text[1:]

    def add(self, series: str, number: str) -> None:
        """One more dossier stands in the box; they come in their order."""
        for index, known in enumerate(self.ranges):
            if known.series == series:
                self.ranges[index] = known._replace(last=number or known.last, count=known.count + 1)
                return
        self.ranges.append(Range(series, number, number, 1))


def box_labels(record: Any) -> list[Label]:
    """The labels of all boxes of a fonds or series, in their order on the shelf; of a dossier, that of its box.

    Raises ``TooManyRows``.
    """
    place = whence(record)
    if not IDossier.providedBy(record):
        return _labels(record, place, None)
    wanted = _box(address(record))
    return _labels(_around(record), place, wanted) if wanted[-1] else []


def _labels(container: Any, place: Whence, only: tuple[str, str, str] | None) -> list[Label]:
    labels: dict[tuple[str, str, str], Label] = {}
    for read, found in enumerate(dossiers(container)):
        if read == MAX_DOSSIERS:
            raise TooManyRows(MAX_DOSSIERS)
        dossier, key = found.dossier, _box(address(found.dossier))
        if not key[-1] or only not in (None, key):
            continue
        if key not in labels:
            if len(labels) == MAX_LABELS:
                raise TooManyRows(MAX_LABELS)
            labels[key] = Label(place.archive, place.fonds_line, *key, permanent_address(dossier))
        label = labels[key]
        series = str(found.series.number or found.series.title) if found.series is not None else ""
        label.add(series, dossier.file_notation or "")
        label.years |= {day.year for each in _dates(dossier) for day in (each.first, each.last) if day}
    return [labels[key] for key in sorted(labels, key=lambda key: tuple(map(sort_key, key)))]


def _box(shelf: ShelfAddress) -> tuple[str, str, str]:
    """Store, rack and box, however they were written: ``Hộp 12`` is ``12``."""
    return bare(shelf.store, "kho"), bare(shelf.rack, "giá"), bare(shelf.box, "hộp")


def _around(dossier: Any) -> Any:
    """Where the dossiers that may share its box are: the fonds, else the highest record."""
    records = [each for each in aq_chain(dossier) if IContainerRecord.providedBy(each)]
    return next((each for each in records if IFonds.providedBy(each)), records[-1])


def _dates(dossier: Any) -> list[Any]:
    return [each for each in (dossier.start_date, dossier.end_date) if each]
