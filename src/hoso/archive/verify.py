"""Comparing instead of trusting: originals with their hashes, readings with their files, the index with the records.

A fact that is wrong (an original's bytes) is reported and left as it is: only a backup can mend it. What is derived is
put right by leaving it to be done again. The
transactions are short: the site works on meanwhile.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import transaction
from ZODB.POSException import POSKeyError

from hoso.home import Home
from hoso.jobs import enqueue
from hoso.pages import reading, request_reading, state
from hoso.pages.pagefile import DamagedReading
from hoso.record.files import FileVersion, current, versions
from hoso.record.interfaces import IFiled
from hoso.record.lookup import by_uid
from hoso.search.errors import IndexDamaged, IndexMissing, IndexOutdated, TryLater
from hoso.search.site import differences, request_build
from hoso.search.site.entries import all_uids
from hoso.search.site.indexing import KIND

from .notes import VerificationNote, leave

OpenSite = Callable[[], AbstractContextManager[Any]]
Progress = Callable[[int, int], None]

_BATCH = 50
_PIECE = 1 << 20
_AT_REST = frozenset({"read", "review", "failed"})


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it should be.

    ``kind``: original_missing, original_changed, reading_missing, reading_damaged, index_missing (no usable index),
    index_away (it could not be compared), entry_missing, entry_different, entry_strange. ``repaired``: it will be
    right once the worker has done what was left for it.
    """

    kind: str
    uid: str
    path: str
    message_vi: str
    repaired: bool


@dataclass(slots=True)
class Verification:
    """What was compared, and what was found."""

    originals: int = 0
    bytes: int = 0
    readings: int = 0
    entries: int = 0
    findings: list[Finding] = field(default_factory=list)

    @property
    def beyond_repair(self) -> list[Finding]:
        """What a person has to mend."""
        return [finding for finding in self.findings if not finding.repaired]


def verify(
    open_site: OpenSite,
    *,
    home: Home | None = None,
    repair: bool = True,
    progress: Progress = lambda done, of: None,
) -> Verification:
    """Verify the whole site; with ``repair`` leave what is derived and wrong to be made again, with ``home`` a note
    of when this was.
    """
    result = Verification()
    with open_site() as site:
        uids = all_uids(site)
    for start in range(0, len(uids), _BATCH):
        with open_site() as site:
            for uid in uids[start : start + _BATCH]:
                obj = by_uid(uid)
                if obj is not None and IFiled.providedBy(obj):
                    result.findings += _record_findings(obj, result, repair)
            transaction.commit()
        progress(min(start + _BATCH, len(uids)), len(uids))
    with open_site() as site:
        result.findings += _index_findings(site, result, repair)
        transaction.commit()
    if home is not None:
        made = datetime.now(UTC).isoformat(timespec="seconds")
        counts = (result.originals, len(result.findings), len(result.beyond_repair))
        leave(home.last_verification, VerificationNote(made, *counts))
    return result


def _record_findings(obj: Any, result: Verification, repair: bool) -> Iterator[Finding]:
    uid, path = obj.UID(), "/".join(obj.getPhysicalPath())
    sound = True
    for version in versions(obj):
        result.originals += 1
        result.bytes += version.size
        if problem := _original_problem(version):
            kind, words = problem
            sound = sound and version is not current(obj)
            advice = "Lấy lại từ bản sao lưu."
            yield Finding(kind, uid, path, f"Bản gốc {version.number} ({version.filename}): {words} {advice}", False)
    if not sound or current(obj) is None or state(obj).name not in _AT_REST:
        return
    if problem := _reading_problem(obj, result):
        kind, words = problem
        if repair:
            request_reading(obj, again=True)
        yield Finding(kind, uid, path, f"{words} Tệp được đọc lại.", repair)


def _original_problem(version: FileVersion) -> tuple[str, str] | None:
    try:
        with version.open() as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except (POSKeyError, FileNotFoundError):
        return "original_missing", "thiếu tệp."
    except OSError as error:
        return "original_changed", f"không đọc được ({error.strerror})."
    if digest != version.sha256:
        return "original_changed", f"nội dung đã khác: SHA-256 {digest}, phải là {version.sha256}."
    return None


def _reading_problem(obj: Any, result: Verification) -> tuple[str, str] | None:
    found = reading(obj)
    if found is None:
        return None if state(obj).name == "failed" else ("reading_missing", "Bản đọc không khớp với tệp.")
    result.readings += 1
    try:
        for _ in found.pages():
            pass
    except (DamagedReading, POSKeyError, OSError, zlib.error, ValueError) as error:
        return "reading_damaged", f"Bản đọc bị hỏng ({type(error).__name__})."
    return None


def _index_findings(site: Any, result: Verification, repair: bool) -> Iterator[Finding]:
    try:
        found = differences(site)
    except (IndexMissing, IndexDamaged, IndexOutdated) as error:
        if repair:
            request_build(site)
        yield Finding("index_missing", "", "", str(error), repair)
        return
    except TryLater as error:
        yield Finding("index_away", "", "", str(error), False)
        return
    result.entries = found.compared
    for kind, uids, words in (
        ("entry_missing", found.missing, "Chưa có trong chỉ mục."),
        ("entry_different", found.different, "Chỉ mục giữ trạng thái khác."),
        ("entry_strange", found.strange, "Chỉ mục còn giữ bản ghi không còn nữa."),
    ):
        for uid in uids:
            obj = by_uid(uid)
            if repair:
                enqueue(site, KIND, uid)
            path = "/".join(obj.getPhysicalPath()) if obj is not None else ""
            yield Finding(kind, uid, path, words, repair)
