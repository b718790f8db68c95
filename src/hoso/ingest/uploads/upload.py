"""What an upload is: the facts announced at its beginning, and how one piece is judged."""

from __future__ import annotations

import re
from dataclasses import dataclass

from hoso.recognition.kinds import kind_of

from .errors import BadRequest, ChunkTooLarge, EmptyFile, TooLarge, WrongKind, WrongOffset
from .names import clean_name

_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Announced:
    """A file that somebody wants to send."""

    filename: str
    length: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Choice:
    """What the person wants where the archive knows the file.

    ``keep_duplicate``: store it although its bytes are in the archive already. ``separate``: make a document of its
    own although the dossier has a file of that name; otherwise it becomes the next version of that one.
    """

    keep_duplicate: bool = False
    separate: bool = False


@dataclass(frozen=True, slots=True)
class Upload:
    """One upload: ``owner`` (user id), the dossier's UID, what was announced, and what became of it.

    ``record`` is the UID of the document it ended as, empty until then, and ``status`` how: see ``Taken``.
    """

    id: str
    owner: str
    dossier: str
    announced: Announced
    record: str = ""
    status: str = ""
    warning: str = ""


def checked(announced: Announced, max_bytes: int) -> Announced:
    """The announcement with its name in normal form; raises a class of ``errors`` when it cannot be taken."""
    filename = clean_name(announced.filename)
    if announced.length <= 0:
        raise EmptyFile
    if announced.length > max_bytes:
        raise TooLarge(announced.length, max_bytes)
    sha256 = announced.sha256.lower()
    if not _SHA256.fullmatch(sha256):
        raise BadRequest("thiếu mã SHA-256")
    return Announced(filename, announced.length, sha256)


def check_head(head: bytes) -> None:
    """Raise ``WrongKind`` unless a file that begins like this can be read."""
    if kind_of(head) is None:
        raise WrongKind


def check_piece(have: int, length: int, offset: int, size: int, chunk_bytes: int) -> None:
    """Whether ``size`` bytes at ``offset`` go on where an upload of ``length`` bytes with ``have`` of them ends.

    Raises ``WrongOffset`` (a piece sent twice among others) and ``ChunkTooLarge``.
    """
    if offset != have:
        raise WrongOffset(have)
    if size > chunk_bytes:
        raise ChunkTooLarge(chunk_bytes)
    if offset + size > length:
        raise ChunkTooLarge(length - offset)
