"""The two indexes: their settings and fields, and an entry as their documents."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import blake2b
from typing import Any, NamedTuple

from hoso.language import Terms
from hoso.search.conditions import SELECTING
from hoso.search.contract import MAX_SIZE, MAX_START, DocumentEntry
from hoso.search.facets import FACETS, FILTERS
from hoso.search.indexed import indexed
from hoso.search.orders import ORDERS

#: Raised with every change of the fields: an index of another version is built anew.
SCHEMA_VERSION = 3

NUMBERS = ("date", "year_number")

_COUNTED = {"type": "text", "analyzer": "whitespace", "index_options": "freqs"}
_PLACED = {"type": "text", "analyzer": "whitespace", "index_options": "positions"}
_FILTER = {"type": "keyword", "doc_values": False}
_VALUE = {"type": "keyword"}
_KEY = {"type": "keyword", "index": False}
_NUMBER = {"type": "integer"}
_STORED = {"type": "keyword", "index": False, "doc_values": False}
_TERMS = {"f": _COUNTED, "f2": _PLACED, "x": _COUNTED, "x2": _PLACED}


def settings(shards: int) -> dict[str, Any]:
    """Settings of an index. Whoever writes refreshes, so that what was written is found when the write returns."""
    return {
        "number_of_shards": shards,
        "auto_expand_replicas": "0-1",
        "refresh_interval": "-1",
        # How long a late request that is older than a deletion is known to be late.
        "gc_deletes": "1h",
        "max_result_window": MAX_START + MAX_SIZE,
        "codec": "best_compression",
        "similarity": {"default": {"type": "BM25", "k1": 1.2, "b": 0.75}},
    }


def documents_mapping() -> dict[str, Any]:
    """Whole records: all their words, filters, sort keys, who may see them, and what is shown of them."""
    keys = {order.field for order in ORDERS.values()} - set(NUMBERS)
    fields: dict[str, Any] = {
        "uid": _VALUE,
        "revision": {"type": "long", "index": False},
        "allowed": _FILTER,
        "inside": _FILTER,
        "page_count": {"type": "integer", "index": False},
        "stamp": _STORED,
        "shown": _STORED,
        **_TERMS,
        **dict.fromkeys(("title_f", "title_f2", "title_x2", "number_f", "number_f2"), _COUNTED),
        **dict.fromkeys(sorted(SELECTING), _PLACED),
        **{name: _VALUE if name in FACETS else _FILTER for name in FILTERS},
        **dict.fromkeys(sorted(keys), _KEY),
        **dict.fromkeys(NUMBERS, _NUMBER),
    }
    kept = ["revision", "page_count", "stamp", "shown"]
    return {"dynamic": "strict", "_source": {"includes": kept}, "properties": fields}


def pages_mapping() -> dict[str, Any]:
    """Pages of text: their words, and the text itself for snippets."""
    fields = {"stamp": _VALUE, "number": _NUMBER, "text": _STORED, **_TERMS}
    return {"dynamic": "strict", "_source": {"includes": ["number", "text"]}, "properties": fields}


class Document(NamedTuple):
    """An entry as it is sent: the record, and its pages by id, made when they are needed.

    ``stamp`` names the pages by what they say: a record whose pages are the same keeps them.
    """

    uid: str
    revision: int
    stamp: str
    record: bytes
    pages: list[tuple[str, bytes]]


def to_document(entry: DocumentEntry) -> Document:
    """The entry as JSON. Raises what a value of the wrong type raises."""
    parts = indexed(entry)
    stamp = page_stamp(entry)
    record = {
        "uid": entry.uid,
        "revision": entry.revision,
        "allowed": list(entry.allowed),
        "inside": list(entry.inside),
        "page_count": len(entry.pages),
        "stamp": stamp,
        "shown": json.dumps(parts.shown, ensure_ascii=False),
        **_terms(parts.texts),
        **{name: " ".join(tokens) for name, tokens in parts.counted.items()},
        **{name: [" ".join(run) for run in runs] for name, runs in parts.selecting.items()},
        **parts.values,
        **parts.keys,
        **parts.numbers,
    }
    pages = [
        (page_id(stamp, number), _json({"stamp": stamp, "number": number, "text": text, **_terms([terms])}))
        for number, (text, terms) in enumerate(zip(entry.pages, parts.pages, strict=True), start=1)
    ]
    return Document(entry.uid, entry.revision, stamp, _json(record), pages)


def page_stamp(entry: DocumentEntry) -> str:
    """The name of the pages of an entry."""
    digest = blake2b(digest_size=16)
    for text in (entry.uid, *entry.pages):
        digest.update(text.encode("utf-8", "surrogatepass") + b"\f")
    return digest.hexdigest()


def page_id(stamp: str, number: int) -> str:
    """The id of a page in the pages index."""
    return f"{stamp}-{number}"


def page_ids(stamp: str, count: int) -> Iterator[str]:
    """The ids of all pages of a record."""
    return (page_id(stamp, number) for number in range(1, count + 1))


def _terms(texts: list[Terms]) -> dict[str, list[str]]:
    return {name: [" ".join(tokens) for terms in texts if (tokens := getattr(terms, name))] for name in _TERMS}


def _json(value: dict[str, Any]) -> bytes:
    return json.dumps({name: each for name, each in value.items() if each not in ("", [])}, ensure_ascii=False).encode()
