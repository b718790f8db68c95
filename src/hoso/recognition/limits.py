"""How much a file may cost: the bounds of reading, and how a process puts them on itself."""

from __future__ import annotations

import os
import resource
from dataclasses import dataclass

MEGABYTE = 1 << 20
MEGAPIXEL = 1_000_000
LONGEST_SIDE = 16_000
"""Pixels of the longer side of any picture drawn; the formats it may be written in take no more."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one file and on the child process that reads it.

    Times are seconds and count for one page (opening the file and listing its pages counts as one). Processor time
    does not grow on a busy machine, so it is the sharp bound; wall time catches what waits without working.
    """

    file_bytes: int = 2048 * MEGABYTE
    pages: int = 5_000
    pixels_read: int = 40 * MEGAPIXEL
    """A page is drawn with at most so many pixels; a larger one is drawn more coarsely."""
    pixels: int = 100 * MEGAPIXEL
    """A picture inside the file with more pixels is not decoded; its page fails."""
    text_bytes: int = 200_000
    """Text kept of one page (UTF-8); what follows is cut, and the quality record says so."""
    objects: int = 50_000
    """Drawing objects of a page that are looked at one by one when choosing how to read it."""
    cpu_seconds: int = 60
    wall_seconds: int = 300
    table_seconds: int = 5
    memory_bytes: int = 3072 * MEGABYTE
    written_bytes: int = 512 * MEGABYTE
    """The largest file that a child may write (its temporary pictures)."""
    answer_bytes: int = 32 * MEGABYTE
    """The largest answer that a child may send."""
    failures_in_row: int = 5
    """So many pages in a row that ran into a limit or crashed end the attempt: the rest is given up."""
    niceness: int = 10


def restrict(limits: Limits) -> None:
    """Put the lasting limits on this process and what it starts; they cannot be raised again.

    The number of processes is not among them: the kernel counts those of the user in all, not those of a child. A
    child that starts too many is bounded by the time after which its group is killed.
    """
    os.nice(limits.niceness)
    for kind, value in (
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_FSIZE, limits.written_bytes),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        value = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(kind, (value, value))


def allow_cpu(seconds: int) -> None:
    """Let this process use so many further seconds of processor time; then the kernel ends it (SIGXCPU).

    The process and every program it starts afterwards have the allowance each on its own.
    """
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    limit = int(used.ru_utime + used.ru_stime) + seconds + 1
    resource.setrlimit(resource.RLIMIT_CPU, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))
