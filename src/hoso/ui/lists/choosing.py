"""What of the results of a search goes into a file, and as which kind of file."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

from hoso.lists import results
from hoso.ui.frame import Screen
from hoso.ui.search.state import SearchState


class Chosen(NamedTuple):
    """A column to choose."""

    name: str
    title: str
    checked: bool


class ExportScreen(Screen):
    """``@@search-export`` of the site, with the parameters of ``@@hoso-search``."""

    section = "search"
    help: ClassVar[str] = "search"

    def prepare(self) -> None:
        self.state = SearchState.from_form(self.request.form).at(1)

    @property
    def title(self) -> str:
        return self.state.text if "state" in vars(self) else ""

    @property
    def columns(self) -> list[Chosen]:
        """The columns, the ordinary ones chosen."""
        return [Chosen(name, each.title, name in results.ORDINARY) for name, each in results.COLUMNS.items()]

    @property
    def limit(self) -> str:
        """How many rows there are at most."""
        return self.wording.count(results.MAX_HITS if self.person else results.MAX_ANONYMOUS)

    @property
    def back(self) -> str:
        """The address of the results."""
        return f"{self.portal_url}/@@hoso-search?{self.state.query_string}"
