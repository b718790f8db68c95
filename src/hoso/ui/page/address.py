"""The address of a page: everything that a page is shown by stands in it, so that a link says it all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from hoso.record.i18n import _
from hoso.ui.frame import Problem, parameters

MAX_PAGES = 5_000
MAX_HITS = 100_000
LAST = "last"

# The sizes of the picture, from small to large, and what of a page is shown; an address names what differs.
ZOOMS, ZOOM = ("page", "width", "200"), "width"
SHOWN = ("both", "picture", "text")


@dataclass(frozen=True)
class Look:
    """How pages are shown: the picture's size, picture or text or both, with small pictures or without, with all
    pages that have hits or those around.
    """

    query: str = ""
    zoom: str = ZOOM
    show: str = SHOWN[0]
    thumbs: bool = False
    all_hits: bool = False

    @classmethod
    def of(cls, form: Mapping[str, Any]) -> Look:
        """What a request asks for; raises ``Problem`` when there is no such way to show a page."""
        return cls(
            parameters.text(form, "q", parameters.MAX_QUERY),
            _one_of(form, "zoom", ZOOMS, ZOOM),
            _one_of(form, "show", SHOWN, SHOWN[0]),
            bool(_one_of(form, "thumbs", ("1",))),
            bool(_one_of(form, "hits", ("all",))),
        )

    def pairs(self) -> list[tuple[str, str]]:
        """What differs from the ordinary, as parameters of an address."""
        pairs = [
            ("q", self.query),
            ("zoom", self.zoom if self.zoom != ZOOM else ""),
            ("show", self.show if self.show != SHOWN[0] else ""),
            ("thumbs", "1" if self.thumbs else ""),
            ("hits", "all" if self.all_hits else ""),
        ]
        return [(name, value) for name, value in pairs if value]

    def url(self, base: str, number: int, *, hit: int | str = "", **changes: Any) -> str:
        """The address of a page below ``base``, shown the same way but for the changes. With a hit (its place on the
        page from 1, or ``LAST``) it leads to the hit.
        """
        pairs = replace(self, **changes).pairs()
        if hit:
            pairs.append(("hit", str(hit)))
        return f"{base}/{number}{'?' if pairs else ''}{urlencode(pairs)}{'#hit' if hit else ''}"


def _one_of(form: Mapping[str, Any], name: str, values: tuple[str, ...], default: str = "") -> str:
    value = parameters.text(form, name) or default
    if value not in (*values, default):
        raise Problem(_("A page cannot be shown as “${value}”. Open it from the document.", mapping={"value": value}))
    return value
