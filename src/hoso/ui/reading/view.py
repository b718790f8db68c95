"""What waits, runs or failed of the work outside requests; an archivist lets failed work wait again."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from functools import cached_property
from typing import Any, NamedTuple

from AccessControl import getSecurityManager
from plone.protect import CheckAuthenticator

from hoso import jobs
from hoso.home import Home
from hoso.record.i18n import _
from hoso.record.lookup import by_uid
from hoso.ui.frame import Problem, Screen, parameters

SHOWN = 100

_LANES = {
    "reading": _("Reading of files"),
    "indexing": _("Search index"),
    "building": _("Building the search index anew"),
}


class LaneRow(NamedTuple):
    """A lane of work and how much of it waits, runs, failed."""

    label: str
    counts: jobs.LaneCounts


class ParkedRow(NamedTuple):
    """Work that failed for good; without a title and an address where the person may not see the record."""

    key: str
    title: str
    url: str
    error: str


class ReadingScreen(Screen):
    """``@@reading`` of the site. A POST with ``key`` lets one piece of work wait again."""

    section = "reading"
    help = "reading"
    retried = False

    @property
    def title(self) -> str:
        return _("Reading")

    def prepare(self) -> None:
        if self.request.method == "POST":
            self._retry(_key(parameters.text(self.request.form, "key", 2_000)))

    def _retry(self, key: str) -> None:
        CheckAuthenticator(self.request)
        try:
            jobs.retry(self._root, key)
        except KeyError as error:
            raise Problem(
                _("This work does not wait for anybody any more. It was tried again already, or was dropped."),
                status=404,
                link=f"{self.portal_url}/@@reading",
                label=_("Reading"),
            ) from error
        self.retried = True

    @property
    def _root(self) -> Any:
        return self.context._p_jar.root()

    @cached_property
    def lanes(self) -> list[LaneRow]:
        """The lanes with their counts."""
        counts = jobs.counts(self._root)
        return [LaneRow(label, counts.get(lane, jobs.LaneCounts())) for lane, label in _LANES.items()]

    @cached_property
    def parked(self) -> list[ParkedRow]:
        """Work that failed, at most ``SHOWN`` of it."""
        return [self._parked_row(parked) for parked in jobs.parked(self._root)[:SHOWN]]

    def _parked_row(self, parked: jobs.Parked) -> ParkedRow:
        record = by_uid(parked.entry.uid)
        if record is None or not getSecurityManager().checkPermission("View", record):
            return ParkedRow(_token(parked.key), "", "", parked.entry.error)
        return ParkedRow(_token(parked.key), record.title, record.absolute_url(), parked.entry.error)

    @property
    def worker_alive(self) -> bool:
        """Whether a worker runs on this machine."""
        return jobs.worker_alive(Home.from_environment())


def _token(key: str) -> str:
    """The key of a piece of work as a value of a form, which cannot hold every character of it."""
    return urlsafe_b64encode(key.encode()).decode()


def _key(token: str) -> str:
    """The key again; of a text that is no token, a key that nothing has."""
    try:
        return urlsafe_b64decode(token).decode()
    except ValueError:
        return ""
