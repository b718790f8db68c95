"""Having a searchable copy made in a limited child, page by page."""

from __future__ import annotations

import base64
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ..children import Child, ChildStopped
from ..errors import ReaderUnavailable
from ..limits import MEGABYTE, Limits
from ..model import Page
from ..packing import pack
from ..probe import identify

COPY_VERSION = "1"
"""Raised with every change that makes copies come out differently."""

_GROWTH = 4
_ROOM = 256 * MEGABYTE
_FINISHING_SECONDS = 600


@dataclass(frozen=True, slots=True)
class CopyReport:
    """What is to be said of a copy.

    ``layers``: pages that got hidden text. ``obstacles``: why it is not PDF/A-2b, codes of ``OBSTACLES`` with a detail
    each; empty where it is. ``changes``: in what else it differs from the file, codes of ``CHANGES`` with how often.
    """

    pages: int
    layers: int
    obstacles: dict[str, str]
    changes: dict[str, int]

    @property
    def archival(self) -> bool:
        """Whether the copy is PDF/A-2b."""
        return not self.obstacles


class CopyFailed(Exception):
    """No copy can be made. ``reason`` is a code: one of ``errors.BY_CODE``, one that ``reasons.explain`` knows, or
    ``full`` (the disk, or more than a copy may take); ``page`` is the page it failed at, 0 for the file as a whole.
    """

    def __init__(self, reason: str, page: int = 0, detail: str = "") -> None:
        super().__init__(f"{reason} at page {page}: {detail}" if page else f"{reason}: {detail}")
        self.reason = reason
        self.page = page


def make_copy(
    path: str | os.PathLike[str],
    pages: Iterable[Page],
    target: str | os.PathLike[str],
    *,
    title: str = "",
    passed: Callable[[int], None] = lambda number: None,
    limits: Limits | None = None,
) -> CopyReport:
    """Make the searchable copy of a file at ``target``, which must not exist yet.

    ``pages``: all pages as read, in order, with corrections; ``passed`` is told the number of each that is done. Equal
    input gives equal bytes. What an interrupted call leaves at ``target`` and beside it (``target`` + ``.pages``) is
    worth nothing. Raises ``CopyFailed``, the subclasses of ``UnreadableFile`` of a file that cannot be identified, and
    ``ReaderUnavailable``.
    """
    path, target = Path(path).absolute(), Path(target).absolute()
    limits = limits or Limits()
    kind, size = identify(path, limits)
    limits = replace(limits, written_bytes=max(limits.written_bytes, _GROWTH * size + _ROOM))
    request = {"path": str(path), "kind": kind, "target": str(target)}
    with Child(limits) as child:
        number = 0
        for page in pages:
            number = page.number
            packed = base64.b64encode(pack(replace(page, tables=()))).decode()
            _ask(child, {"do": "copy", "page": packed, **request}, number)
            passed(number)
        if not number:
            raise CopyFailed("no_pages")
        answer = _ask(child, {"do": "copy", "title": title, "seconds": _FINISHING_SECONDS, **request}, 0)
    return CopyReport(answer["pages"], answer["layers"], answer["obstacles"], answer["changes"])


def _ask(child: Child, request: dict[str, Any], number: int) -> dict[str, Any]:
    try:
        answer = child.ask(request)
    except ChildStopped as stop:
        raise CopyFailed(stop.reason, number) from stop
    if "unavailable" in answer:
        raise ReaderUnavailable(answer["unavailable"])
    if "refused" in answer:
        raise CopyFailed(answer["refused"], number, answer.get("error", ""))
    return answer
