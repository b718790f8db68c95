"""Reading the parameters of a request: every one has a bound, and a value out of it gets a clear page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hoso.record.i18n import _
from hoso.ui.frame.screen import Problem

MAX_QUERY = 2_000
MAX_VALUE = 300
MAX_VALUES = 50


def text(form: Mapping[str, Any], name: str, limit: int = MAX_VALUE) -> str:
    """The parameter as one text without control characters; raises ``Problem`` when it is longer than the limit."""
    value = form.get(name, "")
    if isinstance(value, list):
        value = value[0] if value else ""
    if not isinstance(value, str):
        raise Problem(_("The address has a value that is not text. Start again from the search box."))
    value = "".join(" " if ord(character) < 32 else character for character in value).strip()
    if len(value) > limit:
        raise Problem(_("What was typed is longer than ${limit} characters. Shorten it.", mapping={"limit": limit}))
    return value


def texts(form: Mapping[str, Any], name: str, most: int = MAX_VALUES) -> tuple[str, ...]:
    """The parameter's values, each once, in order; raises ``Problem`` when they are too many or too long."""
    values = form.get(name, [])
    if not isinstance(values, list):
        values = [values]
    if len(values) > most:
        raise Problem(_("The address has too many filters. Start again from the search box."))
    cleaned = (text({name: value}, name) for value in values)
    return tuple(dict.fromkeys(value for value in cleaned if value))


def whole(form: Mapping[str, Any], name: str, default: int, largest: int) -> int:
    """The parameter as a whole number from 1 to ``largest``; raises ``Problem`` when it is none."""
    value = text(form, name)
    if not value:
        return default
    number = whole_number(value, largest)
    if number is None:
        raise Problem(
            _(
                "“${value}” is not a number from 1 to ${largest}.",
                mapping={"value": value, "largest": largest},
            ),
        )
    return number


def whole_number(value: str, largest: int) -> int | None:
    """The number a text of ASCII digits says, or ``None`` when it is not a number from 1 to ``largest``."""
    if not (value.isascii() and value.isdecimal() and len(value) <= len(str(largest))):
        return None
    number = int(value)
    return number if 1 <= number <= largest else None
