"""What a record is called in a line of text."""

from __future__ import annotations

from typing import Any

from Acquisition import aq_base


def short_name(record: Any) -> str:
    """Its own number and symbol where it has some, else its title."""
    own = aq_base(record)
    return getattr(own, "reference", "") or getattr(own, "file_notation", "") or own.title or own.id
