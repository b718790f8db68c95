"""What a command on rows has done, for the message that offers to undo it."""

from __future__ import annotations

from typing import NamedTuple

from hoso.record import bulk
from hoso.record.i18n import _
from hoso.ui.frame import wording

_SHOWN = 20


class Done(NamedTuple):
    """A command: ``text`` says what was done, ``left`` names rows that stayed as they were, ``more`` counts others."""

    id: str
    text: str
    finished: bool
    may_be_undone: bool
    left: list[tuple[str, str]]
    more: int


def done(id: str) -> Done | None:
    """A command of this person; ``None`` for one that is gone, of which there is nothing to say."""
    try:
        command = bulk.command(id)
    except bulk.NoSuchCommand:
        return None
    return Done(
        id,
        _text(command),
        command.finished,
        command.may_be_undone,
        list(command.left[:_SHOWN]),
        max(0, len(command.left) - _SHOWN),
    )


def _text(command: bulk.Command) -> str:
    counts = {"count": wording.count(command.changed), "total": wording.count(command.total)}
    if not command.finished:
        return _("${count} of ${total} documents so far; the rest follows in the background.", mapping=counts)
    if command.undoing:
        return _("Taken back for ${count} documents.", mapping=counts)
    if command.moves:
        return _("${count} documents moved to another dossier.", mapping=counts)
    return _("Saved: ${count} documents.", mapping=counts)
