"""Pictures of a record's pages, from the cache or made in a limited child."""

from __future__ import annotations

import threading
from typing import Any

from hoso.home import Home
from hoso.recognition import Limits, picture
from hoso.recognition.errors import UnreadablePage
from hoso.record.files import current

from .cache import FileCache
from .errors import NoFile, NoPicture
from .reading import reading

WIDTHS = (200, 800, 1200, 2400)
"""The widths that are made, in pixels: a fixed set, so that nobody fills the disk by asking for all of
them.
"""

_LARGEST = 4 << 30
"""Bytes that all pictures together may take."""

# Seconds before a page that could not be drawn is tried again: it may have been for want of time.
_REFUSED_FOR = 3_600.0
# A person waits for it and a thread of the site with them, so much sooner than in reading it is given up.
_LIMITS = Limits(cpu_seconds=20, wall_seconds=30, niceness=0)

# Each child may take the memory of one page; a burst of requests waits here instead of starting a child each.
_making = threading.BoundedSemaphore(2)


def page_picture(obj: Any, number: int, width: int) -> bytes:
    """The picture (WebP) of a page of the record's current file, upright as its words' boxes are.

    Raises ``NoFile``, ``NoPicture`` where the page cannot be drawn, ``ValueError`` for a width not in
    ``WIDTHS``, and the subclasses of ``hoso.recognition.UnreadableFile`` for the file as a whole. The
    caller has checked that the person may see the record.
    """
    if width not in WIDTHS:
        raise ValueError(f"no pictures of width {width}: {WIDTHS}")
    title = obj.title or obj.id
    version = current(obj)
    if version is None:
        raise NoFile(title)
    turn = _turn(obj, number)
    cache = FileCache(Home.from_environment().pictures, _LARGEST)
    name = f"{number}-{width}-{turn}.webp"
    refused = f"{number}-{width}.refused"
    found = cache.get(version.sha256, name)
    if found is not None:
        return found
    with _making:
        # Another request may have made it meanwhile, or found out that it cannot be made.
        found = cache.get(version.sha256, name)
        if found is not None:
            return found
        if cache.has(version.sha256, refused, _REFUSED_FOR):
            raise NoPicture(title, number)
        try:
            made = picture(version.path(), number, width=width, turn=turn, limits=_LIMITS)
        except UnreadablePage as error:
            cache.put(version.sha256, refused, str(error).encode())
            raise NoPicture(title, number) from error
        cache.put(version.sha256, name, made)
        return made


def _turn(obj: Any, number: int) -> int:
    """By how many degrees the page was turned for reading, so that boxes and picture agree."""
    found = reading(obj)
    if found is None or not 1 <= number <= found.page_count:
        return 0
    return found.page(number).quality.get("turn", 0)
