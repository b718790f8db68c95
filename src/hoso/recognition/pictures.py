"""The picture of a page, made in a limited child."""

from __future__ import annotations

import base64
import os
from pathlib import Path
from typing import Literal

from . import errors, reasons
from .children import Child, ChildStopped
from .limits import Limits
from .probe import identify

WIDTHS = range(16, 4001)
TURNS = (0, 90, 180, 270)


def picture(
    path: str | os.PathLike[str],
    number: int,
    *,
    width: int = 1200,
    format: Literal["webp", "png"] = "webp",
    turn: int = 0,
    limits: Limits | None = None,
) -> bytes:
    """The picture of page ``number`` (from 1), ``width`` pixels wide, as displayed upright.

    ``format``: WebP to look at, PNG where each pixel counts. ``turn``: degrees clockwise (0, 90, 180, 270); pass the
    ``turn`` of the page's quality record, so that the picture stands as the words' boxes do. A page of extreme shape
    comes smaller than asked. Raises a subclass of ``UnreadableFile``: those of ``probe``, ``NoSuchPage``,
    ``UnreadablePage``; ``ValueError`` for a width or turn out of bounds.
    """
    if width not in WIDTHS or turn not in TURNS or number < 1:
        raise ValueError(f"no picture {width} wide, turned {turn}, of page {number}")
    limits = limits or Limits(niceness=0)
    path = Path(path).absolute()
    kind, _ = identify(path, limits)
    request = {"path": str(path), "kind": kind, "number": number, "width": width, "turn": turn, "format": format}
    with Child(limits) as child:
        try:
            answer = child.ask({"do": "picture", **request})
        except ChildStopped as stop:
            raise errors.UnreadablePage(path, number=number, why=reasons.explain(stop.reason)) from stop
    if "picture" in answer:
        return base64.b64decode(answer["picture"])
    if "unavailable" in answer:
        raise errors.ReaderUnavailable(answer["unavailable"])
    code = answer["refused"]
    if "details" in answer:
        raise errors.BY_CODE[code](path, number=number, **answer["details"])
    raise errors.UnreadablePage(path, number=number, why=reasons.explain(code))
