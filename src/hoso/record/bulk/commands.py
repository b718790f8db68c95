"""A planned change carried out and kept, so that it can be undone.

Kept are the values and origins from before, for a day. Undoing heeds what was done meanwhile: a record that is no
longer as the command left it stays as it is, and is named.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from Acquisition import aq_inner, aq_parent
from BTrees.IOBTree import IOBTree
from BTrees.OOBTree import OOBTree
from persistent import Persistent
from plone.uuid.interfaces import IUUID
from zope.annotation.interfaces import IAnnotations
from zope.component.hooks import getSite

from hoso.jobs import enqueue
from hoso.record.bulk.plan import HOME, Step, current
from hoso.record.editing import LockedByOther, refuse_locked, row_changes, values_of
from hoso.record.errors import RecordError
from hoso.record.lookup import by_uid
from hoso.record.moving import move
from hoso.record.origin import Origin, current_user, now, origins, restore, set_values

KIND = "bulk"
AT_ONCE = 200
"""Up to so many records are changed in the request; more are left to the worker."""
BATCH = 100
KEPT = timedelta(days=1)

_KEY = "hoso.record.bulk"
_CHANGED = "đã được sửa sau lệnh này"
_GONE = "không còn"


class NoSuchCommand(RecordError):
    """There is no such command of this person, or it is too old to be undone."""

    def __init__(self) -> None:
        super().__init__("Lệnh này không còn hoàn tác được: đã quá một ngày, hoặc của người khác.")


class Command(Persistent):
    """One change of many records by ``by``; ``waiting`` and ``done`` hold it batch by batch.

    ``done`` has for each changed record what it was and what it became. ``left`` names the records that stayed as they
    were, with the reason. While ``undoing``, ``waiting`` are batches of ``done`` to be taken back.
    """

    undoing = False

    def __init__(self, container: str, steps: Sequence[Step]) -> None:
        self.id = secrets.token_hex(8)
        self.container = container
        self.by = current_user()
        self.at: datetime = now()
        self.total = len(steps)
        self.changed = 0
        self.moves = any(HOME in step.after for step in steps)
        self.left: tuple[tuple[str, str], ...] = ()
        self.waiting = IOBTree(dict(enumerate(_cut(steps))))
        self.done = IOBTree()

    @property
    def finished(self) -> bool:
        """Whether nothing waits for the worker."""
        return not self.waiting

    @property
    def may_be_undone(self) -> bool:
        """Whether it is finished and changed something that was not taken back yet."""
        return self.finished and not self.undoing and self.changed > 0

    def work(self) -> bool:
        """Do the next batch; whether there is more."""
        if self.waiting:
            number = self.waiting.minKey()
            batch = self.waiting.pop(number)
            if self.undoing:
                self._take_back(batch)
            else:
                self._carry_out(number, batch)
        return bool(self.waiting)

    def _carry_out(self, number: int, batch: Iterable[Step]) -> None:
        done = []
        for step in map(lambda values: Step(*values), batch):
            record = by_uid(step.uid)
            reason = _why_not(record, step.before)
            if reason:
                self.left += ((step.title, reason),)
            else:
                done.append(_changed(record, step, Origin("typed", by=self.by, at=now())))
        self.done[number] = tuple(done)
        self.changed += len(done)

    def _take_back(self, batch: Iterable[tuple]) -> None:
        for uid, title, values, after in batch:
            record = by_uid(uid)
            reason = _why_not(record, after)
            if reason:
                self.left += ((title, reason),)
                continue
            if HOME in values:
                home = by_uid(values[HOME])
                if home is None:
                    self.left += ((title, "hồ sơ cũ không còn"),)
                    continue
                move(record, home)
            else:
                restore(record, values)
            self.changed += 1


def begin(container: Any, steps: Sequence[Step]) -> Command:
    """Carry out those steps of a plan that have no reason against it; the larger ones by the worker.

    Returns the command, whose ``finished`` says which. The caller has checked that the plan is what was shown.
    """
    command = Command(IUUID(container), [step for step in steps if not step.reason])
    _commands(create=True)[command.id] = command
    _start(command)
    return command


def save_row(container: Any, record: Any, texts: Mapping[str, str], seen: str) -> Command | None:
    """Give a record the values typed into its row of a container's register; ``None`` when nothing changed.

    The caller has checked the permission. Raises as ``hoso.record.editing.row_changes``.
    """
    after = row_changes(record, texts, seen)
    if not after:
        return None
    before = {name: current(record, name) for name in after}
    return begin(container, [Step(IUUID(record), record.title or record.getId(), before, after)])


def command(id: str) -> Command:
    """A command of the person signed in; raises ``NoSuchCommand``."""
    found = _commands().get(id)
    if found is None or found.by != current_user() or found.at < now() - KEPT:
        raise NoSuchCommand
    return found


def undo(id: str) -> Command:
    """Take a command back, record by record, where nobody has changed them since; ``left`` then names the others.

    Raises ``NoSuchCommand``; taking back what is taken back already changes nothing.
    """
    found = command(id)
    if found.may_be_undone:
        found.undoing, found.total, found.changed, found.left = True, found.changed, 0, ()
        found.waiting = IOBTree({-number: batch[::-1] for number, batch in found.done.items()})
        _start(found)
    return found


def work(id: str) -> bool:
    """Do the next batch of a command in the worker; whether there is more."""
    found = _commands().get(id)
    return found is not None and found.work()


def _start(command: Command) -> None:
    if command.total > AT_ONCE:
        enqueue(getSite(), KIND, command.id)
    else:
        while command.work():
            pass


def _commands(create: bool = False) -> Any:
    annotations = IAnnotations(getSite())
    if create:
        if _KEY not in annotations:
            annotations[_KEY] = OOBTree()
        for id in [id for id, each in annotations[_KEY].items() if each.at < now() - KEPT]:
            del annotations[_KEY][id]
    return annotations.get(_KEY, {})


def _cut(steps: Sequence[Step]) -> Iterable[tuple[tuple, ...]]:
    # Plain tuples, so that the storage needs none of our classes.
    return (tuple(map(tuple, steps[first : first + BATCH])) for first in range(0, len(steps), BATCH))


def _why_not(record: Any, texts: dict[str, str]) -> str:
    """Why a record cannot be changed now that had these texts when it was last looked at; empty when it can."""
    if record is None:
        return _GONE
    if any(current(record, name) != text for name, text in texts.items()):
        return _CHANGED
    try:
        refuse_locked(record)
    except LockedByOther as error:
        return str(error)
    return ""


def _changed(record: Any, step: Step, origin: Origin) -> tuple[str, str, dict[str, Any], dict[str, str]]:
    """Change a record; what has to be known to take that back: uid, title, values before, texts afterwards."""
    if HOME in step.after:
        before = {HOME: IUUID(aq_parent(aq_inner(record)))}
        record = move(record, by_uid(step.after[HOME]))
    else:
        values = values_of(record, step.after)
        known = origins(record)
        before = {name: (getattr(record, name, None), known.get(name)) for name in values}
        set_values(record, values, origin)
    return step.uid, step.title, before, {name: current(record, name) for name in step.after}
