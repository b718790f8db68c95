"""People's functions: who is what, where and from when to when.

Kept in one small tree of the site. Granting, revoking and an end date change this tree alone; the rights that follow
are computed from it at every request.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from BTrees.OOBTree import OOBTree
from zope.annotation.interfaces import IAnnotations
from zope.component.hooks import getSite

from .table import FUNCTIONS
from .token import ANY_DEPARTMENT

KEY = "hoso.access.functions"


class Assignment(NamedTuple):
    """A function held in a department (``*``: in all), from the first to the last day; ``None`` leaves an end open."""

    function: str
    department: str
    first: date | None
    last: date | None

    def holds(self, on: date) -> bool:
        """Whether the function is held on that day."""
        return (self.first is None or self.first <= on) and (self.last is None or on <= self.last)


class FunctionError(Exception):
    """An assignment was refused. ``str()`` is the Vietnamese message for the person who asked."""


class UnknownFunction(FunctionError):
    """The table has no such function."""

    def __init__(self, function: str) -> None:
        super().__init__(f"Không có chức năng “{function}”. Chọn một trong: {', '.join(FUNCTIONS)}.")


class UnknownPerson(FunctionError):
    """The site has no such user."""

    def __init__(self, user_id: str) -> None:
        super().__init__(f"Không có người dùng “{user_id}”. Tạo tài khoản trước rồi giao chức năng.")


class WrongPeriod(FunctionError):
    """The function would end before it begins."""

    def __init__(self, user_id: str, first: date, last: date) -> None:
        super().__init__(
            f"“{user_id}”: ngày kết thúc {last:%d/%m/%Y} trước ngày bắt đầu {first:%d/%m/%Y}. Sửa lại thời hạn."
        )


def assign(
    user_id: str,
    function: str,
    department: str = ANY_DEPARTMENT,
    from_: date | None = None,
    to: date | None = None,
) -> None:
    """Give a person a function; whoever has it in that department already gets the new period instead.

    A function in one department gives rights only to records that name that department. Takes effect with the next
    request of that person. Raises ``UnknownFunction``, ``UnknownPerson``, ``WrongPeriod``.
    """
    if function not in FUNCTIONS:
        raise UnknownFunction(function)
    if getSite().acl_users.getUserById(user_id) is None:
        raise UnknownPerson(user_id)
    if from_ and to and to < from_:
        raise WrongPeriod(user_id, from_, to)
    kept = _without(user_id, function, department)
    _store(user_id, (*kept, Assignment(function, department, from_, to)))


def revoke(user_id: str, function: str, department: str = ANY_DEPARTMENT) -> None:
    """Take a function from a person; nothing happens when they do not have it."""
    kept = _without(user_id, function, department)
    if kept != assignments(user_id):
        _store(user_id, kept)


def forget(user_id: str) -> None:
    """Take all functions from a person, whose id somebody else may get one day."""
    if assignments(user_id):
        _store(user_id, ())


def assignments(user_id: str) -> tuple[Assignment, ...]:
    """All that a person was given, with past and future periods."""
    return tuple(Assignment(*value) for value in _tree().get(user_id, ()))


def functions_of(user_id: str, on: date | None = None) -> tuple[Assignment, ...]:
    """What a person is on a day, by default today (in the time zone of the process)."""
    day = on or date.today()
    return tuple(each for each in assignments(user_id) if each.holds(day))


def holders() -> Iterator[tuple[str, tuple[Assignment, ...]]]:
    """Everybody who was given a function, with what they were given."""
    for user_id in _tree():
        yield user_id, assignments(user_id)


def _without(user_id: str, function: str, department: str) -> tuple[Assignment, ...]:
    return tuple(each for each in assignments(user_id) if each[:2] != (function, department))


def _tree() -> OOBTree | dict[str, tuple[tuple, ...]]:
    return IAnnotations(getSite()).get(KEY, {})


def _store(user_id: str, values: tuple[Assignment, ...]) -> None:
    annotations = IAnnotations(getSite())
    if KEY not in annotations:
        annotations[KEY] = OOBTree()
    if values:
        # Plain tuples, so that the storage server can resolve conflicts without knowing our classes.
        annotations[KEY][user_id] = tuple(tuple(value) for value in values)
    else:
        annotations[KEY].pop(user_id, None)
