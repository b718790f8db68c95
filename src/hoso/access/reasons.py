"""Why somebody may see or change a record, and who may."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from hoso.record.i18n import _

from .functions import Assignment, functions_of, holders
from .levels import LEVEL_TITLES, deciding_record, level
from .people import person
from .table import ADMINISTRATORS, ANONYMOUS, FUNCTION_TITLES, RIGHTS, kind, rights_of
from .token import ANY_DEPARTMENT, roles_of_tokens, tokens_of_function

_ADMINISTRATORS = _("Administrators of the site")


@dataclass(frozen=True)
class Reason:
    """One cause of rights to a record.

    ``rights`` are names of ``hoso.access.RIGHTS``; ``text`` is a message to translate; ``user_id`` is the person whose
    rights these are, empty for everyone who fits the text.
    """

    rights: tuple[str, ...]
    text: str
    user_id: str = ""


def about_level(obj: Any) -> str:
    """A message: the level that holds for a record and where it was set."""
    mapping = {"level": LEVEL_TITLES[level(obj)], "title": deciding_record(obj).Title()}
    return _("Access level ${level}, set on “${title}”", mapping=mapping)


def who_may(obj: Any) -> tuple[Reason, ...]:
    """Who has a right to a record today, and why: first everyone, then administrators, then person by person."""
    reasons = [*_everyone(obj), Reason(tuple(RIGHTS), _ADMINISTRATORS)]
    for user_id, _given in holders():
        reasons += _by_functions(obj, user_id)
    return tuple(reasons)


def why(user: Any, obj: Any) -> tuple[Reason, ...]:
    """Why a user (``None``: the one signed in) has rights to a record today; empty when there are none."""
    who = person(user)
    reasons = list(_everyone(obj))
    if set(ADMINISTRATORS) & set(who.getRoles()):
        reasons.append(Reason(tuple(RIGHTS), _ADMINISTRATORS, who.getId()))
    if who.getId() is not None:
        reasons += _by_functions(obj, who.getId())
    return tuple(reasons)


def _everyone(obj: Any) -> Iterable[Reason]:
    rights = _ordered(right for each, at, right in rights_of(ANONYMOUS) if (each, at) == (kind(obj), level(obj)))
    if rights:
        yield Reason(rights, _("Everyone, also without signing in"))


def _by_functions(obj: Any, user_id: str) -> Iterable[Reason]:
    carried = roles_of_tokens(obj)
    for held in functions_of(user_id):
        held_tokens = tokens_of_function(held.function, held.department)
        roles = {role for token in held_tokens & carried.keys() for role in carried[token]}
        if roles:
            yield Reason(tuple(right for right, role in RIGHTS.items() if role in roles), _text(held), user_id)


def _text(held: Assignment) -> str:
    mapping = {
        "function": FUNCTION_TITLES[held.function],
        "department": held.department,
        "first": f"{held.first:%d/%m/%Y}" if held.first else "…",
        "last": f"{held.last:%d/%m/%Y}" if held.last else "…",
    }
    dated, everywhere = bool(held.first or held.last), held.department == ANY_DEPARTMENT
    if dated and everywhere:
        return _("Function ${function}, from ${first} to ${last}", mapping=mapping)
    if dated:
        return _("Function ${function}, department ${department}, from ${first} to ${last}", mapping=mapping)
    if everywhere:
        return _("Function ${function}", mapping=mapping)
    return _("Function ${function}, department ${department}", mapping=mapping)


def _ordered(rights: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(rights, key=list(RIGHTS).index))
