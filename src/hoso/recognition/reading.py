"""Reading a file page by page in limited children: in order, in parallel, resumable; a bad page fails alone."""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .children import Child, ChildStopped, wait
from .errors import ReaderUnavailable
from .limits import Limits
from .model import Page
from .packing import unpack
from .probe import Kind, ask_facts, identify
from .spool import Spool

ENGINE_VERSION = "1"
"""Raised with every change that makes pages read differently; pages spooled by another version are read anew."""

_AHEAD = 4
_ATTEMPTS = 2


def read_pages(
    path: str | os.PathLike[str],
    *,
    first: int = 1,
    processes: int = 1,
    spool: str | os.PathLike[str] | None = None,
    limits: Limits | None = None,
    language: str = "vie",
) -> Iterator[Page]:
    """Read a file's pages from ``first`` on, in order; every page comes, one that cannot be read as ``failed``.

    ``processes`` children read at once. ``spool``: a folder in which finished pages wait (keyed by the file's SHA-256,
    ``ENGINE_VERSION``, language and page number), so that reading the same file again, after this process was killed,
    goes on where it was; remove them with ``forget_pages`` when the reading is stored. A page whose child crashes,
    hangs or outgrows its memory is tried once more without tables, then fails. Memory does not grow with the number
    of pages.

    At the first ``next`` raises a subclass of ``UnreadableFile`` as ``probe`` does; ``ReaderUnavailable`` when
    recognition is not installed rightly. Use from one thread only; may be closed early.
    """
    limits = limits or Limits()
    path = Path(path).absolute()
    kind, _ = identify(path, limits)
    kept = Spool(Path(spool), sha256_of(path), f"{ENGINE_VERSION}-{language}") if spool is not None else None
    with _Team(path, kind, limits, language) as team:
        sizes = team.open_file()
        yield from team.read(range(first, len(sizes) + 1), sizes, processes, kept)


def forget_pages(spool: str | os.PathLike[str], sha256: str) -> None:
    """Remove what the spool keeps of a file, of every engine version."""
    Spool(Path(spool), sha256, ENGINE_VERSION).forget()


def sha256_of(path: Path) -> str:
    """The file's SHA-256 in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class _Team:
    """The children that read one file, and what each is doing."""

    def __init__(self, path: Path, kind: Kind, limits: Limits, language: str) -> None:
        self._path, self._kind, self._limits, self._language = path, kind, limits, language
        self._idle: list[Child] = []
        self._busy: dict[Child, tuple[int, int]] = {}
        self._failures_in_row = 0
        self._waiting: deque[tuple[int, int]] = deque()
        self._finished: dict[int, Page] = {}

    def __enter__(self) -> _Team:
        return self

    def __exit__(self, *_: object) -> None:
        for child in (*self._idle, *self._busy):
            child.close()

    def open_file(self) -> list[tuple[float, float]]:
        """The size of every page, which tells how many there are."""
        child = Child(self._limits)
        self._idle.append(child)
        facts = ask_facts(child, self._path, self._kind)
        return facts["sizes"]

    def read(
        self, numbers: range, sizes: list[tuple[float, float]], processes: int, kept: Spool | None
    ) -> Iterator[Page]:
        """The pages of those numbers in order; a few are read ahead, never more than memory bears."""
        announced = numbers.start
        for number in numbers:
            for ahead in range(announced, min(numbers.stop, number + _AHEAD * processes)):
                self._announce(ahead, kept)
            announced = max(announced, min(numbers.stop, number + _AHEAD * processes))
            while number not in self._finished:
                self._set_to_work(processes, sizes)
                self._collect(sizes, kept)
            paused = time.monotonic()
            yield self._finished.pop(number)
            for child in self._busy:
                # The time that the caller took is not the child's.
                child.deadline += time.monotonic() - paused

    def _announce(self, number: int, kept: Spool | None) -> None:
        page = kept.get(number) if kept else None
        if page is None:
            self._waiting.append((number, 1))
        else:
            self._finished[number] = page

    def _set_to_work(self, processes: int, sizes: list[tuple[float, float]]) -> None:
        """Give waiting pages to idle children, or to new ones up to so many."""
        if self._failures_in_row >= self._limits.failures_in_row:
            while self._waiting:
                number, _ = self._waiting.popleft()
                self._finished[number] = _failed(number, sizes, "given_up")
        while self._waiting and (self._idle or len(self._busy) < processes):
            number, attempt = self._waiting.popleft()
            child = self._idle.pop() if self._idle else Child(self._limits)
            self._busy[child] = (number, attempt)
            request = {"path": str(self._path), "kind": self._kind, "number": number, "language": self._language}
            try:
                child.send({"do": "read", **request, "tables": attempt == 1})
            except ChildStopped as stop:
                self._stopped(child, stop.reason, sizes)

    def _collect(self, sizes: list[tuple[float, float]], kept: Spool | None) -> None:
        """Wait for answers and take those that have come."""
        if self._busy:
            wait(self._busy)
        for child in tuple(self._busy):
            try:
                answer = child.receive()
            except ChildStopped as stop:
                self._stopped(child, stop.reason, sizes)
                continue
            if answer is not None:
                number, _ = self._busy.pop(child)
                self._idle.append(child)
                self._failures_in_row = 0
                page = _page(answer, number, sizes)
                if kept:
                    kept.put(page)
                self._finished[number] = page

    def _stopped(self, child: Child, reason: str, sizes: list[tuple[float, float]]) -> None:
        """A child is gone: its page is tried once more, unless it used up its processor time, or fails."""
        number, attempt = self._busy.pop(child)
        child.close()
        if attempt < _ATTEMPTS and reason != "timeout":
            self._waiting.appendleft((number, attempt + 1))
            return
        self._failures_in_row += 1
        self._finished[number] = _failed(number, sizes, reason)


def _page(answer: bytes, number: int, sizes: list[tuple[float, float]]) -> Page:
    """The page that a child answered with."""
    if not answer.startswith(b'{"number":'):
        value = json.loads(answer)
        if "unavailable" in value:
            raise ReaderUnavailable(value["unavailable"])
        quality = {"error": value["error"]} if "error" in value else {}
        return _failed(number, sizes, value["refused"], quality)
    return unpack(answer)


def _failed(number: int, sizes: list[tuple[float, float]], reason: str, quality: dict[str, Any] | None = None) -> Page:
    return Page(number, *sizes[number - 1], "failed", reason, None, "", (), quality or {})
