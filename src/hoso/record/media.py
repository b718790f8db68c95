"""The media type of a file, by its first bytes; a file's name may lie."""

from __future__ import annotations

import mimetypes

from hoso.recognition.kinds import kind_of

UNKNOWN = "application/octet-stream"

_MEDIA_TYPES = {"pdf": "application/pdf", "tiff": "image/tiff", "jpeg": "image/jpeg", "png": "image/png"}


def media_type(head: bytes, filename: str) -> str:
    """The media type of a file from its first ``hoso.recognition.kinds.HEAD_BYTES`` and, where they say nothing, from
    its name. What calls itself a PDF or an image without being one is ``application/octet-stream``.
    """
    kind = kind_of(head)
    if kind is not None:
        return _MEDIA_TYPES[kind]
    guessed = mimetypes.guess_type(filename)[0] or UNKNOWN
    return UNKNOWN if guessed in _MEDIA_TYPES.values() else guessed
