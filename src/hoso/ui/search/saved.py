"""Saved searches: the list with what is new in each, one of them with all that can be done with it."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cached_property
from typing import Any, NamedTuple

from plone import api
from plone.protect.authenticator import check

from hoso.record.i18n import _
from hoso.search import saved
from hoso.search.errors import SearchError
from hoso.search.saved import Fresh, SavedSearch
from hoso.ui.frame import Problem, Screen, parameters
from hoso.ui.frame.protection import OwnTokens
from hoso.ui.search.state import SearchState

FREQUENCIES = {"never": _("No mail"), "daily": _("Every day"), "weekly": _("Every Monday")}
_ID = 16


class Row(NamedTuple):
    """A saved search. ``new`` is empty where it cannot be told, ``more`` whether there may be more than that."""

    name: str
    text: str
    filters: int
    url: str
    page_url: str
    new: str
    alert: str
    feed: bool


class NewRow(NamedTuple):
    """A new record."""

    uid: str
    number: str
    title: str
    url: str


class SavedScreen(OwnTokens, Screen):
    """What both screens share."""

    section = "search"
    help = "saved-searches"
    engine_down = ""

    @cached_property
    def owner(self) -> Any:
        """The person signed in."""
        return api.user.get_current().getUser()

    @property
    def list_url(self) -> str:
        """The address of the list."""
        return f"{self.portal_url}/@@saved-searches"

    def done(self, text: str, url: str) -> None:
        """Tell what was done, on the page that comes next."""
        api.portal.show_message(text, self.request)
        self.request.response.redirect(url, status=303)

    def refused(self, error: Exception) -> Problem:
        """The page that says why something was not done."""
        return Problem(str(error), link=self.list_url, label=_("Saved searches"))

    def page_url(self, search: SavedSearch) -> str:
        """The address of a saved search."""
        return f"{self.portal_url}/@@saved-search?id={search.id}"

    def search_url(self, search: SavedSearch) -> str:
        """The address of its results."""
        asked = search.asked
        state = SearchState(text=asked.text, within=asked.within, filters=asked.filters, sort=asked.sort)
        return f"{self.portal_url}/@@hoso-search?{state.query_string}"

    def fresh(self, search: SavedSearch) -> Fresh | None:
        """What is new in it; None while the engine is down."""
        try:
            return saved.fresh(search, self.owner)
        except SearchError as error:
            self.engine_down = str(error)
            return None

    def new_count(self, new: Fresh | None) -> str:
        """How many are new, as people read it."""
        if new is None or new.too_wide:
            return ""
        return f"{self.wording.count(len(new.records))}{'+' if new.more else ''}"


class SavedList(SavedScreen):
    """``@@saved-searches``. With the parameters of a search it offers to save that; a POST saves it."""

    title = _("Saved searches")
    most = saved.MOST
    longest_name = saved.LONGEST_NAME

    def prepare(self) -> None:
        self.state = SearchState.from_form(self.request.form)
        if self.request.method == "POST":
            check(self.request)
            self._save()

    def _save(self) -> None:
        state = self.state
        try:
            search = saved.save(
                self.owner.getId(),
                parameters.text(self.request.form, "name"),
                saved.Asked(state.text, state.filters, state.within, state.sort),
            )
            saved.mark_all(search, self.owner, at=0)
        except (saved.SavedSearchError, SearchError) as error:
            raise self.refused(error) from error
        told = _("Saved. What is found from now on counts as new.")
        self.done(told, self.page_url(search))

    @property
    def offered(self) -> bool:
        """Whether there is a search to save."""
        return bool(self.state.text or self.state.filters or self.state.within)

    @property
    def proposed_name(self) -> str:
        """A name to begin with."""
        return self.state.text[: self.longest_name]

    @cached_property
    def rows(self) -> list[Row]:
        """The person's searches."""
        return [self._row(search) for search in saved.of_person(self.owner.getId())]

    def _row(self, search: SavedSearch) -> Row:
        new = self.fresh(search)
        return Row(
            name=search.name,
            text=search.asked.text,
            filters=len(search.asked.filters) + bool(search.asked.within),
            url=self.search_url(search),
            page_url=self.page_url(search),
            new=self.new_count(new),
            alert=FREQUENCIES[search.frequency],
            feed=bool(search.feed_key),
        )


class SavedOne(SavedScreen):
    """``@@saved-search?id=…``: what is new in it. A POST does what its ``do`` names."""

    looked_through = saved.LOOKED_THROUGH
    longest_name = saved.LONGEST_NAME
    frequencies = FREQUENCIES

    def prepare(self) -> None:
        form = self.request.form
        try:
            self.search = saved.one_of_person(self.owner.getId(), parameters.text(form, "id", _ID))
        except saved.NoSuchSearch as error:
            raise Problem(str(error), status=404, link=self.list_url, label=_("Saved searches")) from error
        if self.request.method == "POST":
            check(self.request)
            self._do(parameters.text(form, "do"), form)

    def _do(self, what: str, form: Any) -> None:
        actions = {
            "looked": self._looked,
            "rename": self._rename,
            "alert": self._alert,
            "feed": self._feed,
            "no-feed": self._no_feed,
            "remove": self._remove,
        }
        if what not in actions:
            raise Problem(_("The form that arrived makes no sense here."), link=self.here, label=self.search.name)
        try:
            told, url = actions[what](form)
        except (saved.SavedSearchError, SearchError) as error:
            raise Problem(str(error), link=self.here, label=self.search.name) from error
        self.done(told, url)

    def _looked(self, form: Any) -> tuple[str, str]:
        if form.get("all"):
            saved.mark_all(self.search, self.owner)
        else:
            saved.mark_looked(self.search, self.owner, parameters.texts(form, "uid", saved.LISTED))
        return _("Done: these are no longer new."), self.here

    def _rename(self, form: Any) -> tuple[str, str]:
        saved.rename(self.search, parameters.text(form, "name"))
        return _("The name is changed."), self.here

    def _alert(self, form: Any) -> tuple[str, str]:
        frequency = parameters.text(form, "frequency")
        if frequency not in FREQUENCIES:
            raise Problem(_("The form that arrived makes no sense here."), link=self.here, label=self.search.name)
        if frequency != "never" and not self.address:
            raise Problem(
                _("Your account has no e-mail address. Enter one first."),
                link=f"{self.portal_url}/@@personal-information",
                label=_("Your account"),
            )
        saved.set_alert(self.search, frequency, self.portal_url)
        return _("Mail: ${when}", mapping={"when": api.portal.translate(FREQUENCIES[frequency])}), self.here

    def _feed(self, form: Any) -> tuple[str, str]:
        saved.open_feed(self.search)
        return _("The feed has a new address."), self.here

    def _no_feed(self, form: Any) -> tuple[str, str]:
        saved.close_feed(self.search)
        return _("The address of the feed opens nothing any more."), self.here

    def _remove(self, form: Any) -> tuple[str, str]:
        saved.remove(self.search)
        told = _("“${name}” is no longer saved.", mapping={"name": self.search.name})
        return told, self.list_url

    @property
    def title(self) -> str:
        return self.search.name if "search" in vars(self) else api.portal.translate(_("Saved searches"))

    @property
    def here(self) -> str:
        """The address of this page."""
        return self.page_url(self.search)

    @property
    def results_url(self) -> str:
        """The address of all results."""
        return self.search_url(self.search)

    @property
    def address(self) -> str:
        """Where mails go."""
        return self.owner.getProperty("email", "")

    @property
    def feed_url(self) -> str:
        """The address of the feed; nothing without one."""
        key = self.search.feed_key
        return f"{self.portal_url}/@@saved-search-feed?key={key}" if key else ""

    @property
    def looked(self) -> str:
        """When the person looked last."""
        return self.wording.moment(datetime.fromtimestamp(self.search.looked, UTC))

    @cached_property
    def new(self) -> Fresh | None:
        """What is new; None while the engine is down."""
        return self.fresh(self.search)

    @property
    def count(self) -> str:
        """How many that are."""
        return self.new_count(self.new)

    @property
    def rows(self) -> list[NewRow]:
        """The new records."""
        return [new_row(record) for record in self.new.records] if self.new else []


def new_row(record: Any) -> NewRow:
    """A record as a row."""
    number = getattr(record, "reference", "") or getattr(record, "file_notation", "") or ""
    return NewRow(record.UID(), number, record.title or record.getId(), record.absolute_url())
