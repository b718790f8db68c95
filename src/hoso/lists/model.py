"""A list before it takes a form: what the page, the .docx and the .xlsx are all made from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

Cell = str | int


class Column(NamedTuple):
    """A column: its name, its width in millimetres on paper, and where its texts stand."""

    title: str
    width: int
    align: Literal["left", "center", "right"] = "left"


class Heading(NamedTuple):
    """A line over all columns, such as the series that the lines below belong to."""

    text: str


@dataclass(frozen=True, slots=True)
class PrintedList:
    """A form of a circular, filled in; its words are Vietnamese whatever the language of the site.

    ``left`` and ``right`` stand at the head, the last of each is the most important; ``about`` stands under the
    ``name``. A row has a cell for each column. ``closing`` says what the list holds, ``signs`` who signs it.
    """

    name: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    about: str
    columns: tuple[Column, ...]
    rows: list[tuple[Cell, ...] | Heading]
    closing: str
    signs: tuple[str, ...]
    place_and_day: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table for a spreadsheet. ``rows`` may come one by one while it is written; ``about`` are lines of what and
    from where it is, each a pair of label and text, and is read after the last row.
    """

    name: str
    columns: tuple[Column, ...]
    rows: Iterable[tuple[Cell | None, ...]]
    about: list[tuple[str, str]]
