"""A part of the archive as a catalogue, in the form in which a catalogue is read."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, Protocol

from plone.uuid.interfaces import IUUID

from hoso.language import PartialDate
from hoso.record import register
from hoso.record.interfaces import IContainerRecord
from hoso.record.lookup import by_uid
from hoso.spreadsheet import defused

from .. import sources
from ..errors import BadTarget, CatalogueKind
from ..target import find
from .cells import Authorities, text_of
from .columns import FILE, LEVEL, TYPES, UID, fields_of, labels_of
from .matching import ROOT

_PAGE = 200


class _Sheet(Protocol):
    def __call__(self, cells: list[str]) -> None:
        """Write one row."""


def export_catalogue(site: Any, path: str, out: Path) -> int:
    """Write the records at and below ``path`` (below the site; "" for all) to ``out``, .csv (UTF-8) or .xlsx.

    Returns the number of rows. ``out`` appears when it is complete. Raises BadTarget and CatalogueKind.
    """
    container, missing = find(site, path)
    if missing:
        raise BadTarget(path, f"không có “{missing[0]}”. Hãy kiểm tra lại đường dẫn.")
    labels = _labels(site, container)
    authorities = Authorities(site)
    rows = 0
    with _complete(out) as partial, _sheet(partial, out) as write:
        write([LEVEL, FILE, UID, *labels])
        for record, name in _records(site, container):
            cells = _cells(record, authorities)
            write([TYPES[record.portal_type], name, IUUID(record), *(cells.get(label, "") for label in labels)])
            rows += 1
    return rows


def _labels(site: Any, container: Any) -> list[str]:
    """The columns for the types that occur, in the order of the hierarchy and of the forms; a shared label once."""
    path = "/".join(container.getPhysicalPath())
    search = site.portal_catalog.unrestrictedSearchResults
    present = [kind for kind in TYPES if search(path=path, portal_type=kind, sort_limit=1)]
    return list(dict.fromkeys(label for kind in present for label in labels_of(kind).values()))


def _cells(record: Any, authorities: Authorities) -> dict[str, str]:
    """Label → text of every value of a record."""
    known = (getattr(record, name, None) for name in ("issued_date", "end_date"))
    day = next((date.last for date in known if isinstance(date, PartialDate)), None)
    labels = labels_of(record.portal_type)
    return {
        labels[name]: text_of(field, getattr(record, name), day, authorities)
        for name, field in fields_of(record.portal_type).items()
    }


def _records(site: Any, container: Any) -> Iterator[tuple[Any, str]]:
    """Every record at and below the container with its path: names of source folders, else ids."""
    if container.portal_type in TYPES:
        yield container, ROOT
    yield from _below(site, container, "")


def _below(site: Any, container: Any, prefix: str) -> Iterator[tuple[Any, str]]:
    came_from = sources.names(container)
    for record in _children(container):
        name = prefix + came_from.get(IUUID(record), record.getId())
        yield record, name
        if IContainerRecord.providedBy(record):
            yield from _below(site, record, name + "/")
            site._p_jar.cacheGC()


def _children(container: Any) -> Iterator[Any]:
    """The records that lie in a container, in the order of its register."""
    if not IContainerRecord.providedBy(container):
        yield from (record for record in container.objectValues() if record.portal_type in TYPES)
        return
    for start in range(0, register.count(container), _PAGE):
        for row in register.rows(container, start, _PAGE):
            record = None if row.placed else by_uid(row.uid)
            if record is not None:
                yield record


@contextmanager
def _complete(out: Path) -> Iterator[Path]:
    """A file beside ``out`` that takes its name when the block ends well, and is removed when not."""
    partial = out.with_name(f".{out.name}.{os.getpid()}")
    try:
        yield partial
        partial.replace(out)
    finally:
        partial.unlink(missing_ok=True)


def _sheet(partial: Path, out: Path) -> AbstractContextManager[_Sheet]:
    match out.suffix.lower():
        case ".csv":
            return _csv(partial)
        case ".xlsx":
            return _xlsx(partial)
    raise CatalogueKind(out)


@contextmanager
def _csv(path: Path) -> Iterator[_Sheet]:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        yield lambda cells: writer.writerow([defused(cell) for cell in cells])


@contextmanager
def _xlsx(path: Path) -> Iterator[_Sheet]:
    from hoso.spreadsheet.workbook import workbook  # slow to load, and only this form needs it

    with workbook(path) as book:
        yield book.sheet("Danh mục", still=3, printed=False).write
