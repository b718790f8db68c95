"""One source file before it is stored: what it is by its first bytes, its hash, and whether it looks unreadable.

Parses nothing here. A file that shows the marks of a password or of a lost end is given to the limited child of
``recognition``, whose verdict becomes a warning; any other fault is found when the file is read.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from hoso import recognition
from hoso.recognition.kinds import HEAD_BYTES, Kind, kind_of

_TAIL = 2048
_BLOCK = 1 << 20


class Refused(Exception):
    """The file is not taken in; ``str(error)`` says why and what to do, in Vietnamese."""


@dataclass(frozen=True, slots=True)
class Inspected:
    """``warning`` says in Vietnamese why the file will not be readable, with the remedy; empty when it looks sound."""

    size: int
    sha256: str
    warning: str


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """The file for reading, if it is an ordinary one; no link is followed, also not one put there since the walk.

    Raises Refused when it cannot be opened.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise Refused(f"Không mở được tệp: {error.strerror}. Hãy kiểm tra tệp và quyền đọc rồi chạy lại.") from error
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise Refused("Không phải tệp thông thường. Hãy bỏ khỏi thư mục nguồn.")
        yield file


def inspect(path: Path, max_bytes: int, name: str = "") -> Inspected:
    """Read the file once. Raises Refused when it is empty, too large, of no readable kind or cannot be opened.

    ``name`` is what people call the file, where it lies under another name.
    """
    with opened(path) as file:
        size = os.fstat(file.fileno()).st_size
        if size == 0:
            raise Refused("Tệp rỗng (0 byte). Hãy chép lại tệp từ nguồn rồi chạy lại.")
        if size > max_bytes:
            raise Refused(f"Tệp lớn {size} byte, vượt giới hạn {max_bytes} byte. Hãy tách thành nhiều tệp nhỏ hơn.")
        head = file.read(HEAD_BYTES)
        kind = kind_of(head)
        if kind is None:
            raise Refused(_wrong_kind(path))
        file.seek(max(0, size - _TAIL))
        suspicious = _is_suspicious(kind, head, file.read(_TAIL))
        file.seek(0)
        sha256 = _hash(file)
    return Inspected(size, sha256, _verdict(path, name or path.name) if suspicious else "")


def _hash(file: BinaryIO) -> str:
    digest = hashlib.sha256()
    while block := file.read(_BLOCK):
        digest.update(block)
    return digest.hexdigest()


def _is_suspicious(kind: Kind, head: bytes, tail: bytes) -> bool:
    """Whether a PDF's ends lack the end mark or speak of encryption; a linearised one has that at its beginning."""
    return kind == "pdf" and (b"%%EOF" not in tail or b"/Encrypt" in tail or b"/Encrypt" in head)


def _verdict(path: Path, name: str) -> str:
    try:
        recognition.probe(path)
    except recognition.UnreadableFile as error:
        return f"Đã lưu bản gốc nhưng không đọc được. {error.message_vi.replace(path.name, name, 1)}"
    return ""


def _wrong_kind(path: Path) -> str:
    suffix = path.suffix.lower()
    if suffix in (".pdf", ".tif", ".tiff", ".jpg", ".jpeg", ".png"):
        return (
            f"Tên có đuôi {suffix} nhưng nội dung không phải PDF, TIFF, JPEG hay PNG. "
            "Hãy quét lại hoặc chép lại tệp từ nguồn."
        )
    if suffix in (".zip", ".rar", ".7z", ".gz", ".tar"):
        return "Là tệp nén. Hãy giải nén vào thư mục nguồn rồi chạy lại."
    return "Không phải PDF, TIFF, JPEG hay PNG. Hãy chuyển sang một trong các định dạng đó rồi chạy lại."
