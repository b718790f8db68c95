"""Finding records by their number, typed in full: exact, from the site's catalog, so that it needs no search engine."""

from __future__ import annotations

import re
from typing import Any

from zope.component.hooks import getSite

from hoso.language import fold

_BEFORE = re.compile(r"^so(?=[\s:.\d])[\s:.]*")
_SHOWN = 20


def plain_number(number: str) -> str:
    """A number as it is compared: accents, capitals, spaces and a leading “Số” do not count."""
    return "".join(_BEFORE.sub("", fold(number.strip()).lower()).split())


def same_number(one: str, other: str) -> bool:
    """Whether two texts are the same number."""
    return bool(plain_number(one)) and plain_number(one) == plain_number(other)


def with_number(text: str) -> list[Any]:
    """Catalog brains of the records with this number of a document or dossier that the person who is logged in may
    see, the newest first.
    """
    number = plain_number(text)
    if not number:
        return []
    catalog = getSite().portal_catalog
    return catalog(number=number, sort_on="modified", sort_order="descending", sort_limit=_SHOWN)[:_SHOWN]
