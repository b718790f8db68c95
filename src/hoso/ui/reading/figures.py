"""How the reading stands, in figures that the page shows and that its script asks for again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import NamedTuple

from hoso.home import Home
from hoso.pages import state_of_brain
from hoso.pages.catalog import in_state, number_in_state
from hoso.pages.pace import pages_per_minute
from hoso.record.i18n import _
from hoso.ui.frame import wording

# A worker reads two files at a time; more are being read only where several workers are.
_LOOKED_AT = 20


class Figure(NamedTuple):
    """One figure of a line of figures; texts are messages, ``note`` may be empty. ``name`` is its place on the page."""

    name: str
    label: str
    value: str
    note: str = ""


@dataclass(frozen=True)
class ReadingFigures:
    """How the reading of the files stands that the person who is logged in may see."""

    home: Home

    @cached_property
    def being_read(self) -> int:
        """How many files are being read."""
        return number_in_state("reading")

    @cached_property
    def waiting(self) -> int:
        """How many files wait."""
        return number_in_state("waiting")

    @cached_property
    def pages(self) -> tuple[int, int]:
        """Pages read, and all pages, of the files being read, as far as these are known."""
        states = [state_of_brain(brain) for brain in in_state("reading")[:_LOOKED_AT]]
        return sum(state.page for state in states), sum(state.pages for state in states)

    @cached_property
    def rate(self) -> float | None:
        """Pages per minute of late."""
        return pages_per_minute(self.home)

    @property
    def busy(self) -> bool:
        """Whether anything is still to be read."""
        return bool(self.being_read or self.waiting)

    @property
    def seconds_left(self) -> float | None:
        """When the files being read will be done; unknown without a rate. Files that wait do not count: their pages
        are not known.
        """
        read, total = self.pages
        return 60 * (total - read) / self.rate if self.rate and total > read else None

    def figures(self) -> list[Figure]:
        """The line of figures."""
        read, total = self.pages
        of = _("of ${total} pages", mapping={"total": wording.count(total)}) if total else ""
        rate = wording.count(round(self.rate)) if self.rate else "–"
        left = self.seconds_left
        until = wording.clock(datetime.now(UTC) + timedelta(seconds=left)) if left else "–"
        return [
            Figure("waiting", _("Waiting"), wording.count(self.waiting), _("files")),
            Figure("reading", _("Being read"), wording.count(self.being_read), _("files")),
            Figure("pages", _("Read of these"), wording.count(read) if total else "–", of),
            Figure("rate", _("Rate"), rate, _("pages a minute") if self.rate else ""),
            Figure("until", _("Done at about"), until, wording.duration(left) if left else ""),
        ]
