"""The fields of the two indexes, and an entry as their documents. Tokens come from ``hoso.language`` alone."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from hashlib import blake2b
from typing import Any

from tantivy import Document, Schema, SchemaBuilder

from hoso.language import Terms
from hoso.search.conditions import SELECTING
from hoso.search.contract import DocumentEntry
from hoso.search.facets import FACETS, FILTERS
from hoso.search.indexed import Indexed, indexed

#: Raised with every change of the fields: an index of another version is built anew.
SCHEMA_VERSION = 6

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
    """Pages of text: their words and the text itself, packed, for snippets. ``record`` tells whose a page found is."""
    builder = _terms_fields()
    builder.add_text_field("uid", tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("record", fast=True)
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
    parts = indexed(entry)
    return _record(entry, parts), _pages(entry, parts.pages)


def _record(entry: DocumentEntry, parts: Indexed) -> Document:
    document = Document()
    document.add_text("uid", entry.uid)
    document.add_integer("revision", entry.revision)
    for token in entry.allowed:
        document.add_text("allowed", token)
    for uid in entry.inside:
        document.add_text("inside", uid)
    for terms in parts.texts:
        _add_terms(document, terms)
    _add(document, **parts.counted)
    for name, runs in parts.selecting.items():
        for run in runs:
            _add(document, **{name: run})
    for name, values in parts.values.items():
        for value in values:
            document.add_text(name, value)
    for name, key in parts.keys.items():
        document.add_text(name, key)
    for name, number in parts.numbers.items():
        document.add_integer(name, number)
    document.add_bytes("shown", json.dumps(parts.shown, ensure_ascii=False).encode())
    return document


def _pages(entry: DocumentEntry, pages: list[Terms]) -> Iterator[Document]:
    for number, (text, terms) in enumerate(zip(entry.pages, pages, strict=True), start=1):
        document = Document()
        document.add_text("uid", entry.uid)
        document.add_integer("record", record_key(entry.uid))
        document.add_integer("number", number)
        document.add_bytes("text", zlib.compress(text.encode()))
        _add_terms(document, terms)
        yield document


def record_key(uid: str) -> int:
    """A number for a uid: of a page found, only numbers can be read without unpacking it."""
    return int.from_bytes(blake2b(uid.encode(), digest_size=8).digest(), signed=True)


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
