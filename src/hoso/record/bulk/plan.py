"""What a change would do, record by record; writes nothing."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from AccessControl import getSecurityManager
from Acquisition import aq_base, aq_inner, aq_parent
from plone.uuid.interfaces import IUUID

from hoso.language import nfc
from hoso.record.bulk.change import Change, ChangeRefused
from hoso.record.editing import LockedByOther, ValuesNotAccepted, refuse_locked, text_of, values_of
from hoso.record.errors import RecordError
from hoso.record.interfaces import IDossier
from hoso.record.lookup import by_uid
from hoso.record.values import fields_of

MOST = 10_000
HOME = "home"
"""The name under which a step has the UID of the dossier that the record lies in."""

_EDIT, _ADD, _TAKE_AWAY = "Modify portal content", "Add portal content", "Delete objects"


class PlanChanged(RecordError):
    """The records are no longer as the plan showed them."""

    def __init__(self) -> None:
        super().__init__("Có văn bản vừa thay đổi. Xem lại bảng dưới đây rồi xác nhận.")


class TooMany(RecordError):
    """More records than one command takes."""

    def __init__(self, number: int) -> None:
        super().__init__(f"Đã chọn {number} văn bản; mỗi lần sửa được tối đa {MOST}. Chọn ít hơn rồi làm nhiều lần.")


class Step(NamedTuple):
    """What happens to one record: from the texts ``before`` to the texts ``after`` of its fields, and of ``HOME``.

    With a ``reason`` nothing happens, and it says why.
    """

    uid: str
    title: str
    before: dict[str, str]
    after: dict[str, str]
    reason: str = ""


class _Reason(Exception):
    """Why a record stays as it is."""


def plan(records: Sequence[Any], change: Change, container: Any) -> list[Step]:
    """A step for every record of a container's register, in their order, as the person signed in may do it.

    Raises ``TooMany`` and ``ChangeRefused``.
    """
    if len(records) > MOST:
        raise TooMany(len(records))
    wanted = _Wanted(change, container)
    return [_step(record, wanted) for record in records]


def digest(steps: Iterable[Step]) -> str:
    """Stands for a plan; differs as soon as one of its steps does."""
    return hashlib.sha256(json.dumps(list(steps)).encode()).hexdigest()


def _step(record: Any, wanted: Callable[[Any], dict[str, str]]) -> Step:
    before: dict[str, str] = {}
    after: dict[str, str] = {}
    reason = ""
    try:
        after = wanted(record)
        before = {name: current(record, name) for name in after}
        if before == after:
            raise _Reason("đã có giá trị này")
        _check(record, after)
    except (_Reason, LockedByOther) as error:
        after, reason = {}, str(error)
    except ValuesNotAccepted as error:
        after, reason = {}, "; ".join(error.errors.values())
    return Step(IUUID(record), record.title or record.getId(), before, after, reason)


def current(record: Any, name: str) -> str:
    """What a step calls the present value of a field, or of ``HOME``."""
    return IUUID(aq_parent(aq_inner(record))) if name == HOME else text_of(record, name)


def _check(record: Any, after: dict[str, str]) -> None:
    needed = _TAKE_AWAY if HOME in after else _EDIT
    if not getSecurityManager().checkPermission(needed, record):
        raise _Reason("bạn không được sửa văn bản này")
    refuse_locked(record)
    if HOME not in after:
        values_of(record, after)


class _Wanted:
    """Record → the texts that its fields will have; raises ``_Reason``. Numbers are given on the way."""

    def __init__(self, change: Change, container: Any) -> None:
        self._change = change
        self._container = aq_base(container)
        self._next = change.first
        self._target = _target(change) if change.kind == "move" else None

    def __call__(self, record: Any) -> dict[str, str]:
        change = self._change
        match change.kind:
            case "replace":
                return {"title": self._replaced(record)}
            case "number":
                return self._numbered(record)
            case "sheets":
                return self._sheets(record)
            case "move":
                return self._moved(record)
        if change.field not in fields_of(record.portal_type):
            raise _Reason("loại này không có trường đó")
        return {change.field: nfc(change.text).strip() if change.kind == "set" else ""}

    def _replaced(self, record: Any) -> str:
        title, wanted = nfc(record.title or ""), nfc(self._change.text)
        if wanted not in title:
            raise _Reason("trích yếu không có chữ này")
        return title.replace(wanted, nfc(self._change.by)).strip()

    def _numbered(self, record: Any) -> dict[str, str]:
        self._refuse_placed(record)
        if "ordinal" not in fields_of(record.portal_type):
            raise _Reason("loại này không có số thứ tự")
        return {"ordinal": str(self._take(1))}

    def _sheets(self, record: Any) -> dict[str, str]:
        self._refuse_placed(record)
        first, last = getattr(record, "sheet_from", None), getattr(record, "sheet_to", None)
        if first is None:
            raise _Reason("chưa ghi tờ nên không biết có mấy tờ")
        if last is None:
            return {"sheet_from": str(self._take(1))}
        start = self._take(max(1, last - first + 1))
        return {"sheet_from": str(start), "sheet_to": str(self._next - 1)}

    def _moved(self, record: Any) -> dict[str, str]:
        self._refuse_placed(record)
        if not self._target.getTypeInfo().allowType(record.portal_type):
            raise _Reason("hồ sơ nhận không giữ loại này")
        return {HOME: IUUID(self._target)}

    def _refuse_placed(self, record: Any) -> None:
        if aq_base(aq_parent(aq_inner(record))) is not self._container:
            raise _Reason("xếp từ hồ sơ khác sang; sửa ở hồ sơ gốc")

    def _take(self, size: int) -> int:
        first, self._next = self._next, self._next + size
        return first


def _target(change: Change) -> Any:
    """The dossier to move to; one that may not be added to is as good as none."""
    dossier = by_uid(change.text)
    if not IDossier.providedBy(dossier) or not getSecurityManager().checkPermission(_ADD, dossier):
        raise ChangeRefused("Không có hồ sơ này, hoặc bạn không được thêm văn bản vào. Chọn hồ sơ khác.")
    return dossier
