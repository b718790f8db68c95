"""What an index keeps of an entry, for every engine: an engine only stores it. Tokens come from ``hoso.language``."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from hoso.language import Terms, analyse, number_tokens
from hoso.search.contract import DocumentEntry
from hoso.search.facets import filter_values
from hoso.search.orders import sort_keys


@dataclass(frozen=True, slots=True)
class Indexed:
    """An entry taken apart.

    ``texts``: what is searched, text by text. ``counted``: tokens by field, of which only the number counts.
    ``selecting``: runs of tokens by field of ``conditions.SELECTING``; no phrase runs from one into the next.
    ``values``: filters and facets. ``keys``: what is sorted by. ``numbers``: whole numbers. ``pages``: the terms of
    each page, which are among the texts too.
    """

    texts: list[Terms]
    counted: dict[str, list[str]]
    selecting: dict[str, list[list[str]]]
    values: dict[str, list[str]]
    keys: dict[str, str]
    numbers: dict[str, int]
    shown: dict[str, Any]
    pages: list[Terms]


def indexed(entry: DocumentEntry) -> Indexed:
    """Take an entry apart."""
    pages = [analyse(page) for page in entry.pages]
    title, number = analyse(entry.title), analyse(entry.number)
    # People say "quyết định số 15/2016": the words belong to the number, wherever it is written.
    spoken = analyse(f"{entry.doc_type} số {entry.number}" if entry.number else entry.doc_type)
    texts = (entry.authority, entry.signer, entry.fonds_title, *entry.words)
    numbers = {"date": entry.date, "year_number": entry.year}
    return Indexed(
        texts=[title, spoken, *map(analyse, texts), *pages],
        counted={
            "title_f": title.f,
            "title_f2": title.f2,
            "title_x2": title.x2,
            "number_f": number.f,
            "number_f2": number.f2,
        },
        selecting=_selecting(entry),
        values=filter_values(entry),
        keys=sort_keys(entry),
        numbers={name: value for name, value in numbers.items() if value is not None},
        shown=_shown(entry),
        pages=pages,
    )


def _selecting(entry: DocumentEntry) -> dict[str, list[list[str]]]:
    """The tokens of each property by which people ask, name by name."""
    runs = [run for name in entry.dossiers for run in (analyse(name).f, list(number_tokens(name)))]
    return {
        "number_parts": _number_parts(entry.number),
        "type_words": [analyse(name).f for name in dict.fromkeys((entry.doc_type, *entry.type_names))],
        "authority_words": [analyse(entry.authority).f],
        "signer_words": [analyse(entry.signer).f],
        "dossier_words": [run for index, run in enumerate(runs) if run not in runs[:index]],
    }


def _number_parts(number: str) -> list[list[str]]:
    """The parts of a number, and the same with letters run together, as many type them: 15/2020/nđcp."""
    parts = list(number_tokens(number))
    joined: list[str] = []
    for letters, group in groupby(parts, str.isalpha):
        run = list(group)
        joined += ["".join(run)] if letters else run
    return [parts] if joined == parts else [parts, joined]


def _shown(entry: DocumentEntry) -> dict[str, Any]:
    names = ("uid", "revision", "path", "kind", "title", "number", "doc_type", "authority", "fonds", "fonds_title")
    values = {name: getattr(entry, name) for name in (*names, "year", "date", "state")}
    return dict(entry.fields) | values | {"place": dict(entry.place), "page_count": len(entry.pages)}
