"""Whether the index says what the records say: by uid and revision, in one pass over each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from zope.dottedname.resolve import resolve

from hoso.record.interfaces import IRecord
from hoso.record.lookup import by_uid

from .engine import engine
from .entries import all_uids, is_indexed, revision_of
from .interfaces import IFoundPage


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

    What waits in the outbox shows as a difference too: let the queue run empty first to see only what is wrong.
    """
    indexed = dict(engine().revisions())
    missing, different, seen = [], [], set()
    for uid in all_uids(site):
        obj = by_uid(uid)
        if obj is None or not is_indexed(obj):
            continue
        seen.add(uid)
        if uid not in indexed:
            missing.append(uid)
        elif indexed[uid] != revision_of(obj):
            different.append(uid)
        obj._p_deactivate()
    return Differences(tuple(missing), tuple(different), tuple(sorted(indexed.keys() - seen)), len(seen))


def expected(site: Any) -> int:
    """How many records and pages the catalog knows that an index without a backlog has: cheap, and without names."""
    catalog = site.portal_catalog._catalog
    others = (info.getId() for info in site.portal_types.objectValues() if not _is_found(info))
    by_type = catalog.getIndex("portal_type")
    return len(catalog) - sum(len(by_type._apply_index({"portal_type": {"query": [name]}})[0]) for name in others)


def _is_found(info: Any) -> bool:
    klass = getattr(info, "klass", "")
    return bool(klass) and any(marker.implementedBy(resolve(klass)) for marker in (IRecord, IFoundPage))
