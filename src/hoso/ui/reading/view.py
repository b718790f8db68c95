"""What is being read, waits, failed or needs a person; and the imports. Failed work is tried again from here."""

from __future__ import annotations

from functools import cached_property
from typing import Any, NamedTuple

from AccessControl import getSecurityManager
from plone import api
from plone.protect.authenticator import check
from Products.CMFCore.permissions import ModifyPortalContent
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile

from hoso import jobs, pages
from hoso.home import Home
from hoso.pages.catalog import in_state, number_in_state
from hoso.record.i18n import _
from hoso.record.lookup import by_uid
from hoso.ui.frame import Problem, Screen, parameters
from hoso.ui.frame.paging import PageLink, page_links, paging
from hoso.ui.frame.protection import OwnTokens
from hoso.ui.reading.figures import Figure, ReadingFigures
from hoso.ui.reading.importing import ImportLine, import_lines
from hoso.ui.reading.live import share
from hoso.ui.reading.parked import MAX_KEY, ParkedRow, parked_rows, retry
from hoso.ui.reading.state import StateLabel, state_label

PAGE_SIZE = 50
LAST_PAGE = 20_000
_PARKED, _IMPORTS, _UID = 100, 10, 64

STATES = {
    "review": _("A person should look"),
    "failed": _("Reading failed"),
    "reading": _("Being read"),
    "waiting": _("Waiting"),
}


class StateLink(NamedTuple):
    """A list to choose."""

    url: str
    label: str
    count: int
    css: str
    current: bool


class Line(NamedTuple):
    """A file whose reading is in some state."""

    title: str
    url: str
    number: str
    pages: int
    state: StateLabel
    reason: str
    retry: str


class ReadingScreen(OwnTokens, Screen):
    """``@@reading`` of the site. A POST with ``key`` lets failed work wait again, one with ``uid`` has a file read
    once more.
    """

    section = "reading"
    help = "reading"
    scripts = (*Screen.scripts, "live")
    paging = paging
    live = ViewPageTemplateFile("live.pt")
    parts = ViewPageTemplateFile("parts.pt")

    @property
    def title(self) -> str:
        return _("Reading and imports")

    def prepare(self) -> None:
        form = self.request.form
        self.home = Home.from_environment()
        self.state = parameters.text(form, "state")
        if self.state not in STATES:
            self.state = next((name for name in ("failed", "review") if number_in_state(name)), "reading")
        self.page = parameters.whole(form, "page", 1, LAST_PAGE)
        if self.request.method == "POST":
            self._post(form)

    def _post(self, form: Any) -> None:
        check(self.request)
        uid = parameters.text(form, "uid", _UID)
        if uid:
            self._read_again(uid)
        else:
            key = parameters.text(form, "key", MAX_KEY)
            retry(self.context._p_jar.root(), key, self._url(self.state), self.title)
        api.portal.show_message(_("It waits to be tried again."), self.request)
        self.request.response.redirect(self._url(self.state), status=303)

    def _read_again(self, uid: str) -> None:
        record = by_uid(uid)
        if record is None or not getSecurityManager().checkPermission(ModifyPortalContent, record):
            raise Problem(
                _("There is no such record, or your account may not have it read again."),
                status=404,
                link=self._url(self.state),
                label=self.title,
            )
        try:
            pages.request_reading(record, again=True)
        except pages.NoFile as error:
            raise Problem(str(error), link=record.absolute_url(), label=record.title) from error

    def _url(self, state: str, page: int = 1) -> str:
        address = f"{self.portal_url}/@@reading?state={state}"
        return f"{address}&page={page}" if page > 1 else address

    @cached_property
    def now(self) -> ReadingFigures:
        """How the reading stands."""
        return ReadingFigures(self.home)

    @property
    def figures(self) -> list[Figure]:
        """The line of figures."""
        return self.now.figures()

    @property
    def share(self) -> int:
        """How much of the files being read is read, of a thousand."""
        return share(*self.now.pages)

    @property
    def live_url(self) -> str:
        """Where the script asks for the figures again."""
        return f"{self.portal_url}/@@reading-live"

    @property
    def retry_url(self) -> str:
        """Where the forms go that have failed work tried again."""
        return self._url(self.state)

    @property
    def here(self) -> str:
        """This page, to be loaded again."""
        return self._url(self.state, self.page)

    @cached_property
    def states(self) -> list[StateLink]:
        """The lists."""
        return [self._state_link(name, label, number_in_state(name)) for name, label in STATES.items()]

    def _state_link(self, name: Any, label: str, count: int) -> StateLink:
        # Of what there is nothing, nothing stands out.
        css = state_label(pages.ReadingState(name)).css if count else "muted"
        return StateLink(f"{self._url(name)}#lists", label, count, css, name == self.state)

    @cached_property
    def _found(self) -> Any:
        return in_state(self.state)

    @cached_property
    def lines(self) -> list[Line]:
        """The records of this page of the chosen list."""
        start = (self.page - 1) * PAGE_SIZE
        return [self._line(brain) for brain in self._found[start : start + PAGE_SIZE]]

    def _line(self, brain: Any) -> Line:
        state = pages.state_of_brain(brain)
        failed = state.name == "failed"
        shown = state_label(state._replace(reason=""))
        label = StateLabel(shown.css, _("could not be read")) if failed else shown
        number = brain.reference if isinstance(brain.reference, str) else ""
        title = brain.Title or brain.getId
        return Line(title, brain.getURL(), number, state.pages, label, state.reason, brain.UID if failed else "")

    @property
    def nothing(self) -> str:
        """What an empty list says."""
        return {
            "review": _("No file needs a person."),
            "failed": _("Every file could be read."),
            "reading": _("No file is being read."),
            "waiting": _("No file waits."),
        }[self.state]

    @property
    def pages(self) -> list[PageLink]:
        """Links to the pages of the list."""
        last = min(-(-len(self._found) // PAGE_SIZE), LAST_PAGE)
        return page_links(self.page, last, lambda number: f"{self._url(self.state, number)}#lists")

    @cached_property
    def parked(self) -> list[ParkedRow]:
        """Work that failed for good."""
        return parked_rows(self.context._p_jar.root(), _PARKED)

    @cached_property
    def imports(self) -> list[ImportLine]:
        """The latest imports."""
        return import_lines(self.home, _IMPORTS)

    @property
    def worker_alive(self) -> bool:
        """Whether a worker runs on this machine."""
        return jobs.worker_alive(self.home)
