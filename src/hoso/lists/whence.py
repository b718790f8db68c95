"""What stands at the head of a list: whose archive, which fonds, which series; as far as the person may know."""

from __future__ import annotations

from typing import Any, NamedTuple

from plone.registry.interfaces import IRegistry
from zope.component import queryUtility

from hoso.access import visible_ancestors
from hoso.record.interfaces import IFonds, ISeries

from .wording import DOTS

ARCHIVE = "hoso.archive_name"
"""The record of the site's registry that holds the name of the archive."""


class Whence(NamedTuple):
    """Names for the head of a form; empty where nothing is known. ``series`` is the number of the catalogue."""

    archive: str
    fonds: str
    fonds_code: str
    series: str

    @property
    def fonds_line(self) -> str:
        """``Phông UBND tỉnh Hà Nam (35.01)``."""
        name = self.fonds if self.fonds.lower().startswith("phông") else f"Phông {self.fonds or DOTS}"
        return f"{name} ({self.fonds_code})" if self.fonds_code else name


def whence(record: Any) -> Whence:
    """Where a record belongs."""
    chain = [*visible_ancestors(record), record]
    fonds = next((each for each in chain if IFonds.providedBy(each)), None)
    series = next((each for each in chain if ISeries.providedBy(each)), None)
    return Whence(
        archive=archive_name(),
        fonds=fonds.title if fonds is not None else "",
        fonds_code=(fonds.organ_id or "") if fonds is not None else "",
        series=(str(series.number) if series.number else series.title) if series is not None else "",
    )


def archive_name() -> str:
    """The name of the archive as it stands at the head of its forms; dots to write on while nobody has set it."""
    registry = queryUtility(IRegistry)
    return (registry.get(ARCHIVE) if registry is not None else None) or DOTS
