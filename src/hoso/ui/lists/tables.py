"""The lists of the site as .xlsx: the register of a container, what was found, what waits for somebody."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar

from plone import api
from zope.i18n import translate

from hoso import jobs, lists
from hoso.access import may_view
from hoso.lists import book, results
from hoso.record.i18n import _
from hoso.record.lookup import by_uid
from hoso.search.errors import SearchError
from hoso.ui.frame import Problem, Screen, parameters
from hoso.ui.lists.sending import made_file
from hoso.ui.search.state import LABELS, SearchState


class TableFile(Screen):
    """A table as a file. A subclass says which."""

    help: ClassVar[str] = "lists"
    suffix: ClassVar[str] = ".xlsx"

    def prepare(self) -> None:
        at = datetime.now()
        try:
            table = self.table()
            name = f"{table.name} {at:%Y-%m-%d}"
            self.body = made_file(self.request, name, self.suffix, lambda path: self.write(table, path, at))
        except lists.ListError as error:
            raise Problem(error.message, link=self.context.absolute_url(), label=self.context.Title()) from error

    def index(self) -> Any:
        """The file."""
        return self.body

    def table(self) -> lists.Table:
        """The table."""
        raise NotImplementedError

    def write(self, table: lists.Table, path: Path, at: datetime) -> None:
        """Write the table as the file."""
        book.write_table(table, path, say=self.say, at=at)

    def say(self, message: Any) -> str:
        """A message in the language of whoever asks."""
        return translate(message, context=self.request)

    @property
    def title(self) -> str:
        return self.context.Title()


class RegisterFile(TableFile):
    """``@@register-xlsx`` of a fonds, a series or a dossier."""

    def table(self) -> lists.Table:
        return lists.register_table(self.context, self.say)


class UndescribedFile(TableFile):
    """``@@undescribed-xlsx`` of the site."""

    def table(self) -> lists.Table:
        return lists.undescribed_table(self.say)


class AuthoritiesFile(TableFile):
    """``@@authorities-xlsx`` of the site."""

    def table(self) -> lists.Table:
        return lists.authorities_table(self.say)


class ParkedFile(TableFile):
    """``@@reading-xlsx`` of the site: the work that failed."""

    def table(self) -> lists.Table:
        return lists.parked_table(jobs.parked(self.context._p_jar.root()), self.say)


class SearchFile(TableFile):
    """``@@search-xlsx`` of the site, with the parameters of ``@@hoso-search``, of which the page number counts for
    nothing, and ``column`` for each column that is wanted.
    """

    def prepare(self) -> None:
        try:
            super().prepare()
        except SearchError as error:
            raise Problem(str(error), status=503, link=self.portal_url) from error

    def table(self) -> lists.Table:
        state = SearchState.from_form(self.request.form)
        within = by_uid(state.within) if state.within else None
        if state.within and (within is None or not may_view(None, within)):
            raise Problem(
                _("There is no such dossier, or your account may not see it."), status=404, link=self.portal_url
            )
        asked = results.Asked(
            text=state.text,
            within=within,
            filters=state.chosen(),
            sort=state.sort,
            address=f"{self.portal_url}/@@hoso-search?{state.at(1).query_string}",
            facets=LABELS,
            limit=results.MAX_HITS if self.person else results.MAX_ANONYMOUS,
            columns=tuple(name for name in parameters.texts(self.request.form, "column") if name in results.COLUMNS),
        )
        return results.results_table(api.portal.get(), asked, self.say, self.request.physicalPathToURL)


class SearchSeparated(SearchFile):
    """``@@search-csv`` of the site: the same rows and columns as .csv."""

    suffix = ".csv"

    def write(self, table: lists.Table, path: Path, at: datetime) -> None:
        book.write_csv(table, path, say=self.say)
