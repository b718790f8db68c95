"""The orders of hits, declared here for every engine."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

from hoso.language import sort_key

Sort = Literal["relevance", "newest", "oldest", "title", "number", "address"]


class Order(NamedTuple):
    """By which field of the index, and whether the greatest comes first. What has no value comes last."""

    field: str
    descending: bool = False


ORDERS: Mapping[Sort, Order] = {
    "newest": Order("date", descending=True),
    "oldest": Order("date"),
    "title": Order("title_key"),
    "number": Order("number_key"),
    "address": Order("address_key"),
}
"""All but ``relevance``. ``date`` is a whole number, every other field one text that sorts by its characters."""

_KEY_LENGTH = 100


def sort_keys(entry: Any) -> dict[str, str]:
    """The texts that an entry is sorted by: field → key; what has none is left out."""
    texts = {"title_key": sort_key(entry.title), "number_key": sort_key(entry.number)}
    keys = {name: key[:_KEY_LENGTH] for name, key in texts.items()} | {"address_key": entry.address_key}
    return {name: key for name, key in keys.items() if key}
