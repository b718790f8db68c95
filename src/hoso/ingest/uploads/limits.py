"""How much a person may have on its way, how long it waits, how large one piece of it is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class UploadLimits:
    """Bounds on uploads.

    ``chunk_bytes``: the most that one request may carry. ``person_bytes`` and ``person_uploads``: announced by one
    person and not yet stored. ``spare_bytes``: room that must stay free on the disk. ``lifetime``: seconds after which
    an upload that nobody went on with is dropped.
    """

    chunk_bytes: int = 5 << 20
    person_bytes: int = 20 << 30
    person_uploads: int = 500
    spare_bytes: int = 1 << 30
    lifetime: float = 7 * 86_400.0


LIMITS = UploadLimits()
