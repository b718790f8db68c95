"""Setting the level of a record."""

from __future__ import annotations

from typing import Any

from Acquisition import aq_base
from zope.event import notify

from hoso.record import register
from hoso.record.events import RecordChanged
from hoso.record.interfaces import IContainerRecord
from hoso.record.revision import raise_revision

from .levels import AS_CONTAINER, ATTRIBUTE, LEVELS, chooses_freely, container_of, level, own_level
from .states import put_right
from .subtree import send_again


class LevelError(Exception):
    """A level was refused. ``str()`` is the Vietnamese message for the person who asked."""


class UnknownLevel(LevelError):
    """There is no such level."""

    def __init__(self, value: str) -> None:
        super().__init__(f"Không có mức truy cập “{value}”. Chọn một trong: {', '.join(LEVELS)}, hoặc để trống.")


class MoreOpenThanContainer(LevelError):
    """A record would be more open than what holds it."""

    def __init__(self, record: str, wanted: str, holding: str, container: str) -> None:
        super().__init__(
            f"“{record}” không thể ở mức “{wanted}” vì nằm trong “{container}” ở mức “{holding}”. "
            f"Nới mức của “{container}” trước, hoặc chuyển bản ghi sang nơi khác."
        )


def set_level(obj: Any, value: str) -> bool:
    """Set the own level of a record, ``""`` to follow its container; whether that changed anything.

    Rights hold at once for the record and all inside. Catalog entries are renewed in the same transaction, those of a
    large subtree by a job; until then its lists may show too much or too little, its pages never. The caller has
    checked the permission *Hoso: Set access level*. Raises ``UnknownLevel``, ``MoreOpenThanContainer``.
    """
    if value not in (AS_CONTAINER, *LEVELS):
        raise UnknownLevel(value)
    if value == own_level(obj):
        return False
    container = container_of(obj)
    if value and not chooses_freely(obj) and LEVELS.index(value) < LEVELS.index(level(container)):
        raise MoreOpenThanContainer(obj.title, value, level(container), container.title)
    setattr(aq_base(obj), ATTRIBUTE, value)
    put_right(obj)
    if container is not None:
        register.entered(obj, container)
    inside = IContainerRecord.providedBy(obj)
    raise_revision(obj, subtree=inside)
    obj.reindexObject(idxs=["allowedRolesAndUsers", "review_state"])
    if inside:
        send_again(obj)
    notify(RecordChanged(obj, "rights", subtree=inside))
    return True
