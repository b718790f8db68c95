"""The kinds of files that can be read, told by their first bytes; a file's name plays no part."""

from __future__ import annotations

from typing import Literal

Kind = Literal["pdf", "tiff", "jpeg", "png"]

HEAD_BYTES = 1029
"""How many first bytes ``kind_of`` needs: readers accept a PDF whose header begins in the first kilobyte."""

_SIGNATURES: tuple[tuple[bytes, Kind], ...] = (
    (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"),
    (b"II+\0", "tiff"),
    (b"MM\0+", "tiff"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
)


def kind_of(head: bytes) -> Kind | None:
    """The kind of a file from its first ``HEAD_BYTES`` bytes, ``None`` for one that cannot be read."""
    for signature, kind in _SIGNATURES:
        if head.startswith(signature):
            return kind
    return "pdf" if b"%PDF-" in head[:HEAD_BYTES] else None
