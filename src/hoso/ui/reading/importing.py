"""Imports as a screen shows them: whoever may see where they went may see how they went."""

from __future__ import annotations

import shlex
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any, NamedTuple

from AccessControl import getSecurityManager
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile

from hoso.home import Home
from hoso.ingest import Import, Problem, Progress, import_named, imports, progress_of, to_look_at
from hoso.ingest.report import LABELS
from hoso.record.i18n import _
from hoso.ui.frame import Problem as NotShown
from hoso.ui.frame import Screen, parameters, wording
from hoso.ui.frame.navigation import RUNNING
from hoso.ui.frame.paging import PageLink, page_links, paging
from hoso.ui.reading.figures import Figure

PAGE_SIZE = 50
LAST_PAGE = 10_000
_NAME = 40
_SHAPES = {"rejected": "st st-fail", "duplicate": "st st-need", "ignored": "st st-na"}


class ImportLine(NamedTuple):
    """An import in a list: when it began, where from and to, its state as shape and words, how much is done."""

    url: str
    started: str
    source: str
    into: str
    css: str
    state: str
    running: bool
    progress: Progress | None


class FileLine(NamedTuple):
    """A file, or a place in the catalogue, that a person should look at."""

    name: str
    folder: str
    url: str
    css: str
    state: str
    message: str


def may_see(found: Import) -> bool:
    """Whether the person who is logged in may see where an import went; who runs the system sees all."""
    checked = getSecurityManager().checkPermission
    site = api.portal.get()
    target = site.unrestrictedTraverse(found.into, None) if found.into else None
    return bool(checked("View", target) if target is not None else checked(RUNNING, site))


def import_lines(home: Home, most: int) -> list[ImportLine]:
    """The latest imports that the person may see, newest first."""
    return [_line(home, found) for found in imports(home, most) if may_see(found)]


def figures_of(found: Import, now: Progress | None) -> list[Figure]:
    """The line of figures of an import: how far it is while it runs, what came of it afterwards."""
    if found.running:
        return _running_figures(now)
    files = (found.totals or {}).get("files", {})
    return [
        Figure(status, LABELS[status].capitalize(), wording.count(number), _("files"))
        for status, number in files.items()
        if number
    ]


def _running_figures(now: Progress | None) -> list[Figure]:
    if now is None:
        return [Figure("files", _("Files"), "–")]
    of = _("of ${total}", mapping={"total": wording.count(now.files_total)})
    of_bytes = _("of ${total}", mapping={"total": wording.size(now.bytes_total)})
    left = now.eta_seconds
    until = wording.clock(datetime.now(UTC) + timedelta(seconds=left)) if left is not None else "–"
    return [
        Figure("files", _("Files"), wording.count(now.files), of),
        Figure("bytes", _("Size"), wording.size(now.bytes), of_bytes),
        Figure("rate", _("Rate"), f"{now.rate:.1f}".replace(".", ","), _("files a second")),
        Figure("until", _("Done at about"), until, wording.duration(left) if left is not None else ""),
    ]


def _line(home: Home, found: Import) -> ImportLine:
    css, state = state_of(found)
    return ImportLine(
        f"{api.portal.get().absolute_url()}/@@import?name={found.name}",
        wording.moment(datetime.fromisoformat(found.started)),
        found.source or found.catalogue,
        found.into,
        css,
        state,
        found.running,
        progress_of(home, found),
    )


def state_of(found: Import) -> tuple[str, str]:
    """Shape and words of how an import stands."""
    if found.running:
        return "st st-busy", _("under way")
    if found.broken_off:
        return "st st-fail", _("broken off")
    if found.stopped:
        return "st st-fail", _("stopped")
    left = _left(found)
    if left:
        return "st st-need", _("done, ${count} to look at", mapping={"count": wording.count(left)})
    return "st st-read", _("done")


def _left(found: Import) -> int:
    totals = found.totals or {}
    files, folders = totals.get("files", {}), totals.get("folders", {})
    refused = files.get("rejected", 0) + folders.get("rejected", 0)
    return refused + files.get("duplicate", 0) + totals.get("warnings", 0) + found.problems


class ImportScreen(Screen):
    """``@@import?name=…`` of the site: one import, and what of it a person should look at."""

    section = "reading"
    help = "reading"
    scripts = (*Screen.scripts, "live")
    paging = paging
    live = ViewPageTemplateFile("live.pt")

    def prepare(self) -> None:
        self.home = Home.from_environment()
        form = self.request.form
        found = import_named(self.home, parameters.text(form, "name", _NAME))
        if found is None or not may_see(found):
            raise NotShown(
                _("There is no such import, or your account may not see where it went."),
                status=404,
                link=f"{self.portal_url}/@@reading",
                label=_("Reading and imports"),
            )
        self.found = found
        self.page = parameters.whole(form, "page", 1, LAST_PAGE)
        start = (self.page - 1) * PAGE_SIZE
        items = to_look_at(self.home, found, start, PAGE_SIZE + 1)
        self.more = len(items) > PAGE_SIZE
        self.lines = self._lines(items[:PAGE_SIZE])

    @property
    def title(self) -> str:
        return _("Reading and imports") if self.problem else self.started

    @property
    def started(self) -> str:
        """When it began."""
        return wording.moment(datetime.fromisoformat(self.found.started))

    @property
    def finished(self) -> str:
        """When it ended; nothing while it runs."""
        return wording.moment(datetime.fromisoformat(self.found.finished)) if self.found.finished else ""

    @property
    def state(self) -> tuple[str, str]:
        """Shape and words of how it stands."""
        return state_of(self.found)

    @cached_property
    def progress(self) -> Progress | None:
        """How far it is while it runs."""
        return progress_of(self.home, self.found)

    @property
    def share(self) -> int:
        """How much is done, of a thousand."""
        now = self.progress
        return 1000 * now.files // now.files_total if now and now.files_total else 0

    @property
    def figures(self) -> list[Figure]:
        """The line of figures."""
        return figures_of(self.found, self.progress)

    @property
    def live_url(self) -> str:
        """Where the script asks for the figures again; nothing when the import is over."""
        return f"{self.portal_url}/@@import-live?name={self.found.name}" if self.found.running else ""

    @property
    def command(self) -> str:
        """The command that goes on with an import that did not come to its end."""
        parts = ["hoso", "import", *filter(None, [self.found.source]), "--into", self.found.into]
        return shlex.join([*parts, *(["--catalogue", self.found.catalogue] if self.found.catalogue else [])])

    @property
    def target(self) -> Any:
        """Where it went."""
        return api.portal.get().unrestrictedTraverse(self.found.into, None) if self.found.into else None

    def _lines(self, items: list[Any]) -> list[FileLine]:
        """The items; without those whose record the person may not see."""
        uids = [item.uid for item in items if not isinstance(item, Problem) and item.uid]
        seen = {brain.UID: brain for brain in api.portal.get_tool("portal_catalog")(UID=uids)} if uids else {}
        return [
            self._line(item, seen) for item in items if isinstance(item, Problem) or not item.uid or item.uid in seen
        ]

    def _line(self, item: Any, seen: dict[str, Any]) -> FileLine:
        if isinstance(item, Problem):
            where = _("row ${row}", mapping={"row": str(item.row)}) if item.row else _("header row")
            return FileLine(item.column, "", "", "st st-need", where, item.message_vi)
        url = seen[item.uid].getURL() if item.uid else ""
        kept = ", ".join(item.kept)
        message = item.message_vi or _("Left as a person had typed it: ${fields}.", mapping={"fields": kept})
        folder, _slash, name = item.source.rpartition("/")
        return FileLine(name, folder, url, _SHAPES.get(item.status, "st st-need"), LABELS[item.status], message)

    @property
    def pages(self) -> list[PageLink]:
        """Links to the pages of the list, as far as is known."""
        return page_links(self.page, self.page + self.more, self._page_url)

    def _page_url(self, number: int) -> str:
        return f"{self.portal_url}/@@import?name={self.found.name}&page={number}"
