"""Shorthand for fields whose values come from a dated vocabulary."""

from __future__ import annotations

from typing import Any

from zope import schema

AUTHORITIES = "hoso.authorities"


def one_of(terms: str, **kw: Any) -> schema.Choice:
    """An optional field with one term of ``data/<terms>.csv``."""
    return schema.Choice(vocabulary=f"hoso.{terms}", required=False, **kw)


def some_of(vocabulary: str, **kw: Any) -> schema.Tuple:
    """An optional field with several terms of a named vocabulary."""
    return schema.Tuple(
        value_type=schema.Choice(vocabulary=vocabulary),
        required=False,
        default=(),
        missing_value=(),
        max_length=50,
        **kw,
    )
