"""How well a record's file was read, in bands: the values of the facet ``quality``."""

from __future__ import annotations

from typing import Any

from hoso.pages import reading
from hoso.record.interfaces import IFiled

# From this confidence on, the best first.
_BANDS = (("good", 90.0), ("fair", 75.0), ("poor", 0.0))


def quality(obj: Any) -> str:
    """``good``, ``fair`` or ``poor`` by the confidence of what was recognised, ``text`` where the file itself has all
    its text, and nothing where nothing was read.
    """
    found = reading(obj) if IFiled.providedBy(obj) else None
    if found is None:
        return ""
    if found.confidence is None:
        return "text" if found.sources.get("text") else ""
    return next(band for band, least in _BANDS if found.confidence >= least)
