"""Content streams: their bytes, and whether they are short enough to be gone through."""

from __future__ import annotations

import zlib
from typing import Any

import pikepdf

_PIECE = 1 << 20
_LARGEST_OTHERWISE = 256 << 10
_PLAIN = {"/FlateDecode", "/LZWDecode", "/RunLengthDecode", "/ASCII85Decode", "/ASCIIHexDecode"}
LARGEST_CONTENT = 32 << 20
"""Bytes of a content stream that is gone through; a larger one stays as it is, and nothing is claimed of it."""


def content(source: Any) -> bytes:
    """The bytes of a content stream, or of a page's streams one after another."""
    if isinstance(source, pikepdf.Page):
        contents = source.obj.Contents
        parts = contents if isinstance(contents, pikepdf.Array) else [contents]
        return b"\n".join(part.read_bytes() for part in parts if isinstance(part, pikepdf.Stream))
    return source.read_bytes()


def page_too_long(page: pikepdf.Page) -> bool:
    """Whether one of a page's streams is."""
    contents = page.obj.get("/Contents")
    return any(map(too_long, contents if isinstance(contents, pikepdf.Array) else [contents]))


def too_long(stream: pikepdf.Object | None) -> bool:
    """Whether a content stream is longer than is gone through, found out without holding it."""
    if not isinstance(stream, pikepdf.Stream):
        return False
    raw = stream.read_raw_bytes()
    filters = stream.get("/Filter", pikepdf.Array())
    names = [str(name) for name in (filters if isinstance(filters, pikepdf.Array) else [filters])]
    if len(raw) > LARGEST_CONTENT:
        return True
    if names == ["/FlateDecode"]:
        return _inflated_too_long(raw)
    # What other filters make of the bytes is not to be told without doing it: long ones are not gone through, nor any
    # that is written as if it were a picture.
    return bool(names) and (not _PLAIN.issuperset(names) or len(raw) > _LARGEST_OTHERWISE or names.count(names[0]) > 1)


def _inflated_too_long(raw: bytes) -> bool:
    inflater, length = zlib.decompressobj(), 0
    while raw:
        try:
            length += len(inflater.decompress(raw, _PIECE))
        except zlib.error:
            return False  # damaged: whoever reads it says so
        if length > LARGEST_CONTENT:
            return True
        raw = inflater.unconsumed_tail
    return False
