"""Writing a workbook row by row: what is written goes to disk at once, so a long list needs no memory."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

from .formulas import defused
from .texts import fitting, printable

Look = Literal["text", "head", "title", "line"]
Cell = str | int | None

_A4 = 9  # the number of the paper's size in the format


class Sheet:
    """One sheet. A number stays a number; a text stays the text it is, whatever a program would make of it."""

    def __init__(self, sheet: Any, *, widths: Sequence[float], head: int, still: int, printed: bool) -> None:
        self._sheet = sheet
        self._head = head
        self._printed = printed
        self._columns = len(widths)
        self._rows = 0
        self._ended = False
        self._cells: dict[tuple[Look, type, int], Any] = {}
        for index, width in enumerate(widths, 1):
            sheet.column_dimensions[get_column_letter(index)].width = width
        if head:
            sheet.freeze_panes = f"{get_column_letter(still + 1)}{head + 1}"
            sheet.print_title_rows = f"{head}:{head}"
        if printed:
            sheet.page_setup.paperSize = _A4
            sheet.page_setup.orientation = "landscape"
            sheet.page_setup.fitToHeight = 0
            sheet.sheet_properties.pageSetUpPr.fitToPage = True
            sheet.oddFooter.right.text = "&P / &N"

    def write(self, cells: Sequence[Cell], look: Look = "text") -> None:
        """Write one row; a ``title`` and a ``line`` run on over the cells beside them."""
        self._sheet.append(
            [None if cell in (None, "") else self._cell(column, cell, look) for column, cell in enumerate(cells)]
        )
        self._rows += 1

    def end_of_table(self) -> None:
        """What is written from here on is no row of the table: its filters end here, as else at the end."""
        if self._head and self._columns and self._rows > self._head and not self._ended:
            self._sheet.auto_filter.ref = f"A{self._head}:{get_column_letter(self._columns)}{self._rows}"
        self._ended = True

    def _cell(self, column: int, value: str | int, look: Look) -> Any:
        """The cell of a column; one serves row after row, since a row is written out before the next."""
        key = (look, type(value), column)
        cell = self._cells.get(key)
        if cell is None:
            cell = self._cells[key] = self._styled(look)
            if isinstance(value, str):
                cell.number_format = "@"  # a spreadsheet program must not make dates or numbers of it
        if isinstance(value, str):
            cell.value = fitting(defused(printable(value)))
            cell.data_type = "s"  # openpyxl would make an error of “#N/A”
        else:
            cell.value = value
        return cell

    def _styled(self, look: Look) -> Any:
        cell = WriteOnlyCell(self._sheet)
        match look:
            case "text":
                cell.alignment = Alignment(vertical="top", wrap_text=self._printed)
            case "head":
                cell.font = Font(bold=True)
                cell.alignment = Alignment(vertical="center", wrap_text=self._printed)
                cell.border = Border(bottom=Side(style="medium"))
            case "title":
                cell.font = Font(bold=True)
        return cell


class Book:
    """A workbook in the making."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._sheets: list[Sheet] = []

    def sheet(
        self, name: str, *, widths: Sequence[float] = (), head: int = 1, still: int = 0, printed: bool = True
    ) -> Sheet:
        """Add a sheet: column ``widths`` in characters; row ``head`` (0 for none) holds the names of the columns.

        On the screen all down to that row and the first ``still`` columns stand still; on paper that row comes again
        on every page. ``printed`` lays the sheet out for A4 across, as wide as the page, with wrapped texts.
        """
        sheet = Sheet(self._book.create_sheet(name), widths=widths, head=head, still=still, printed=printed)
        self._sheets.append(sheet)
        return sheet

    def finish(self) -> None:
        """What can only be said of whole sheets."""
        for sheet in self._sheets:
            sheet.end_of_table()


@contextmanager
def workbook(target: Path | io.IOBase) -> Iterator[Book]:
    """Write a workbook to a path or an open file; nothing is written to it when the block fails."""
    made = Workbook(write_only=True)
    book = Book(made)
    complete = False
    try:
        yield book
        book.finish()
        complete = True
    finally:
        # Saving is what removes the parts that wait on disk.
        made.save(target if complete else io.BytesIO())
