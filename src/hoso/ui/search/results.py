"""The hits of an answer as rows to show. Texts are plain; the template escapes them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple
from urllib.parse import urlencode

from hoso import query
from hoso.pages import ReadingState
from hoso.record import terms
from hoso.search.contract import Hit
from hoso.ui.reading.state import StateLabel, state_label
from hoso.ui.record.lines import KINDS

Part = tuple[str, bool]
_WITH_FILES = ("ArchivalDocument", "LegalAct")


class PageRow(NamedTuple):
    """A page that answers: number, address with the query, parts of the snippet."""

    number: int
    url: str
    snippet: list[Part]


class Strip(NamedTuple):
    """Where the pages that answer lie in a long document: a drawing as wide as it has pages, and the first of them."""

    path: str
    pages: int
    hits: int
    url: str


class ResultRow(NamedTuple):
    """One hit. ``title`` comes in parts, some of which are hits; ``strip`` is there for long documents alone."""

    position: int
    url: str
    number: str
    date: str
    type: str
    title: list[Part]
    authority: str
    place: str
    shelf: str
    pages: list[PageRow]
    described: bool
    state: StateLabel | None
    strip: Strip | None = None


def result_row(position: int, hit: Hit, url: Callable[[str], str], asked: query.Query) -> ResultRow:
    """A hit of what was asked as a row; ``url`` makes an address of a path."""
    fields = hit.fields
    place = fields["place"]
    address = url(fields["path"])
    asked_again = urlencode({"q": str(asked)})
    return ResultRow(
        position=position,
        url=address,
        number=fields["number"],
        date=fields.get("date_text") or _day(fields["date"]),
        type=type_label(fields),
        title=marked(fields["title"], asked),
        authority=fields["authority"],
        place=_place(place),
        shelf=place.get("shelf", ""),
        pages=[PageRow(p.number, f"{address}/page/{p.number}?{asked_again}#hit", p.snippet_parts) for p in hit.pages],
        described=fields.get("described", True),
        state=_state(fields),
    )


def strip_of(numbers: list[int], pages: int, url: str) -> Strip:
    """The strip of a document of so many pages that answers on these; ``url`` is the first of them."""
    return Strip("".join(f"M{number - 0.5} 3v12" for number in numbers), pages, len(numbers), url)


def marked(text: str, asked: query.Query) -> list[Part]:
    """A text as parts, the hits set apart."""
    parts: list[Part] = []
    position = 0
    for start, end in query.marks(text, asked):
        parts += [(text[position:start], False), (text[start:end], True)]
        position = end
    parts.append((text[position:], False))
    return [part for part in parts if part[0]]


def type_label(fields: dict[str, Any]) -> str:
    """The type of a document in words, of other records their kind."""
    term = terms.term("document_types", fields["doc_type"])
    return term.label_vi if term else KINDS.get(fields["kind"], "")


def _state(fields: dict[str, Any]) -> StateLabel | None:
    """How the reading stands; nothing for what never has a file."""
    reading = fields.get("reading")
    return state_label(ReadingState(*reading)) if reading and fields["kind"] in _WITH_FILES else None


def _day(value: int | None) -> str:
    """20160630 → ``30/06/2016``."""
    return date(value // 10_000, value // 100 % 100, value % 100).strftime("%d/%m/%Y") if value else ""


def _place(place: dict[str, str]) -> str:
    """Fonds, series and dossier in one line; the shelf address goes on from there."""
    series = place.get("series", "")
    parts = (place.get("fonds"), f"mục lục {series}" if series.isdecimal() else series, place.get("dossier"))
    return " – ".join(part for part in parts if part)
