"""The front page: the search box, the fonds, the newest legal acts, the news."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from plone import api

from hoso import query
from hoso.search.errors import SearchError
from hoso.search.site import find
from hoso.ui.frame import Screen
from hoso.ui.search.results import ResultRow, result_row

_FONDS, _ACTS, _NEWS = 200, 5, 5


class HomeScreen(Screen):
    """The default view of the site."""

    section = "home"
    help = "home"
    engine_down = ""

    @property
    def title(self) -> str:
        return self.context.Title()

    @cached_property
    def fonds(self) -> list[Any]:
        """Brains of the fonds this person may see, in the order of the alphabet."""
        return self._brains(_FONDS, portal_type="Fonds", sort_on="sortable_title")

    @cached_property
    def news(self) -> list[Any]:
        """Brains of the latest news."""
        return self._brains(_NEWS, portal_type="News Item", sort_on="effective", sort_order="descending")

    def _brains(self, limit: int, **wanted: Any) -> list[Any]:
        return api.portal.get_tool("portal_catalog")(sort_limit=limit, **wanted)[:limit]

    @cached_property
    def acts(self) -> list[ResultRow]:
        """The newest legal acts; none while the index is not available, which the page then says."""
        try:
            answer = find(self.context, "", filters={"kind": ["LegalAct"]}, sort="newest", size=_ACTS)
        except SearchError as error:
            self.engine_down = str(error)
            return []
        return [
            result_row(position, hit, self.request.physicalPathToURL, query.parse(""))
            for position, hit in enumerate(answer.hits, 1)
        ]
