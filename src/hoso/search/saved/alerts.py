"""Mails of what is new: which are due, and sending them."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from smtplib import SMTPConnectError, SMTPServerDisconnected
from typing import Any

import transaction
from Products.CMFCore.utils import getToolByName
from transaction.interfaces import TransientError
from ZODB.POSException import StorageError

from hoso.jobs import Enter, Entry, JobContext, NotNow, enqueue, register
from hoso.search.errors import SearchError

from .due import next_due
from .mail import AlertError, NoAddress, message
from .novelty import fresh, mark_looked
from .owner import owner_of
from .shelf import NoSuchSearch, SavedSearch, one_of_person, shelves

__all__ = ["AlertError", "send_due", "watch_alerts"]

KIND = "saved-search-mail"
LANE = "mail"

# A mail server that is away is asked again after so many seconds, an index that is away likewise.
_MAIL_AWAY, _INDEX_AWAY = 300.0, 60.0
_AWAY = (ConnectionError, TimeoutError, SMTPConnectError, SMTPServerDisconnected)


def send_due(site: Any, now: float) -> int:
    """Leave an entry for each mail that is due, and set when the next one is; part of the caller's transaction.

    So a mail that cannot be sent holds up none that comes after it. Returns how many were due.
    """
    all_shelves = shelves()
    due = [(id, person) for id, (person, at) in all_shelves.alerts.items() if at <= now] if all_shelves else []
    for id, person in due:
        all_shelves.alerts[id] = (person, next_due(one_of_person(person, id).frequency, now))
        enqueue(site, KIND, id, payload=person)
    return len(due)


def watch_alerts(enter: Enter, stopping: threading.Event, seconds: float = 60.0) -> None:
    """See to it that mails are sent when they are due, until ``stopping``; for a thread of the worker."""
    while not stopping.wait(seconds):
        # A storage that is away is asked again; so is one where another worker has just done the same.
        with suppress(TransientError, StorageError), enter() as site:
            if send_due(site, time.time()):
                transaction.commit()


def send(context: JobContext, entries: Sequence[Entry]) -> None:
    """The handler. Nothing is new: nothing is sent. Once a mail is handed over, what stood in it is no longer new;
    a worker that dies between the two sends it again, under the same ``Message-ID``.
    """
    for entry in entries:
        with context.open() as site:
            told = _send(site, entry)
        if told:
            context.transact(lambda site, entry=entry, told=told: _mark(site, entry, told))
        context.checkpoint()


def _send(site: Any, entry: Entry) -> list[str]:
    """Send the mail; the UIDs of the records in it. Changes nothing."""
    search = _search(entry)
    user = owner_of(search) if search is not None else None
    if user is None or search.frequency == "never":
        return []
    try:
        new = fresh(search, user)
    except SearchError as error:
        raise NotNow(_INDEX_AWAY, f"{error} {error.detail}") from error
    if not new.records:
        return []
    to = user.getProperty("email", "")
    if not to:
        raise NoAddress(search.owner)
    try:
        getToolByName(site, "MailHost").send(message(search, user, to, new, entry.stamp), immediate=True)
    except _AWAY as error:
        raise NotNow(_MAIL_AWAY, f"{type(error).__name__}: {error}") from error
    return [record.UID() for record in new.records]


def _mark(site: Any, entry: Entry, told: list[str]) -> None:
    search = _search(entry)
    user = owner_of(search) if search is not None else None
    if user is not None:
        mark_looked(search, user, told)


def _search(entry: Entry) -> SavedSearch | None:
    """The search that an entry is about; None when it was removed meanwhile."""
    try:
        return one_of_person(entry.payload or "", entry.uid)
    except NoSuchSearch:
        return None


register(KIND, LANE, send)
