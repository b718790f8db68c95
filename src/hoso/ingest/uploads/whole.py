"""A file that came whole in one request, from a browser without script: through the same steps as one in pieces."""

from __future__ import annotations

import hashlib
import os
from typing import BinaryIO

from ..committing import SiteOpener
from .storage import Uploads
from .taking import Taken, take
from .upload import Announced, Choice

_BLOCK = 1 << 20


def take_whole(
    uploads: Uploads,
    dossier: str,
    filename: str,
    stream: BinaryIO,
    choice: Choice,
    max_bytes: int,
    open_site: SiteOpener,
) -> Taken:
    """Take a seekable stream into the dossier with that UID.

    Nobody can announce its hash without a script: it is computed of what came. Raises a class of ``errors``; nothing
    of the file stays then.
    """
    digest = hashlib.sha256()
    while block := stream.read(_BLOCK):
        digest.update(block)
    length = stream.seek(0, os.SEEK_END)
    stream.seek(0)
    upload = uploads.create(dossier, Announced(filename, length, digest.hexdigest()), max_bytes)
    try:
        offset = 0
        while offset < length:
            offset = uploads.append(upload, offset, stream, min(uploads.limits.chunk_bytes, length - offset))
        return take(uploads, upload.id, choice, open_site)
    except BaseException:
        uploads.remove(upload)
        raise
