"""Who is editing a record: the locks of plone.locking, so that REST and Plone's own screens honour them too.

A lock ends by itself ten minutes after it was last refreshed. Reading a lock writes nothing: plone.locking would clear
away ended ones even where a page is only looked at.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, NamedTuple

from AccessControl import getSecurityManager
from plone.locking.interfaces import STEALABLE_LOCK, IRefreshableLockable
from plone.locking.lockable import TTWLockable
from zope.component import adapter
from zope.interface import implementer

from hoso.record.interfaces import IRecord

_SINCE = "hoso.since"


class Holder(NamedTuple):
    """Who edits a record, and since when (UTC)."""

    user_id: str
    since: datetime


@adapter(IRecord)
@implementer(IRefreshableLockable)
class RecordLockable(TTWLockable):
    """The locks of a record."""

    def lock(self, lock_type: Any = STEALABLE_LOCK, children: bool = False) -> None:
        """Lock the record, unless it is locked; ended locks go."""
        if self.locked():
            return
        self.context.wl_lockmapping(killinvalids=1)
        super().lock(lock_type, children)
        if self.locked():
            locks = self._locks()
            locks[lock_type.__name__] = {**locks[lock_type.__name__], _SINCE: datetime.now(UTC)}

    def lock_info(self) -> list[dict[str, Any]]:
        """The locks that hold, as plone.locking describes them, each with the moment it began."""
        known = {each["token"]: each for each in self._locks(False).values()}
        return [
            {
                "creator": lock.getCreator()[1] if lock.getCreator() else None,
                "time": lock.getModifiedTime(),
                "token": token,
                "type": known.get(token, {}).get("type"),
                "since": known.get(token, {}).get(_SINCE) or datetime.fromtimestamp(lock.getModifiedTime(), UTC),
            }
            for token, lock in self.context.wl_lockmapping().items()
            if lock.isValid()
        ]


def holder(record: Any) -> Holder | None:
    """Who edits the record now; writes nothing."""
    return next((Holder(lock["creator"] or "", lock["since"]) for lock in _lockable(record).lock_info()), None)


def other_holder(record: Any) -> Holder | None:
    """Who edits the record now, when that is not the person signed in; writes nothing."""
    found = holder(record)
    return found if found is not None and found.user_id != getSecurityManager().getUser().getId() else None


def hold(record: Any) -> Holder | None:
    """Lock the record for the person signed in, or refresh their lock; who holds it now."""
    if other_holder(record) is None:
        lockable = _lockable(record)
        if lockable.locked():
            lockable.refresh_lock()
        else:
            lockable.lock()
    return holder(record)


def take_over(record: Any) -> Holder | None:
    """Lock the record for the person signed in even when somebody else edits it; who holds it now."""
    if other_holder(record) is not None:
        _lockable(record).clear_locks()
    return hold(record)


def release(record: Any) -> None:
    """End the lock of the person signed in; somebody else's stays."""
    if holder(record) is not None and other_holder(record) is None:
        _lockable(record).clear_locks()


def _lockable(record: Any) -> RecordLockable:
    return IRefreshableLockable(record)
