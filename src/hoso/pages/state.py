"""How far the reading of a record is, in a small object of its own, so that progress never rewrites the
record.
"""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

from zope.i18n import translate
from zope.i18nmessageid import Message

from hoso.recognition import explain
from hoso.record.i18n import _

from .stored import RecordPages, keep, kept

Name = Literal["none", "waiting", "reading", "read", "review", "failed"]

_LONGEST_REASON = 500


class ReadingState(NamedTuple):
    """``name``: none (no file), waiting, reading, read, review (a person should look), failed.

    ``page`` of ``pages`` have been read; 0 of 0 while that is not known. ``reason`` says in Vietnamese why
    reading failed and what to do.
    """

    name: Name = "none"
    page: int = 0
    pages: int = 0
    reason: str = ""

    @property
    def label(self) -> Message:
        """The state in words, to be translated."""
        if self.name == "reading" and self.pages:
            mapping = {"page": str(self.page), "pages": str(self.pages)}
            return _("reading page ${page}/${pages}", mapping=mapping)
        if self.name == "failed":
            return _("error: ${reason}", mapping={"reason": self.reason})
        return _LABELS[self.name]

    @property
    def label_vi(self) -> str:
        """The state in Vietnamese, for lists and commands."""
        return translate(self.label, target_language="vi")


_LABELS = {
    "none": _("no file"),
    "waiting": _("waiting to be read"),
    "reading": _("being read"),
    "read": _("read"),
    "review": _("to be reviewed"),
}


def state(obj: Any) -> ReadingState:
    """How far the reading of a record's current file is."""
    pages = kept(obj)
    return ReadingState() if pages is None else ReadingState(*pages.state)


def state_of_brain(brain: Any) -> ReadingState:
    """The same of a catalog brain, without waking the record: all but the few that are being read just now.

    Their progress is not in the catalog, since it changes every few seconds.
    """
    value = brain.reading_progress
    if not isinstance(value, tuple):
        return ReadingState()
    found = ReadingState(*value)
    return state(brain._unrestrictedGetObject()) if found.name == "reading" else found


def set_state(obj: Any, new: ReadingState) -> None:
    """Change the state; the catalog follows when its name or reason does."""
    pages = keep(obj)
    old = ReadingState(*pages.state)
    new = new._replace(reason=new.reason[:_LONGEST_REASON])
    if new == old:
        return
    pages.state = tuple(new)
    if (new.name, new.reason) != (old.name, old.reason):
        obj.reindexObject(idxs=["reading_state"])


def settle(obj: Any, pages: RecordPages) -> None:
    """Set the state that follows from the stored reading and the corrections over it."""
    stored = pages.reading
    count = stored.page_count
    if dict(stored.sources).get("failed") == count:
        new = ReadingState("failed", count, count, explain(stored.first_failure))
    else:
        left = [number for number in stored.review if (stored.sha256, number) not in pages.corrections]
        new = ReadingState("review" if left else "read", count, count)
    set_state(obj, new)
