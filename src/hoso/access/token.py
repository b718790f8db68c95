"""Tokens: what a record carries and a person holds, so that the two meet.

A token names a class of records and a right to them. A record carries those of its class, for its kind and for any
kind; a person holds, as virtual groups, those that the table gives their functions, in as few tokens as will say it. A
change of the table, an assignment or its end therefore touches no record. A token says
``hoso:<kind>:<level>:<right>:<department>``; as no sign-in name can contain a colon, nobody can be named like one.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from .levels import LEVELS, level
from .table import KINDS, NO_LEVEL, READ, RIGHTS, SITE, kind, rights_of

ANY_KIND = ANY_DEPARTMENT = "*"
_PREFIX = "hoso:"


def _token(kind: str, level: str, right: str, department: str) -> str:
    return f"{_PREFIX}{kind}:{level}:{right}:{department}"


def is_token(group_id: str) -> bool:
    """Whether a group id is a token."""
    return group_id.startswith(_PREFIX)


@cache
def tokens_of_function(function: str, department: str = ANY_DEPARTMENT) -> frozenset[str]:
    """What a person with a function in a department holds."""
    kinds_at: dict[tuple[str, str], set[str]] = {}
    for of_kind, at, right in rights_of(function):
        kinds_at.setdefault((at, right), set()).add(of_kind)
    return frozenset(
        _token(of_kind, at, right, department)
        for (at, right), kinds in kinds_at.items()
        for of_kind in ({ANY_KIND} if kinds == set(KINDS) else kinds)
    )


@cache
def reading_everything() -> frozenset[str]:
    """The tokens of those who may read every kind of record at every level in every department."""
    return frozenset(_token(ANY_KIND, each, READ, ANY_DEPARTMENT) for each in LEVELS)


@cache
def _roles_of_class(kind: str, level: str) -> Mapping[str, tuple[str, ...]]:
    roles = {
        _token(each, level, right, ANY_DEPARTMENT): (role,)
        for each in (kind, ANY_KIND)
        for right, role in RIGHTS.items()
    }
    return MappingProxyType(roles)


def roles_of_tokens(record: Any) -> Mapping[str, tuple[str, ...]]:
    """Token → the roles that whoever holds it has on a record."""
    return _roles_of_class(kind(record), level(record))


def roles_of_tokens_on_site() -> Mapping[str, tuple[str, ...]]:
    """Token → the roles that whoever holds it has on the site itself."""
    return _roles_of_class(SITE, NO_LEVEL)
