"""The page of an authority."""

from __future__ import annotations

from typing import ClassVar
from urllib.parse import urlencode

from hoso.ui.record.screen import RecordScreen


class AuthorityScreen(RecordScreen):
    """An authority with its names and codes."""

    help: ClassVar[str] = "authority"

    @property
    def documents_url(self) -> str:
        """The search for what it issued."""
        query = urlencode({"q": f'"{self.context.title}"'})
        return f"{self.portal_url}/@@hoso-search?{query}"
