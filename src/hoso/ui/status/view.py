"""``@@status``: what runs, what is wrong, what to do next. ``hoso status`` says the same."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cached_property
from typing import Any, NamedTuple

from plone import api
from plone.protect.authenticator import check
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile

from hoso.archive.concerns import Concern, concerns
from hoso.archive.condition import Condition, condition
from hoso.home import Home
from hoso.record.i18n import _
from hoso.search.site import slow_searches
from hoso.ui.frame import Screen, parameters
from hoso.ui.frame.protection import OwnTokens
from hoso.ui.reading.parked import LANES, MAX_KEY, ParkedRow, lane_label, parked_rows, retry, retry_all

_PARKED = 100


class LaneRow(NamedTuple):
    """A queue."""

    label: str
    waiting: int
    running: int
    parked: int
    lag: str


class SlowRow(NamedTuple):
    """A search that took long."""

    seconds: str
    text: str
    filters: int
    total: int
    at: str


class DiskRow(NamedTuple):
    """A disk: the folders on it, how much is free."""

    folders: list[tuple[str, str]]
    free: str
    total: str
    share: int


class StatusScreen(OwnTokens, Screen):
    """The page of those who run the system. A POST with ``key`` lets one piece of failed work wait again, one with
    ``all`` lets all.
    """

    section = "status"
    help = "status"
    parts = ViewPageTemplateFile("../reading/parts.pt")

    @property
    def title(self) -> str:
        return _("State of the system")

    @property
    def retry_url(self) -> str:
        """This page's address."""
        return f"{self.portal_url}/@@status"

    def prepare(self) -> None:
        if self.request.method == "POST":
            self._post(self.request.form)

    def _post(self, form: Any) -> None:
        check(self.request)
        root, done = self.context._p_jar.root(), 1
        if form.get("all"):
            done = retry_all(root)
        else:
            retry(root, parameters.text(form, "key", MAX_KEY), self.retry_url, self.title)
        told = _("To be tried again: ${count}", mapping={"count": self.wording.count(done)})
        api.portal.show_message(told, self.request)
        self.request.response.redirect(self.retry_url, status=303)

    @cached_property
    def home(self) -> Home:
        """The instance."""
        return Home.from_environment()

    @cached_property
    def now(self) -> Condition:
        """How it stands."""
        return condition(self.home, self.context)

    @cached_property
    def concerns(self) -> list[Concern]:
        """What to do."""
        return concerns(self.home, self.now)

    @property
    def worker_since(self) -> str:
        """Since when the worker runs; nothing when none does."""
        since = self.now.worker_since
        return self.wording.moment(datetime.fromtimestamp(since, UTC)) if since else ""

    @property
    def lanes(self) -> list[LaneRow]:
        """The queues, those of every instance first."""
        names = dict.fromkeys([*LANES, *self.now.lanes])
        return [self._lane(name) for name in names]

    def _lane(self, name: str) -> LaneRow:
        lane = self.now.lane(name)
        lag = self.wording.duration(datetime.now(UTC).timestamp() - lane.since) if lane.since else ""
        return LaneRow(lane_label(name), lane.counts.waiting, lane.counts.running, lane.counts.parked, lag)

    @cached_property
    def parked(self) -> list[ParkedRow]:
        """Work that failed for good."""
        return parked_rows(self.context._p_jar.root(), _PARKED)

    @property
    def all_parked(self) -> int:
        """How much that is in all."""
        return sum(lane.counts.parked for lane in self.now.lanes.values())

    @property
    def index_built(self) -> str:
        """When the index that answers was built."""
        about = self.now.index.about
        return self.wording.moment(datetime.fromisoformat(about.built)) if about and about.built else ""

    @property
    def slow(self) -> list[SlowRow]:
        """The slowest searches of late."""
        return [
            SlowRow(
                f"{each.seconds:.1f} s".replace(".", ","),
                each.text,
                each.filters,
                each.total,
                self.wording.moment(datetime.fromtimestamp(each.at, UTC)),
            )
            for each in slow_searches(self.home)
        ]

    @property
    def disks(self) -> list[DiskRow]:
        """The disks with the folders on them."""
        what = {
            self.home.storage: _("database, originals, readings"),
            self.home.uploads: _("uploads under way"),
            self.home.spool: _("files being read"),
            self.home.search: _("search index"),
            self.home.pictures: _("pictures of pages"),
            self.home.copies: _("searchable copies"),
            self.home.log: _("logs"),
        }
        disks: dict[tuple[int, int], list[tuple[str, str]]] = {}
        for each in self.now.folders:
            disks.setdefault((each.total, each.device), []).append((str(each.path), what.get(each.path, "")))
        free = {each.device: each.free for each in self.now.folders}
        size = self.wording.size
        return [
            DiskRow(folders, size(free[device]), size(total), 100 * free[device] // max(total, 1))
            for (total, device), folders in disks.items()
        ]

    @property
    def database_size(self) -> str:
        """The length of the database's file."""
        return self.wording.size(self.now.database)

    def moment(self, text: str) -> str:
        """A moment of a note as people write it."""
        return self.wording.moment(datetime.fromisoformat(text))
