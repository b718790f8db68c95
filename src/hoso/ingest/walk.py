"""A folder tree as it lies on disk: which folders and files there are to take in, in natural order.

Looks at names and sizes only; opens no file. What cannot be taken in comes out as ``Rejected`` with its remedy, what
the operating system left behind as ``Ignored``, so that the report accounts for every entry.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from hoso.language import sort_key

from .errors import SourceForbidden, SourceMissing, TooManyFiles


@dataclass(frozen=True, slots=True)
class WalkLimits:
    """Bounds on a source: levels of folders below it, files in it, bytes (UTF-8) of one name."""

    depth: int = 20
    files: int = 1_000_000
    name_bytes: int = 255


DEFAULT_LIMITS = WalkLimits()


@dataclass(frozen=True, slots=True)
class Item:
    """A folder or file to take in.

    ``relative`` is its path below the source: composed (NFC) names joined by ``/``, stable from run to run and
    across file systems; ``path`` is where it lies; ``size`` is in bytes, 0 for a folder.
    """

    relative: str
    path: Path
    is_folder: bool
    size: int = 0

    @property
    def name(self) -> str:
        return self.relative.rpartition("/")[2]

    @property
    def folder(self) -> str:
        """The relative path of the folder it lies in; empty at the top."""
        return self.relative.rpartition("/")[0]


@dataclass(frozen=True, slots=True)
class Rejected:
    """An entry that cannot be taken in; ``relative`` is printable, ``message_vi`` names the remedy."""

    relative: str
    message_vi: str


@dataclass(frozen=True, slots=True)
class Ignored:
    """A hidden file or one that an operating system or office program made for itself."""

    relative: str


_SYSTEM_NAMES = frozenset(
    ("thumbs.db", "desktop.ini", "ehthumbs.db", "__macosx", "$recycle.bin", "system volume information")
)
DECEPTIVE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""Control characters, line separators, marks that turn the direction of writing: a name that looks like another."""


def walk(source: Path, limits: WalkLimits = DEFAULT_LIMITS) -> Iterator[Item | Rejected | Ignored]:
    """Everything below ``source``, each folder before what it contains, its files before its folders.

    A ``source`` that is a file yields that file. ``source`` itself may be a symbolic link, what lies below may not.
    Raises SourceMissing, SourceForbidden, and TooManyFiles as soon as the bound is passed.
    """
    top = source.resolve()
    if not top.exists():
        raise SourceMissing(source)
    if not os.access(top, os.R_OK):
        raise SourceForbidden(source)
    if top.is_file():
        yield Item(unicodedata.normalize("NFC", source.name), top, False, top.stat().st_size)
        return
    files = 0
    for entry in _below(top, "", limits, 1):
        if isinstance(entry, Item) and not entry.is_folder:
            files += 1
            if files > limits.files:
                raise TooManyFiles(source, limits.files)
        yield entry


def _below(folder: Path, prefix: str, limits: WalkLimits, depth: int) -> Iterator[Item | Rejected | Ignored]:
    try:
        with os.scandir(folder) as entries:
            listed = list(entries)
    except OSError as error:
        yield Rejected(prefix.rstrip("/"), f"Không đọc được thư mục: {error.strerror}. Hãy cấp quyền đọc rồi chạy lại.")
        return
    keys = _keys([entry.name for entry in listed])
    listed.sort(key=lambda entry: (entry.is_dir(follow_symlinks=False), sort_key(keys[entry.name]), entry.name))
    for entry in listed:
        relative = prefix + keys[entry.name]
        if _is_ignored(entry.name):
            yield Ignored(_printable(relative))
            continue
        refusal = _refusal(entry, limits, depth)
        if refusal:
            yield Rejected(_printable(relative), refusal)
        elif entry.is_dir(follow_symlinks=False):
            yield Item(relative, folder / entry.name, True)
            yield from _below(folder / entry.name, relative + "/", limits, depth + 1)
        else:
            yield _file(entry, relative)


def _file(entry: os.DirEntry[str], relative: str) -> Item | Rejected:
    try:
        size = entry.stat(follow_symlinks=False).st_size
    except OSError as error:
        return Rejected(relative, f"Không xem được tệp: {error.strerror}. Hãy kiểm tra tệp rồi chạy lại.")
    return Item(relative, Path(entry.path), False, size)


def _keys(names: list[str]) -> dict[str, str]:
    """Name on disk → name in relative paths: composed, unless that is another entry's name of the same folder."""
    taken = set(names)
    keys = {}
    for name in names:
        composed = unicodedata.normalize("NFC", name)
        if composed != name and composed in taken:
            composed = name
        taken.add(composed)
        keys[name] = composed
    return keys


def _is_ignored(name: str) -> bool:
    return name.startswith((".", "~$")) or name.lower() in _SYSTEM_NAMES


def _refusal(entry: os.DirEntry[str], limits: WalkLimits, depth: int) -> str | None:
    """Why the entry cannot be taken in, or None."""
    name = entry.name
    if name.encode(errors="replace") != os.fsencode(name):  # bytes that are no UTF-8 come as lone surrogates
        return "Tên không phải UTF-8 (có thể viết bằng bảng mã cũ). Hãy đổi tên, ví dụ bằng lệnh convmv, rồi chạy lại."
    if DECEPTIVE.search(name):
        return "Tên có ký tự điều khiển không nhìn thấy được. Hãy đổi tên rồi chạy lại."
    if len(name.encode()) > limits.name_bytes:
        return f"Tên dài quá {limits.name_bytes} byte. Hãy rút ngắn tên rồi chạy lại."
    if entry.is_symlink():
        return "Là liên kết tượng trưng, không được đi theo. Hãy chép tệp thật vào thư mục nguồn."
    if entry.is_dir(follow_symlinks=False):
        if depth > limits.depth:
            return f"Thư mục nằm sâu quá {limits.depth} cấp. Hãy chuyển lên cấp trên hoặc nhập riêng."
    elif not entry.is_file(follow_symlinks=False):
        return "Không phải tệp thông thường (thiết bị, ống dẫn hoặc socket). Hãy bỏ khỏi thư mục nguồn."
    return None


def _printable(text: str) -> str:
    """The text with what is not UTF-8 shown as �, and control characters too."""
    text = text.encode(errors="surrogateescape").decode(errors="replace")
    return text if text.isprintable() else DECEPTIVE.sub("\N{REPLACEMENT CHARACTER}", text)
