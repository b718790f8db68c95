"""The file of a reading: the pages one after another, each compressed by itself, then a table of where they
begin.

Layout: the pages; ``count + 1`` offsets of 8 bytes (the last is the end of the last page); ``count`` in 8
bytes; 8 bytes that name the format. A page is found by two short reads from the end, however long the file
is.
"""

from __future__ import annotations

import os
import struct
import zlib
from array import array
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO

from hoso.recognition import Page, pack, unpack, unpack_text

_MAGIC = b"hosopag1"
_END = struct.Struct("<Q8s")
_PAIR = struct.Struct("<QQ")
_OFFSET = 8
# Most pages have their text within so many bytes.
_HEAD = 6_000


class DamagedReading(Exception):
    """The file is not a whole reading; it is derived, so reading the record again makes it new."""


def write_pages(path: Path, pages: Iterable[Page]) -> Iterator[Page]:
    """Write pages 1, 2, 3 … into a new file, passing each on when it is written.

    Memory does not grow with the pages. The file is whole and on disk when the iterator has ended.
    """
    offsets = array("Q", [0])
    with path.open("xb") as file:
        for page in pages:
            if page.number != len(offsets):
                raise ValueError(f"page {page.number} came where page {len(offsets)} was due")
            file.write(zlib.compress(pack(page), 6))
            offsets.append(file.tell())
            yield page
        file.write(struct.pack(f"<{len(offsets)}Q", *offsets))
        file.write(_END.pack(len(offsets) - 1, _MAGIC))
        file.flush()
        os.fsync(file.fileno())


def read_page(file: BinaryIO, number: int) -> Page:
    """Page ``number`` (from 1); ``IndexError`` where there is none, ``DamagedReading`` where the file is
    none.
    """
    end, count = _table(file)
    if not 1 <= number <= count:
        raise IndexError(number)
    file.seek(end - (count + 2 - number) * _OFFSET)
    start, stop = _PAIR.unpack(file.read(_PAIR.size))
    file.seek(start)
    with _damage(file, number):
        return unpack(zlib.decompress(file.read(stop - start)))


def read_texts(file: BinaryIO) -> Iterator[str]:
    """The texts of all pages in order, without their words; ``DamagedReading`` where the file is none."""
    end, count = _table(file)
    file.seek(end - (count + 1) * _OFFSET)
    offsets = struct.unpack(f"<{count + 1}Q", file.read((count + 1) * _OFFSET))
    for number, (start, stop) in enumerate(pairwise(offsets), 1):
        file.seek(start)
        with _damage(file, number):
            text = _text(file.read(stop - start))
        yield text


def _text(data: bytes) -> str:
    """The text of a compressed page: it stands before the words, which need not be unpacked for it."""
    inflater = zlib.decompressobj()
    head = inflater.decompress(data, _HEAD)
    try:
        return unpack_text(head)
    except ValueError:
        return unpack_text(head + inflater.decompress(inflater.unconsumed_tail))


def _table(file: BinaryIO) -> tuple[int, int]:
    """Where the table of offsets ends, and how many pages it has."""
    end = file.seek(-_END.size, os.SEEK_END)
    count, magic = _END.unpack(file.read(_END.size))
    if magic != _MAGIC or (count + 1) * _OFFSET > end:
        raise DamagedReading(f"{getattr(file, 'name', file)} is not a file of pages")
    return end, count


@contextmanager
def _damage(file: BinaryIO, number: int) -> Iterator[None]:
    """Say of bytes that are no page where they stand."""
    try:
        yield
    except (zlib.error, ValueError, KeyError, TypeError) as error:
        raise DamagedReading(f"page {number} of {getattr(file, 'name', file)} is damaged") from error
