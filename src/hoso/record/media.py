"""The media type of a file, by its first bytes; a file's name may lie."""

from __future__ import annotations

import mimetypes

SNIFFED_BYTES = 1024
UNKNOWN = "application/octet-stream"

_SIGNATURES = (
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"II+\x00", "image/tiff"),
    (b"MM\x00+", "image/tiff"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
)
_PDF = b"%PDF-"
_KNOWN_BY_CONTENT = {"application/pdf", *(name for _, name in _SIGNATURES)}


def media_type(head: bytes, filename: str) -> str:
    """The media type of a file from its first ``SNIFFED_BYTES`` and, where they say nothing, from its name.

    What calls itself a PDF or an image without being one is ``application/octet-stream``.
    """
    # Readers accept a PDF whose header stands anywhere in the first kilobyte (ISO 32000-1, annex H.3.4.1).
    if _PDF in head[:SNIFFED_BYTES]:
        return "application/pdf"
    for signature, name in _SIGNATURES:
        if head.startswith(signature):
            return name
    guessed = mimetypes.guess_type(filename)[0] or UNKNOWN
    return UNKNOWN if guessed in _KNOWN_BY_CONTENT else guessed
