"""The facets: each declared here and nowhere else, as plain data that engines, screens and commands go through.

A new facet is one entry of ``FACETS``, and the attribute of ``DocumentEntry`` that it is read from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

#: Values of one facet that an answer has, the most frequent.
FACET_VALUES = 100


def _(text: str) -> str:
    """Marks a text that is translated where it is shown: the contract knows no catalog of messages."""
    return text


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """A property by which hits are counted and filtered.

    ``source`` is the attribute of ``DocumentEntry`` that holds its value: a text, a number, or several texts.
    A value is shown by its name in ``values``, by the term of the list ``terms``, as the type of content or the
    record of which it is the UID (``names``), or else as it is. Values are shown by count, or the latest
    (``descending``), or as they stand in ``values`` (``listed``).
    """

    source: str
    label: str
    values: Mapping[str, str] = field(default_factory=dict)
    terms: str = ""
    names: Literal["", "type", "record"] = ""
    order: Literal["count", "descending", "listed"] = "count"


FACETS: Mapping[str, Facet] = {
    "kind": Facet(source="kind", label=_("Kind of record"), names="type"),
    "type": Facet(source="doc_type", label=_("Type of document"), terms="document_types"),
    "field": Facet(source="subjects", label=_("Subject field")),
    "authority": Facet(source="authority", label=_("Issuing authority")),
    "year": Facet(source="year", label=_("Year"), order="descending"),
    "fonds": Facet(source="fonds", label=_("Fonds"), names="record"),
    "keyword": Facet(source="keywords", label=_("Keywords")),
    "level": Facet(
        source="level",
        label=_("Level of access"),
        values={"public": _("public"), "internal": _("internal"), "private": _("private")},
        order="listed",
    ),
    "state": Facet(
        source="states",
        label=_("State"),
        values={
            "described": _("described"),
            "undescribed": _("Not described yet"),
            "waiting": _("waiting to be read"),
            "review": _("to be reviewed"),
            "failed": _("not read"),
        },
        order="listed",
    ),
    "quality": Facet(
        source="quality",
        label=_("Reading quality"),
        values={
            "text": _("text of the file itself"),
            "good": _("90 % and more"),
            "fair": _("75 to 90 %"),
            "poor": _("below 75 %"),
        },
        order="listed",
    ),
}
"""Name → facet, in the order in which they are shown."""

FILTERS: Mapping[str, str] = {name: facet.source for name, facet in FACETS.items()} | {"signature": "signature"}
"""Everything that a question may filter by → attribute of the entry: the facets, and what is never counted or shown."""


def filter_values(entry: Any) -> dict[str, list[str]]:
    """What an index keeps of an entry for its filters and facets: name → values, none of them empty or twice."""
    return {name: _texts(getattr(entry, source)) for name, source in FILTERS.items()}


def _texts(value: Any) -> list[str]:
    values = [value] if isinstance(value, str | int) else list(value or ())
    return list(dict.fromkeys(text for each in values if (text := str(each))))
