"""The lists of the site as tables for a spreadsheet, in the words of whoever asks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from zope.component.hooks import getSite

from hoso import jobs
from hoso.access import may_view, visible_rows
from hoso.pages import state_of_brain
from hoso.record.i18n import _
from hoso.record.lookup import by_uid
from hoso.record.terms import term
from hoso.record.undescribed import undescribed

from .errors import TooManyRows
from .kinds import kind_title
from .model import Cell, Column, Table
from .walk import entries, known
from .wording import count, span

MAX_ROWS = 20_000
"""Rows of a table that a request writes; of 100,000 it takes longer than a person waits."""

Say = Callable[[Any], str]
Row = tuple[Cell | None, ...]

NUMBER = Column(_("No."), 10, "right")


def register_table(container: Any, say: Say) -> Table:
    """The register of a fonds, a series or a dossier; wakes no record. Raises ``TooManyRows``."""
    total = visible_rows(container).total
    _check(total)
    return Table(
        name=container.title,
        columns=(
            NUMBER,
            Column(_("Number, symbol"), 32),
            Column(_("Date"), 25),
            Column(_("Title"), 90),
            Column(_("Issuing authority"), 45),
            Column(_("Kind of record"), 25),
            Column(_("Sheets"), 15, "right"),
            Column(_("Note"), 40),
            Column(_("Reading state"), 30),
            Column(_("Description"), 25),
            Column(_("Address"), 60),
        ),
        rows=(_register_row(number, row, brain, say) for number, (row, brain) in enumerate(entries(container), 1)),
        about=[_rows_of(total)],
    )


def undescribed_table(say: Say) -> Table:
    """The records that nobody has described yet, as far as the person may see them. Raises ``TooManyRows``."""
    found = undescribed()
    _check(len(found))
    return Table(
        name=say(_("Not described yet")),
        columns=(
            NUMBER,
            Column(_("Title"), 90),
            Column(_("Kind of record"), 30),
            Column(_("Added"), 30),
            Column(_("Address"), 60),
        ),
        rows=(_undescribed_row(number, brain, say) for number, brain in enumerate(found, 1)),
        about=[_rows_of(len(found))],
    )


def authorities_table(say: Say) -> Table:
    """The authorities that the person may see, by name. Raises ``TooManyRows``."""
    found = getSite().portal_catalog(portal_type="Authority", sort_on="sortable_title")
    _check(len(found))
    return Table(
        name=say(_("Authorities")),
        columns=(
            NUMBER,
            Column(_("Name of the authority"), 80),
            Column(_("Kind of authority"), 35),
            Column(_("Identifier of the authority"), 35),
            Column(_("Superior authority"), 60),
            Column(_("Founded"), 22),
            Column(_("Ended"), 22),
            Column(_("Names over time"), 80),
            Column(_("Address"), 60),
        ),
        rows=_authority_rows(found),
        about=[_rows_of(len(found))],
    )


def parked_table(parked: Iterable[jobs.Parked], say: Say) -> Table:
    """Work that failed for good; without the title of a record that the person may not see."""
    failed = list(parked)
    _check(len(failed))
    return Table(
        name=say(_("Failed work")),
        columns=(NUMBER, Column(_("Record"), 80), Column(_("Error"), 100), Column(_("Address"), 60)),
        rows=(_parked_row(number, each, say) for number, each in enumerate(failed, 1)),
        about=[_rows_of(len(failed))],
    )


def _check(total: int) -> None:
    if total > MAX_ROWS:
        raise TooManyRows(MAX_ROWS)


def _rows_of(total: int) -> tuple[str, str]:
    return (_("Number of rows"), count(total))


def _register_row(number: int, row: Any, brain: Any, say: Say) -> Row:
    state = state_of_brain(brain)
    described = getattr(brain, "described", None)
    return (
        number,
        known(brain, "reference"),
        known(brain, "dated"),
        brain.Title or brain.getId,
        known(brain, "author"),
        say(kind_title(brain.portal_type)),
        row.sheets,
        known(brain, "Description"),
        "" if state.name == "none" else say(state.label),
        say(_("Not described yet")) if described is False else "",
        brain.getURL(),
    )


def _undescribed_row(number: int, brain: Any, say: Say) -> Row:
    title = brain.Title or brain.getId
    return (number, title, say(kind_title(brain.portal_type)), _day(brain.created), brain.getURL())


def _authority_rows(found: Any) -> Iterator[Row]:
    for number, brain in enumerate(found, 1):
        authority = brain._unrestrictedGetObject()
        kind = term("authority_kinds", authority.kind or "")
        parent = by_uid(authority.parent) if authority.parent else None
        yield (
            number,
            authority.title,
            kind.label_vi if kind else "",
            authority.code or "",
            parent.title if parent is not None and may_view(None, parent) else "",
            str(authority.founded or ""),
            str(authority.ended or ""),
            "\n".join(" ".join(filter(None, (each.text, _held(each)))) for each in authority.names or ()),
            brain.getURL(),
        )
        authority._p_deactivate()


def _held(name: Any) -> str:
    dates = span(name.first, name.last)
    return f"({dates})" if dates else ""


def _parked_row(number: int, parked: jobs.Parked, say: Say) -> Row:
    record = by_uid(parked.entry.uid)
    if record is None or not may_view(None, record):
        return (number, say(_("a record that is gone or closed to you")), parked.entry.error, "")
    return (number, record.title, parked.entry.error, record.absolute_url())


def _day(value: Any) -> str:
    return value.asdatetime().astimezone().strftime("%d/%m/%Y") if value else ""
