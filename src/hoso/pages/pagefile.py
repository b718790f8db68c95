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
from pathlib import Path
from typing import BinaryIO

from hoso.recognition import Page, pack, unpack

_MAGIC = b"hosopag1"
_END = struct.Struct("<Q8s")
_PAIR = struct.Struct("<QQ")
_OFFSET = 8


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
    end = file.seek(-_END.size, os.SEEK_END)
    count, magic = _END.unpack(file.read(_END.size))
    if magic != _MAGIC or (count + 1) * _OFFSET > end:
        raise DamagedReading(f"{getattr(file, 'name', file)} is not a file of pages")
    if not 1 <= number <= count:
        raise IndexError(number)
    file.seek(end - (count + 2 - number) * _OFFSET)
    start, stop = _PAIR.unpack(file.read(_PAIR.size))
    file.seek(start)
    try:
        return unpack(zlib.decompress(file.read(stop - start)))
    except (zlib.error, ValueError, KeyError, TypeError) as error:
        raise DamagedReading(f"page {number} of {getattr(file, 'name', file)} is damaged") from error
