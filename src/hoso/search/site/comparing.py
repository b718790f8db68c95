"""Whether the index says what the records say: by uid and revision, in one pass over each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, repeat
from typing import Any

from Products.CMFCore.indexing import processQueue
from zope.dottedname.resolve import resolve

from hoso.record.interfaces import IRecord
from hoso.record.lookup import by_uid

from .engine import engine
from .entries import is_indexed, revision_of
from .interfaces import IFoundPage

# After every uid.
_END = ("\U0010ffff", 0)
_FORGET = 1_000


@dataclass(frozen=True, slots=True)
class Differences:
    """Uids that the index lacks, has in an older or newer state than the record, or has without a record."""

    missing: tuple[str, ...]
    different: tuple[str, ...]
    strange: tuple[str, ...]
    compared: int

    def __bool__(self) -> bool:
        return bool(self.missing or self.different or self.strange)


def differences(site: Any) -> Differences:
    """Compare all indexed objects of the site with the index. Reads every record; raises ``SearchError``.

    Both are gone through once, side by side in the order of uids: neither is held in memory. What waits in the outbox
    shows as a difference too: let the queue run empty first to see only what is wrong.
    """
    missing, different, strange, compared = [], [], [], 0
    indexed = chain(engine().revisions(), repeat(_END))
    uid, revision = next(indexed)
    for record_uid, expected_revision in _records(site):
        compared += 1
        while uid < record_uid:
            strange.append(uid)
            uid, revision = next(indexed)
        if uid != record_uid:
            missing.append(record_uid)
            continue
        if revision != expected_revision:
            different.append(uid)
        uid, revision = next(indexed)
    while uid != _END[0]:
        strange.append(uid)
        uid, _ = next(indexed)
    return Differences(tuple(missing), tuple(different), tuple(strange), compared)


def _records(site: Any) -> Iterator[tuple[str, int]]:
    """Uid and revision of every object that belongs into the index, ascending by uid."""
    processQueue()  # what this transaction has changed; later it would change the tree that is gone through
    for number, uid in enumerate(site.portal_catalog._catalog.getIndex("UID")._index.keys(), 1):
        obj = by_uid(uid)
        if obj is not None and is_indexed(obj):
            yield uid, revision_of(obj)
        if number % _FORGET == 0:
            site._p_jar.cacheGC()


def expected(site: Any) -> int:
    """How many records and pages the catalog knows that an index without a backlog has: cheap, and without names."""
    catalog = site.portal_catalog._catalog
    others = (info.getId() for info in site.portal_types.objectValues() if not _is_found(info))
    by_type = catalog.getIndex("portal_type")
    return len(catalog) - sum(len(by_type._apply_index({"portal_type": {"query": [name]}})[0]) for name in others)


def _is_found(info: Any) -> bool:
    klass = getattr(info, "klass", "")
    return bool(klass) and any(marker.implementedBy(resolve(klass)) for marker in (IRecord, IFoundPage))
