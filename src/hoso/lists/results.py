"""What a search finds, as a table: all hits up to a bound, as far as the person may see them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from plone.uuid.interfaces import IUUID

from hoso.pages import ReadingState
from hoso.record.i18n import _
from hoso.record.terms import term
from hoso.search.contract import MAX_SIZE, MAX_START, PAGE_HITS, Answer, Hit
from hoso.search.orders import Sort
from hoso.search.site import find

from .kinds import kind_title
from .model import Cell, Column, Table
from .tables import NUMBER, Row, Say
from .wording import count

MAX_HITS = MAX_START
"""Hits for people who are signed in; each is asked once more, which takes most of the time."""
MAX_ANONYMOUS = 1_000
"""Hits for everyone else."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A search: words, the container it is bound to (``None`` for all), filters, order.

    ``address`` is the page that shows it, ``facets`` are the names of the filters for people, ``columns`` the chosen
    of ``COLUMNS``; without any, the ordinary ones.
    """

    text: str
    within: Any | None
    filters: dict[str, list[str]]
    sort: Sort
    address: str
    facets: Mapping[str, str]
    limit: int
    columns: tuple[str, ...] = ()


COLUMNS: Mapping[str, Column] = {
    "position": NUMBER,
    "number": Column(_("Number, symbol"), 32),
    "date": Column(_("Date"), 25),
    "type": Column(_("Type"), 30),
    "title": Column(_("Title"), 90),
    "authority": Column(_("Issuing authority"), 50),
    "fonds": Column(_("Fonds"), 40),
    "series": Column(_("Series"), 20),
    "dossier": Column(_("Dossier"), 60),
    "place": Column(_("Where the paper is"), 55),
    "pages": Column(_("First pages that answer"), 20),
    "state": Column(_("Reading state"), 30),
    "address": Column(_("Address"), 60),
}
"""What can be told of a hit, in the order of the table."""

#: Looking for the pages takes as long again as all else, so that it is chosen by who wants it.
ORDINARY = tuple(name for name in COLUMNS if name != "pages")


def results_table(site: Any, asked: Asked, say: Say, url: Callable[[str], str]) -> Table:
    """The hits of a search; where there are more than its limit the last row and the second sheet say so.

    ``url`` makes an address of a path. The first page is asked for at once, so that ``SearchError`` comes before
    anything is written.
    """
    first = _answer(site, asked, 0)
    about: list[tuple[str, str]] = [
        (_("Searched for"), asked.text),
        *([(_("Only in"), asked.within.title)] if asked.within is not None else []),
        *((asked.facets[name], _labels(first, name, values)) for name, values in asked.filters.items()),
        (_("Address"), asked.address),
        (_("Documents found"), count(first.total)),
    ]
    return Table(
        name=say(_("Search results")),
        columns=tuple(COLUMNS[name] for name in _columns(asked)),
        rows=_rows(site, asked, first, about, say, url),
        about=about,
    )


def _columns(asked: Asked) -> tuple[str, ...]:
    return tuple(name for name in COLUMNS if name in (asked.columns or ORDINARY))


def _answer(site: Any, asked: Asked, start: int) -> Answer:
    return find(
        site,
        asked.text,
        within=IUUID(asked.within) if asked.within is not None else "",
        filters=asked.filters,
        sort=asked.sort,
        start=start,
        size=MAX_SIZE,
        # Their names are told beside the table; nothing else is counted again with every hundred.
        facets=() if start else asked.filters,
        page_hits=PAGE_HITS if "pages" in _columns(asked) else 0,
    )


def _labels(answer: Answer, name: str, values: list[str]) -> str:
    """The chosen values of a filter in words."""
    known = {count.value: count.label for count in answer.facets.get(name, [])}
    return ", ".join(known.get(value, value) for value in values)


def _rows(
    site: Any, asked: Asked, first: Answer, about: list[tuple[str, str]], say: Say, url: Callable[[str], str]
) -> Iterator[Row]:
    # A record that moves between two questions must not come twice.
    seen: set[str] = set()
    columns = _columns(asked)
    answer = first
    for start in range(0, min(first.total, asked.limit), MAX_SIZE):
        if start:
            answer = _answer(site, asked, start)
        for hit in answer.hits:
            if hit.uid not in seen:
                seen.add(hit.uid)
                cells = _cells(len(seen), hit, say, url)
                yield tuple(cells[name] for name in columns)
        site._p_jar.cacheGC()
    about.append((_("Number of rows"), count(len(seen))))
    if first.total > asked.limit:
        mapping = {"limit": count(asked.limit), "total": count(first.total)}
        cut = say(
            _("Cut: only the first ${limit} of ${total} documents are here. Narrow the search down.", mapping=mapping)
        )
        about.append((_("Note"), cut))
        last = columns.index("title") if "title" in columns else len(columns) - 1
        yield (*[None] * last, cut)


def _cells(number: int, hit: Hit, say: Say, url: Callable[[str], str]) -> dict[str, Cell]:
    fields = hit.fields
    place = fields["place"]
    found = term("document_types", fields["doc_type"])
    state = ReadingState(*fields["reading"]) if fields.get("reading") else ReadingState()
    return {
        "position": number,
        "number": fields["number"],
        "date": fields.get("date_text") or _day(fields["date"]),
        "type": found.label_vi if found else say(kind_title(fields["kind"])),
        "title": fields["title"],
        "authority": fields["authority"],
        "fonds": place.get("fonds", ""),
        "series": place.get("series", ""),
        "dossier": place.get("dossier", ""),
        "place": place.get("shelf", ""),
        "pages": ", ".join(str(page.number) for page in hit.pages),
        "state": "" if state.name == "none" else say(state.label),
        "address": url(fields["path"]),
    }


def _day(value: int | None) -> str:
    """20160630 → ``30/06/2016``."""
    return date(value // 10_000, value // 100 % 100, value % 100).strftime("%d/%m/%Y") if value else ""
