"""The name of an uploaded file: text from somebody's computer, and from whoever pretends to be one."""

from __future__ import annotations

from pathlib import PurePosixPath

from hoso.language import nfc

from ..walk import DECEPTIVE, DEFAULT_LIMITS
from .errors import BadName

_ROOM_FOR_A_NUMBER = 8


def clean_name(name: str) -> str:
    """The name in composed form, without blanks around it. Raises BadName."""
    try:
        name.encode()
    except UnicodeEncodeError as error:
        raise BadName("có ký tự không phải Unicode") from error
    name = nfc(name).strip()
    if not name or name in (".", ".."):
        raise BadName("trống")
    if "/" in name or "\\" in name:
        raise BadName("có dấu gạch chéo")
    if DECEPTIVE.search(name):
        raise BadName("có ký tự điều khiển không nhìn thấy được")
    limit = DEFAULT_LIMITS.name_bytes - _ROOM_FOR_A_NUMBER
    if len(name.encode()) > limit:
        raise BadName(f"dài quá {limit} byte")
    return name


def numbered(name: str, number: int) -> str:
    """``scan.pdf`` → ``scan (2).pdf``; the first is the name itself."""
    if number == 1:
        return name
    path = PurePosixPath(name)
    return f"{path.stem} ({number}){path.suffix}"
