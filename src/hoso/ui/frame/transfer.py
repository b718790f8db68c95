"""Answers that are not pages: what a browser already has, and ranges of a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import quote

from plone.namedfile.utils import filestream_range_iterator
from ZPublisher.HTTPRangeSupport import expandRanges, parseRange


def not_modified(request: Any, tag: str) -> bool:
    """Name the answer's version by ``tag``; whether the browser has it already (the answer is then 304, empty)."""
    quoted = f'"{tag}"'
    request.response.setHeader("ETag", quoted)
    wanted = request.getHeader("If-None-Match", "")
    if quoted not in (part.strip().removeprefix("W/") for part in wanted.split(",")):
        return False
    request.response.setStatus(304)
    return True


def attachment(filename: str) -> str:
    """``Content-Disposition`` for a file to keep, after RFC 6266: an ASCII name for old clients, and the true one."""
    plain = "".join(c if c.isascii() and (c.isalnum() or c in "-._ ") else "_" for c in filename)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(filename, safe='')}"


def send_file(request: Any, path: Path, length: int, tag: str) -> Any:
    """The file, or the one range of it that was asked for (206); the other headers are the caller's.

    Several ranges in one request, or one of another version of the file, are answered with the whole file, as
    RFC 9110 allows; a range outside the file with 416.
    """
    response = request.response
    response.setHeader("Accept-Ranges", "bytes")
    start, end = 0, length
    ranges = parseRange(request.getHeader("Range", "")) if request.getHeader("Range") else None
    if ranges and len(ranges) == 1 and request.getHeader("If-Range", f'"{tag}"') == f'"{tag}"':
        satisfiable = expandRanges(ranges, length)
        if not satisfiable:
            response.setStatus(416)
            response.setHeader("Content-Range", f"bytes */{length}")
            return b""
        ((start, end),) = satisfiable
        response.setStatus(206)
        response.setHeader("Content-Range", f"bytes {start}-{end - 1}/{length}")
    response.setHeader("Content-Length", str(end - start))
    return filestream_range_iterator(str(path), start=start, end=end)
