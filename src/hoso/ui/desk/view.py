"""``@@desk``: what waits for the person who is signed in, as far as they may see it."""

from __future__ import annotations

from datetime import date, datetime
from functools import cached_property
from typing import Any, NamedTuple

from plone import api

from hoso.home import Home
from hoso.ingest.uploads import Uploads
from hoso.pages import state_of_brain
from hoso.pages.catalog import in_state, number_in_state
from hoso.record.changes import changed_last_by
from hoso.record.i18n import _
from hoso.record.undescribed import waiting_to_be_described
from hoso.search import saved
from hoso.ui.frame import Screen
from hoso.ui.reading.figures import Figure, ReadingFigures
from hoso.ui.reading.importing import ImportLine, import_lines
from hoso.ui.reading.live import share
from hoso.ui.search.saved import SavedScreen

_FAILED, _CHANGED, _LOOKED_AT, _DOSSIERS, _IMPORTS = 5, 8, 60, 6, 10
_DAYS = (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"))


class Task(NamedTuple):
    """Something that waits: shape, words, how many, since when (may be empty), where to go and what to do there."""

    css: str
    label: str
    why: str
    count: int
    since: str
    url: str
    do: str


class Failed(NamedTuple):
    """A file that could not be read, and why."""

    title: str
    url: str
    reason: str
    uid: str


class Unfinished(NamedTuple):
    """Files of this person on their way into a dossier: how many, and how much of them has come."""

    dossier: str
    url: str
    files: int
    have: int
    length: int
    until: str


class Kept(NamedTuple):
    """A saved search and how many documents are new in it."""

    name: str
    url: str
    new: str


class Changed(NamedTuple):
    """A record that this person changed."""

    number: str
    title: str
    url: str
    at: str


class DeskScreen(SavedScreen):
    """The desk. Everything on it leads to where it is done."""

    section = "desk"
    help = "desk"
    scripts = (*Screen.scripts, "live")

    @property
    def title(self) -> str:
        return _("My work")

    def prepare(self) -> None:
        self.home = Home.from_environment()
        self.person_id = api.user.get_current().getId()

    @property
    def weekday(self) -> str:
        """The day of the week."""
        return _DAYS[date.today().weekday()]

    @property
    def today(self) -> str:
        """The day."""
        return self.wording.day(date.today())

    @cached_property
    def tasks(self) -> list[Task]:
        """What waits for a person, without what there is none of."""
        count, since = waiting_to_be_described()
        reading = f"{self.portal_url}/@@reading?state="
        tasks = [
            Task(
                "st st-need",
                _("Not described yet"),
                _("a file is here, nobody and no catalogue has described it"),
                count,
                self.wording.day(since.asdatetime().date()) if since else "",
                f"{self.portal_url}/@@undescribed",
                _("Describe"),
            ),
            Task(
                "st st-need",
                _("A person should look"),
                _("read, with pages that are not sure"),
                number_in_state("review"),
                "",
                f"{reading}review#lists",
                _("Look"),
            ),
            Task(
                "st st-fail",
                _("Reading failed"),
                _("not found by their text until they are read"),
                number_in_state("failed"),
                "",
                f"{reading}failed#lists",
                _("Mend"),
            ),
        ]
        return [task for task in tasks if task.count]

    @cached_property
    def failed(self) -> list[Failed]:
        """The latest files that could not be read."""
        return [
            Failed(brain.Title or brain.getId, brain.getURL(), state_of_brain(brain).reason, brain.UID)
            for brain in in_state("failed")[:_FAILED]
        ]

    @cached_property
    def now(self) -> ReadingFigures:
        """How the reading stands."""
        return ReadingFigures(self.home)

    @property
    def figures(self) -> list[Figure]:
        """Of the line of figures what stands beside the bar."""
        return [each for each in self.now.figures() if each.name in ("waiting", "pages", "rate")]

    @property
    def share(self) -> int:
        """How much of the files being read is read, of a thousand."""
        return share(*self.now.pages)

    @cached_property
    def imports(self) -> list[ImportLine]:
        """The imports that are under way."""
        return [line for line in import_lines(self.home, _IMPORTS) if line.running]

    @cached_property
    def uploads(self) -> list[Unfinished]:
        """This person's files that are not in the archive yet, by dossier."""
        by_dossier: dict[str, list[Any]] = {}
        for each in Uploads(self.home, self.person_id).waiting():
            by_dossier.setdefault(each.upload.dossier, []).append(each)
        brains = api.portal.get_tool("portal_catalog")(UID=list(by_dossier)) if by_dossier else ()
        return [self._unfinished(brain, by_dossier[brain.UID]) for brain in brains]

    def _unfinished(self, dossier: Any, waiting: list[Any]) -> Unfinished:
        return Unfinished(
            dossier.Title,
            f"{dossier.getURL()}/@@upload",
            len(waiting),
            sum(each.offset for each in waiting),
            sum(each.upload.announced.length for each in waiting),
            self.wording.day(datetime.fromtimestamp(min(each.expires for each in waiting)).date()),
        )

    @cached_property
    def searches(self) -> list[Kept]:
        """This person's saved searches."""
        return [
            Kept(search.name, self.page_url(search), self.new_count(self.fresh(search)))
            for search in saved.of_person(self.person_id)
        ]

    @cached_property
    def _mine(self) -> list[Any]:
        return changed_last_by(self.person_id, _LOOKED_AT)

    @property
    def changed(self) -> list[Changed]:
        """What this person changed last."""
        moment = self.wording.moment
        return [
            Changed(self.number(brain), brain.Title or brain.getId, brain.getURL(), moment(brain.modified))
            for brain in self._mine[:_CHANGED]
        ]

    @cached_property
    def dossiers(self) -> list[Any]:
        """Brains of the dossiers in which that was, the latest first."""
        paths: dict[str, None] = {}
        for brain in self._mine:
            path = brain.getPath()
            paths[path if brain.portal_type == "Dossier" else path.rpartition("/")[0]] = None
        if not paths:
            return []
        catalog = api.portal.get_tool("portal_catalog")
        found = catalog(path={"query": list(paths), "depth": 0}, portal_type="Dossier")
        known = {brain.getPath(): brain for brain in found}
        return [known[path] for path in paths if path in known][:_DOSSIERS]

    def number(self, brain: Any) -> str:
        """The number of a record, where it has one."""
        return brain.reference if isinstance(brain.reference, str) else ""
