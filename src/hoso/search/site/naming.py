"""Values of facets by the names that people know them by, as far as they may see them, in the order of showing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from Products.CMFCore.utils import getToolByName
from zope.i18n import translate

from hoso.access import may_view
from hoso.record.lookup import by_uid
from hoso.record.terms import term
from hoso.search.contract import FacetCount
from hoso.search.facets import FACETS


def shown_counts(site: Any, name: str, counts: Iterable[FacetCount], user: Any, language: str) -> list[FacetCount]:
    """The counts of a facet with the names of their values; without the values whose names are hidden."""
    named = [
        replace(count, label=label)
        for count in counts
        if (label := value_name(site, name, count.value, user, language)) is not None
    ]
    match FACETS[name].order:
        case "descending":
            named.sort(key=lambda count: count.value, reverse=True)
        case "listed":
            places = {value: place for place, value in enumerate(FACETS[name].values)}
            named.sort(key=lambda count: places.get(count.value, len(places)))
    return named


def value_name(site: Any, name: str, value: str, user: Any = None, language: str = "vi") -> str | None:
    """The name of a value; the value itself where it has no other; ``None`` where this person may not know it."""
    facet = FACETS[name]
    if value in facet.values:
        return translate(facet.values[value], domain="hoso", target_language=language)
    if facet.terms:
        found = term(facet.terms, value)
        return found.label(language) if found else value
    match facet.names:
        case "type":
            info = getToolByName(site, "portal_types").getTypeInfo(value)
            return translate(info.Title(), target_language=language) if info else value
        case "record":
            # A dossier may be more open than the fonds it lies in, whose name is then not to be told.
            record = by_uid(value)
            return record.title if record is not None and may_view(user, record) else None
    return value
