"""Work that failed for good: shown to whoever may see its record, and tried again when they say so."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, datetime
from typing import Any, NamedTuple

from AccessControl import getSecurityManager

from hoso import jobs
from hoso.record.i18n import _
from hoso.record.lookup import by_uid
from hoso.ui.frame import Problem, wording

LANES = {
    "reading": _("Reading of files"),
    "indexing": _("Search index"),
    "building": _("Building the search index anew"),
    "commands": _("Changes of many rows"),
    "copies": _("Searchable copies"),
    "rights": _("Access levels of what lies inside"),
    "mail": _("Mails of saved searches"),
}
MAX_KEY = 2_000


class ParkedRow(NamedTuple):
    """Work that failed for good; without a title and an address where the person may not see the record."""

    key: str
    lane: str
    title: str
    url: str
    error: str
    since: str


def parked_rows(root: Any, most: int) -> list[ParkedRow]:
    """At most so many pieces of work."""
    return [_row(parked) for parked in jobs.parked(root)[:most]]


def _row(parked: jobs.Parked) -> ParkedRow:
    entry = parked.entry
    record = by_uid(entry.uid)
    seen = record is not None and getSecurityManager().checkPermission("View", record)
    title, url = (record.title, record.absolute_url()) if seen else ("", "")
    since = wording.moment(datetime.fromtimestamp(entry.enqueued, UTC))
    return ParkedRow(_token(parked.key), lane_label(parked.lane), title, url, entry.error, since)


def lane_label(name: str) -> str:
    """What a queue is for."""
    return LANES.get(name, name)


def retry(root: Any, token: str, back: str, label: str) -> None:
    """Let one piece of work wait again; where it waits for nobody any more the answer leads ``back``."""
    try:
        jobs.retry(root, _key(token))
    except KeyError as error:
        raise Problem(
            _("This work does not wait for anybody any more. It was tried again already, or was dropped."),
            status=404,
            link=back,
            label=label,
        ) from error


def retry_all(root: Any) -> int:
    """Let all work that failed wait again; how much that is."""
    failed = jobs.parked(root)
    for each in failed:
        jobs.retry(root, each.key)
    return len(failed)


def _token(key: str) -> str:
    """The key of a piece of work as a value of a form, which cannot hold every character of it."""
    return urlsafe_b64encode(key.encode()).decode()


def _key(token: str) -> str:
    """The key again; of a text that is no token, a key that nothing has."""
    try:
        return urlsafe_b64decode(token).decode()
    except ValueError:
        return ""
