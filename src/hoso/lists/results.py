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
from hoso.search.contract import MAX_SIZE, MAX_START, Answer, Hit
from hoso.search.orders import Sort
from hoso.search.site import find

from .kinds import kind_title
from .model import Column, Table
from .tables import NUMBER, Row, Say
from .wording import count

MAX_HITS = MAX_START
"""Hits for people who are signed in: some twenty seconds of work, since each hit is asked once more."""
MAX_ANONYMOUS = 1_000
"""Hits for everyone else."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A search: words, the container it is bound to (``None`` for all), filters, order.

    ``address`` is the page that shows it, ``facets`` are the names of the filters for people.
    """

    text: str
    within: Any | None
    filters: dict[str, list[str]]
    sort: Sort
    address: str
    facets: Mapping[str, str]
    limit: int


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
        columns=(
            NUMBER,
            Column(_("Number, symbol"), 32),
            Column(_("Date"), 25),
            Column(_("Type"), 30),
            Column(_("Title"), 90),
            Column(_("Issuing authority"), 50),
            Column(_("Fonds"), 40),
            Column(_("Series"), 20),
            Column(_("Dossier"), 60),
            Column(_("Where the paper is"), 55),
            Column(_("First pages that answer"), 20),
            Column(_("Reading state"), 30),
            Column(_("Address"), 60),
        ),
        rows=_rows(site, asked, first, about, say, url),
        about=about,
    )


def _answer(site: Any, asked: Asked, start: int) -> Answer:
    within = IUUID(asked.within) if asked.within is not None else ""
    return find(
        site, asked.text, within=within, filters=asked.filters, sort=asked.sort, start=start, size=MAX_SIZE
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
    answer = first
    for start in range(0, min(first.total, asked.limit), MAX_SIZE):
        if start:
            answer = _answer(site, asked, start)
        for hit in answer.hits:
            if hit.uid not in seen:
                seen.add(hit.uid)
                yield _row(len(seen), hit, say, url)
        site._p_jar.cacheGC()
    about.append((_("Number of rows"), count(len(seen))))
    if first.total > asked.limit:
        mapping = {"limit": count(asked.limit), "total": count(first.total)}
        cut = say(
            _("Cut: only the first ${limit} of ${total} documents are here. Narrow the search down.", mapping=mapping)
        )
        about.append((_("Note"), cut))
        yield (None, None, None, None, cut)


def _row(number: int, hit: Hit, say: Say, url: Callable[[str], str]) -> Row:
    fields = hit.fields
    place = fields["place"]
    found = term("document_types", fields["doc_type"])
    state = ReadingState(*fields["reading"]) if fields.get("reading") else ReadingState()
    return (
        number,
        fields["number"],
        fields.get("date_text") or _day(fields["date"]),
        found.label_vi if found else say(kind_title(fields["kind"])),
        fields["title"],
        fields["authority"],
        place.get("fonds", ""),
        place.get("series", ""),
        place.get("dossier", ""),
        place.get("shelf", ""),
        ", ".join(str(page.number) for page in hit.pages),
        "" if state.name == "none" else say(state.label),
        url(fields["path"]),
    )


def _day(value: int | None) -> str:
    """20160630 → ``30/06/2016``."""
    return date(value // 10_000, value // 100 % 100, value % 100).strftime("%d/%m/%Y") if value else ""
