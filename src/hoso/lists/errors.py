"""The root of this room's errors: one class per cause, a message for people that names the remedy."""

from __future__ import annotations

from hoso.record.i18n import _


class ListError(Exception):
    """A list cannot be made as asked. ``message`` is for people, to be translated; ``str()`` is its Vietnamese."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class TooManyRows(ListError):
    """The list has more rows than one request can write."""

    def __init__(self, limit: int) -> None:
        super().__init__(
            _(
                "This list has more than ${limit} rows. Make it of a smaller part of the archive, or let the "
                "administrator write it with the command “hoso export”.",
                mapping={"limit": f"{limit:,}".replace(",", ".")},
            )
        )
