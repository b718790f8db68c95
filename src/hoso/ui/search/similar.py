"""Near duplicates of a document and documents like it, on an address of their own: they cost a few searches."""

from __future__ import annotations

from functools import cached_property
from typing import ClassVar, NamedTuple

from plone import api

from hoso import query
from hoso.search.contract import Hit
from hoso.search.errors import SearchError
from hoso.search.site import Alike, alike
from hoso.ui.frame import Problem
from hoso.ui.record.screen import RecordScreen
from hoso.ui.search.results import ResultRow, result_row
from hoso.ui.search.state import SearchState


class DuplicateRow(NamedTuple):
    """A near duplicate; ``share`` of the text in words."""

    row: ResultRow
    share: str


class SimilarScreen(RecordScreen):
    """``@@similar`` of a record with a file."""

    section = "search"
    help: ClassVar[str] = "search"

    def prepare(self) -> None:
        try:
            self.alike: Alike = alike(api.portal.get(), self.context)
        except SearchError as error:
            link = self.context.absolute_url()
            raise Problem(str(error), status=503, link=link, label=self.context.title) from error

    @cached_property
    def duplicates(self) -> list[DuplicateRow]:
        """The near duplicates, the nearest first."""
        found = enumerate(self.alike.duplicates, 1)
        return [
            DuplicateRow(self._row(number, each.hit), self.wording.percent(int(each.share * 100)))
            for number, each in found
        ]

    @cached_property
    def rows(self) -> list[ResultRow]:
        """The similar documents, the most similar first."""
        return [self._row(number, hit) for number, hit in enumerate(self.alike.similar, 1)]

    def _row(self, number: int, hit: Hit) -> ResultRow:
        return result_row(number, hit, self.request.physicalPathToURL, query.parse(""))

    @property
    def all_url(self) -> str:
        """The search by the same words, to go on from."""
        text = " OR ".join(f'"{word}"' for word in self.alike.words)
        return f"{self.portal_url}/@@hoso-search?{SearchState(text).query_string}"
