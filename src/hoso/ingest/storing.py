"""Taking entries of a source into the archive: one batch inside a transaction, harmless when repeated."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from plone.uuid.interfaces import IUUID

from hoso.access import set_level
from hoso.record import files
from hoso.record.create import create
from hoso.record.ids import normal_id, stem
from hoso.record.interfaces import IContainerRecord, IFiled
from hoso.record.lookup import by_uid, find_by_sha256
from hoso.record.origin import origin_now

from . import target
from .catalogue import Catalogue
from .catalogue.cells import Authorities
from .catalogue.columns import FILED, TYPES, level_of
from .catalogue.table import Row
from .describe import Described, describe
from .inspection import Inspected, Refused, opened
from .ordinal import ordinal_of
from .report import Problem, Result
from .sources import container_of, known, record_of, remember
from .walk import Item


@dataclass(frozen=True, slots=True)
class Order:
    """What an import was asked for. ``run`` names the run; the same for all its batches."""

    into: str
    run: str
    level: str | None = None
    skip_duplicates: bool = False


@dataclass
class Stored:
    """What became of a batch, valid once its transaction is committed. ``rows``: numbers of the rows that were used."""

    results: list[Result] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    rows: set[int] = field(default_factory=set)


class Batch:
    """One batch in one transaction of ``site``."""

    def __init__(self, site: Any, order: Order, catalogue: Catalogue | None, new_target: bool) -> None:
        """``new_target``: this run made the target itself, whose access level then holds for all below."""
        self._site = site
        self._order = order
        self._catalogue = catalogue
        self._authorities = Authorities(site) if catalogue else None
        self._level = None if new_target else order.level
        self._target, missing = target.find(site, order.into)
        if missing:
            raise target.BadTarget(order.into, "đã bị xóa trong lúc nhập. Hãy chạy lại lệnh nhập.")
        self._containers = {"": self._target}
        self.stored = Stored()

    def folder(self, item: Item) -> None:
        """Take in a folder: find its container, or make a dossier (or what its row calls it)."""
        above = self._container(item.folder)
        record = container_of(above, item.name)
        made = record is None
        if record is None:
            origin = origin_now("filename", file=item.relative)
            record = create(above, self._type_of(item, "Dossier"), item.name, title=item.name, origin=origin)
            self._set_level(item, record)
        if known(above, item.name) is None:
            remember(above, item.name, record, "", self._order.run)
        self._told(item, record, "added" if made else "unchanged", "", "")

    def file(self, item: Item, inspected: Inspected) -> None:
        """Take in a file: a document of its own, or a further version of the one that its name made before."""
        above = self._container(item.folder)
        entry = known(above, item.name)
        record = record_of(above, item.name) or waiting_for_file(above, item.name)
        message = inspected.warning
        if record is not None and inspected.sha256 in [version.sha256 for version in files.versions(record)]:
            status = "added" if entry and entry.run == self._order.run else "unchanged"
        elif record is not None and files.current(record) is not None:
            self._keep(above, item, record, inspected)
            status = "new_version"
        else:
            others = find_by_sha256(inspected.sha256)
            status = "duplicate" if others else "added"
            if others:
                message = f"Trùng nội dung với {self._where(others[0])}. {message}".strip()
            if others and record is None and self._order.skip_duplicates:
                self.stored.results.append(
                    Result(item.relative, status, sha256=inspected.sha256, message_vi=message + " Không nhập lần nữa.")
                )
                return
            if record is None:
                record = self._document(above, item)
            self._keep(above, item, record, inspected)
        self._told(item, record, status, inspected.sha256, message)

    def row(self, row: Row) -> None:
        """Describe a record by a row that describes no entry of the source."""
        catalogue = self._catalogue
        wanted = catalogue.path(row)
        record = by_uid(catalogue.uid(row)) if catalogue.uid(row) else None
        if record is None and wanted:
            record = self._record_at(wanted)
        self.stored.rows.add(row.number)
        if record is None or record.portal_type not in TYPES or not self._is_inside(record):
            named = wanted or catalogue.uid(row)
            message = f"không thấy “{named}” trong nguồn lẫn trong kho. Hãy kiểm tra tên, hoặc thêm tệp vào nguồn."
            self.stored.problems.append(Problem(row.number, catalogue.key_column, message))
            return
        described = self._describe(record, row)
        self.stored.results.append(
            Result(
                source=wanted or self._where(IUUID(record)),
                status="updated" if described.updated else "unchanged",
                is_folder=IContainerRecord.providedBy(record),
                uid=IUUID(record),
                path=self._path(record),
                updated=tuple(described.updated),
                kept=tuple(described.kept),
            )
        )

    def _told(self, item: Item, record: Any, status: str, sha256: str, message: str) -> None:
        """Describe the record by its row, and report."""
        row = self._catalogue.row_of(item.relative, IUUID(record)) if self._catalogue else None
        described = self._describe(record, row) if row else Described()
        is_new = status in ("added", "duplicate")
        if status == "unchanged" and described.updated:
            status = "updated"
        self.stored.results.append(
            Result(
                source=item.relative,
                status=status,
                is_folder=item.is_folder,
                uid=IUUID(record),
                path=self._path(record),
                sha256=sha256,
                message_vi=message,
                updated=() if is_new else tuple(described.updated),
                kept=tuple(described.kept),
            )
        )

    def _describe(self, record: Any, row: Row) -> Described:
        described = describe(record, self._catalogue, row, self._authorities)
        self.stored.rows.add(row.number)
        self.stored.problems += described.problems
        return described

    def _document(self, above: Any, item: Item) -> Any:
        title, portal_type = stem(item.name), self._type_of(item, "ArchivalDocument")
        ordinal = ordinal_of(item.name, item.folder.rpartition("/")[2])
        said = {"ordinal": ordinal} if ordinal and portal_type == "ArchivalDocument" else {}
        origin = origin_now("filename", file=item.relative)
        record = create(above, portal_type, title, title=title, origin=origin, **said)
        self._set_level(item, record)
        return record

    def _keep(self, above: Any, item: Item, record: Any, inspected: Inspected) -> None:
        """Store the bytes that were inspected as the record's next version."""
        with opened(item.path) as file:
            files.add_version(record, file, item.name, sha256=inspected.sha256, size=inspected.size)
        remember(above, item.name, record, inspected.sha256, self._order.run)

    def _type_of(self, item: Item, otherwise: str) -> str:
        """What the catalogue's column of levels makes of an entry that is not there yet."""
        row = self._catalogue.row_of(item.relative, "") if self._catalogue else None
        named = level_of(self._catalogue.level(row)) if row else None
        return named if named and (named in FILED) != item.is_folder else otherwise

    def _set_level(self, item: Item, record: Any) -> None:
        if self._level and not item.folder:
            set_level(record, self._level)

    def _container(self, relative: str) -> Any:
        """The container that stands for a folder of the source."""
        if relative not in self._containers:
            above, _, name = relative.rpartition("/")
            container = container_of(self._container(above), name)
            if container is None:
                message = f"Hồ sơ của thư mục “{relative}” chưa có trong kho. Hãy xem lỗi của thư mục đó rồi chạy lại."
                raise Refused(message)
            self._containers[relative] = container
        return self._containers[relative]

    def _record_at(self, wanted: str) -> Any | None:
        """The record that a path of a row means: by names of source folders, else by ids."""
        record = self._target
        for name in wanted.split("/") if wanted != "." else ():
            found = record_of(record, name)
            record = record.get(name) if found is None and hasattr(record, "get") else found
            if record is None:
                return None
        return record

    def _is_inside(self, record: Any) -> bool:
        return f"{self._path(record)}/".startswith(f"{self._path(self._target)}/".lstrip("/"))

    def _path(self, record: Any) -> str:
        """The path of a record below the site."""
        return "/".join(record.getPhysicalPath()[len(self._site.getPhysicalPath()) :])

    def _where(self, uid: str) -> str:
        record = by_uid(uid)
        return f"“{self._path(record)}”" if record is not None else uid


def waiting_for_file(container: Any, name: str) -> Any | None:
    """A document described before its scan came: its id is made of the file's name and it has no file."""
    child = container.get(normal_id(stem(name)))
    return child if IFiled.providedBy(child) and files.current(child) is None else None
