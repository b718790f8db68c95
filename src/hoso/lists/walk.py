"""Going through containers, row after row, for a person; records are let go of as soon as they are read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from hoso.access import visible_rows
from hoso.record import register
from hoso.record.interfaces import ISeries
from hoso.record.lookup import brains
from hoso.record.register import Row

_PAGE = 200


class Shelved(NamedTuple):
    """A dossier that was met, and the series it belongs to, ``None`` where it lies in the fonds itself."""

    dossier: Any
    series: Any | None


def entries(container: Any) -> Iterator[tuple[Row, Any]]:
    """The rows of a container that the person may see, each with its brain."""
    yield from _entries(container, lambda row: True)


def known(brain: Any, name: str) -> str:
    """A column of the catalog; nothing for kinds of records that have no such value."""
    value = getattr(brain, name, None)
    return value if isinstance(value, str) else ""


def dossiers(container: Any) -> Iterator[Shelved]:
    """The dossiers below a fonds, a series or a dossier in their order; what lies in a dossier comes after it."""
    yield from _dossiers(container, container if ISeries.providedBy(container) else None)


def _dossiers(container: Any, series: Any | None) -> Iterator[Shelved]:
    for _, brain in _entries(container, lambda row: _kind(row) in ("Series", "Dossier")):
        record = brain._unrestrictedGetObject()
        if brain.portal_type == "Series":
            yield from _dossiers(record, record)
        else:
            yield Shelved(record, series)
            if _has_dossiers(record):
                yield from _dossiers(record, series)
            _let_go(record)


def _entries(container: Any, wanted: Any) -> Iterator[tuple[Row, Any]]:
    visible = visible_rows(container)
    for start in range(0, visible.total, _PAGE):
        rows = [row for row in visible.rows(start, _PAGE) if wanted(row)]
        found = brains(row.uid for row in rows)
        yield from ((row, found[row.uid]) for row in rows if row.uid in found)
        container._p_jar.cacheGC()


def _kind(row: Row) -> str:
    """The portal type of a row that is no plain document."""
    return row.mark.split(" ")[0]


def _has_dossiers(dossier: Any) -> bool:
    return any(name.split(" ")[0] == "Dossier" for name in register.apart(dossier))


def _let_go(record: Any) -> None:
    """Forget the state of a record that was only read; one that was changed keeps it."""
    record._p_deactivate()
