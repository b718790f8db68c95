"""The fields of the two indexes, and an entry as their documents. Tokens come from ``hoso.language`` alone."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from typing import Any

from tantivy import Document, Schema, SchemaBuilder

from hoso.language import Terms, analyse, number_tokens
from hoso.search.conditions import SELECTING
from hoso.search.contract import DocumentEntry
from hoso.search.facets import FACETS, FILTERS, filter_values
from hoso.search.orders import sort_keys

#: Raised with every change of the fields: an index of another version is built anew.
SCHEMA_VERSION = 4

_KEYS = ("title_key", "number_key", "address_key")


def documents_schema() -> Schema:
    """Whole records: all their words, facets, sort keys, who may see them, and what is shown of them."""
    builder = _terms_fields()
    builder.add_text_field("uid", tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_integer_field("revision", fast=True)
    for name in ("allowed", "inside"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in ("title_f", "title_f2", "title_x2", "number_f", "number_f2"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    for name in FILTERS:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=name in FACETS)
    for name in _KEYS:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    for name in sorted(SELECTING):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    for name in ("date", "year_number"):
        builder.add_integer_field(name, fast=True)
    builder.add_bytes_field("shown", stored=True, indexed=False)
    return builder.build()


def pages_schema() -> Schema:
    """Pages of text: their words and the text itself, packed, for snippets."""
    builder = _terms_fields()
    builder.add_text_field("uid", tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("number", fast=True)
    builder.add_bytes_field("text", stored=True, indexed=False)
    return builder.build()


def _terms_fields() -> SchemaBuilder:
    builder = SchemaBuilder()
    for name, option in (("f", "freq"), ("f2", "position"), ("x", "freq"), ("x2", "position")):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option=option)
    return builder


def to_documents(entry: DocumentEntry) -> tuple[Document, Iterator[Document]]:
    """The entry for the documents index, and its pages for the pages index."""
    pages = [analyse(page) for page in entry.pages]
    return _record(entry, pages), _pages(entry, pages)


def _record(entry: DocumentEntry, pages: list[Terms]) -> Document:
    document = Document()
    document.add_text("uid", entry.uid)
    document.add_integer("revision", entry.revision)
    for token in entry.allowed:
        document.add_text("allowed", token)
    for uid in entry.inside:
        document.add_text("inside", uid)
    title, number = analyse(entry.title), analyse(entry.number)
    _add(document, title_f=title.f, title_f2=title.f2, title_x2=title.x2, number_f=number.f, number_f2=number.f2)
    # People say "số 15/2016": the word belongs to the number, wherever it is written.
    spoken = analyse(f"số {entry.number}") if entry.number else number
    texts = (entry.doc_type, entry.authority, entry.fonds_title, *entry.words)
    for terms in (title, spoken, *map(analyse, texts), *pages):
        _add_terms(document, terms)
    for name, values in filter_values(entry).items():
        for value in values:
            document.add_text(name, value)
    for name, key in sort_keys(entry).items():
        document.add_text(name, key)
    for name, number in (("date", entry.date), ("year_number", entry.year)):
        if number is not None:
            document.add_integer(name, number)
    for name, runs in _selecting(entry).items():
        for run in runs:
            _add(document, **{name: run})
    document.add_bytes("shown", json.dumps(_shown(entry), ensure_ascii=False).encode())
    return document


def _selecting(entry: DocumentEntry) -> dict[str, list[list[str]]]:
    """The tokens of each property by which people ask, name by name: no phrase runs from one into the next."""
    runs = [run for name in entry.dossiers for run in (analyse(name).f, list(number_tokens(name)))]
    return {
        "number_parts": [list(number_tokens(entry.number))],
        "type_words": [analyse(name).f for name in dict.fromkeys((entry.doc_type, *entry.type_names))],
        "authority_words": [analyse(entry.authority).f],
        "signer_words": [analyse(entry.signer).f],
        "dossier_words": [run for index, run in enumerate(runs) if run not in runs[:index]],
    }


def _shown(entry: DocumentEntry) -> dict[str, Any]:
    names = ("uid", "revision", "path", "kind", "title", "number", "doc_type", "authority", "fonds", "fonds_title")
    values = {name: getattr(entry, name) for name in (*names, "year", "date", "state")}
    return dict(entry.fields) | values | {"place": dict(entry.place), "page_count": len(entry.pages)}


def _pages(entry: DocumentEntry, pages: list[Terms]) -> Iterator[Document]:
    for number, (text, terms) in enumerate(zip(entry.pages, pages, strict=True), start=1):
        document = Document()
        document.add_text("uid", entry.uid)
        document.add_integer("number", number)
        document.add_bytes("text", zlib.compress(text.encode()))
        _add_terms(document, terms)
        yield document


def page_text(stored: Document) -> str:
    """The text of a page as it was given."""
    packed = stored.get_first("text")
    return zlib.decompress(packed).decode()


def shown(stored: Document) -> dict[str, Any]:
    """What is shown of a record, ``uid`` and ``revision`` with it."""
    return json.loads(stored.get_first("shown"))


def _add_terms(document: Document, terms: Terms) -> None:
    _add(document, f=terms.f, f2=terms.f2, x=terms.x, x2=terms.x2)


def _add(document: Document, **tokens: list[str]) -> None:
    for name, values in tokens.items():
        if values:
            document.add_text(name, " ".join(values))
