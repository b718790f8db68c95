"""Which row of a catalogue describes which file or folder of the source, or which record."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from hoso.record.ids import stem

from ..errors import CatalogueWithoutKey
from ..report import Problem
from ..walk import Item
from .columns import FILE, FILED, Columns, level_of
from .table import Row, Table, read_table

ROOT = "."
"""The path of the row that describes the container itself."""
_WORST = 99


@dataclass
class _Match:
    """What a row names, and the entries of the source that it may mean; ``rank`` 0 is its very path."""

    row: Row
    wanted: str
    folders: bool
    files: bool
    rank: int = _WORST
    found: list[str] = field(default_factory=list)


class Catalogue:
    """A table and what its columns mean.

    First told which of its UIDs exist (``settle``) and shown all entries of the source (``see``, then ``match``);
    then asked for the row of an entry or record. ``problems`` grows until ``match``.
    """

    def __init__(self, table: Table) -> None:
        """Raises CatalogueWithoutKey when no column names files or records."""
        self.name = table.path.name
        self.columns = Columns.of(table.header)
        if self.columns.file is None and self.columns.uid is None:
            raise CatalogueWithoutKey(table.path, table.header)
        self.rows = table.rows
        self.problems: list[Problem] = [*self.columns.problems, *table.problems]
        self._rows_by_uid: dict[str, Row] = {}
        self._matches: list[_Match] = []
        self._by_spelling: dict[str, list[_Match]] = {}
        self._rows_by_entry: dict[str, Row] = {}
        self._doubtful: set[int] = set()

    def uid(self, row: Row) -> str:
        """The UID that the row names; empty without one."""
        return "" if self.columns.uid is None else row.cells[self.columns.uid]

    def path(self, row: Row) -> str:
        """The path that the row names: composed, joined by ``/``; empty without one, ``.`` for the container itself."""
        cell = "" if self.columns.file is None else row.cells[self.columns.file]
        parts = unicodedata.normalize("NFC", cell).replace("\\", "/").split("/")
        return "/".join(part for part in parts if part not in ("", ROOT)) or (ROOT if ROOT in parts else "")

    def level(self, row: Row) -> str:
        """The word in the column of levels; empty without one."""
        return "" if self.columns.level is None else row.cells[self.columns.level]

    def settle(self, existing: set[str]) -> None:
        """Take the rows that name one of these UIDs for those records; all others count by their path."""
        paths: dict[str, int] = {}
        for row in self.rows:
            uid, wanted = self.uid(row), self.path(row)
            if uid in existing:
                if uid in self._rows_by_uid:
                    self._repeats(row, self._rows_by_uid[uid].number)
                else:
                    self._rows_by_uid[uid] = row
            elif not wanted:
                self._doubt(row, "để trống nên không biết dòng này mô tả tệp nào. Hãy ghi tên tệp hoặc xóa dòng.")
            elif ".." in wanted.split("/"):
                self._doubt(row, f"đường dẫn “{wanted}” có “..”. Hãy ghi đường dẫn tính từ thư mục nguồn.")
            elif wanted in paths:
                self._repeats(row, paths[wanted])
            else:
                paths[wanted] = row.number
                self._expect(row, wanted)

    def see(self, item: Item) -> None:
        """Note an entry of the source for the rows that may mean it."""
        for rank, spelling in enumerate(_spellings(item)):
            for match in self._by_spelling.get(spelling, ()):
                if not (match.folders if item.is_folder else match.files):
                    continue
                if rank < match.rank:
                    match.rank, match.found = rank, [item.relative]
                elif rank == match.rank and len(match.found) < 2:
                    match.found.append(item.relative)

    def match(self) -> None:
        """Decide, after all entries were seen, which row describes which entry; doubts become problems."""
        for match in sorted(self._matches, key=lambda match: match.rank):
            if len(match.found) > 1:
                message = f"“{match.wanted}” có ở nhiều thư mục ({', '.join(match.found)}, …). Hãy ghi cả đường dẫn."
                self._doubt(match.row, message)
            elif match.found and match.found[0] in self._rows_by_entry:
                self._repeats(match.row, self._rows_by_entry[match.found[0]].number)
            elif match.found:
                self._rows_by_entry[match.found[0]] = match.row

    def row_of(self, relative: str, uid: str) -> Row | None:
        """The row that describes a record (empty ``uid``: one not made yet) which came from an entry of the source."""
        return self._rows_by_uid.get(uid) or self._rows_by_entry.get(relative)

    def rest(self, used: set[int]) -> Iterator[Row]:
        """The rows that were not used for an entry of the source and are not doubtful."""
        return (row for row in self.rows if row.number not in used and row.number not in self._doubtful)

    @property
    def key_column(self) -> str:
        """The name, in this table, of the column that says what a row describes."""
        index = self.columns.uid if self.columns.file is None else self.columns.file
        return FILE if index is None else self.columns.header[index]

    def _expect(self, row: Row, wanted: str) -> None:
        level = level_of(self.level(row))
        match = _Match(row, wanted, folders=level not in FILED, files=level is None or level in FILED)
        self._matches.append(match)
        for spelling in {wanted, wanted.casefold()}:
            self._by_spelling.setdefault(spelling, []).append(match)

    def _repeats(self, row: Row, first: int) -> None:
        self._doubt(row, f"mô tả cùng tệp hoặc hồ sơ với dòng {first} nên không được dùng. Hãy bỏ bớt một dòng.")

    def _doubt(self, row: Row, message: str) -> None:
        self._doubtful.add(row.number)
        self.problems.append(Problem(row.number, self.key_column, message))


def read_catalogue(path: Path) -> Catalogue:
    """Read a .csv or .xlsx; raises a subclass of CatalogueError when it cannot be used at all."""
    return Catalogue(read_table(path))


def _spellings(item: Item) -> list[str]:
    """How a row may name an entry, best first: its path, that without suffix, its name alone; then in lower case."""
    short = item.name if item.is_folder else stem(item.name)
    forms = [item.relative, f"{item.folder}/{short}".lstrip("/"), item.name, short]
    return forms + [form.casefold() for form in forms]
