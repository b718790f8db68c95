"""What the search field proposes as somebody types."""

from __future__ import annotations

import json
from typing import Any

from plone import api
from Products.Five.browser import BrowserView

from hoso.search.contract import Hit
from hoso.search.errors import SearchError
from hoso.search.site import suggestions
from hoso.ui.frame import Problem, parameters
from hoso.ui.search.results import type_label

_LONGEST = 200


class Suggestions(BrowserView):
    """``@@suggest-search?q=1004``: at most eight records by number and title, each with ``label``, ``detail``, ``url``.

    An empty list where there is none, where the text is out of its bounds, and while the engine is down: then the
    field is but a field.
    """

    def __call__(self) -> str:
        response = self.request.response
        response.setHeader("Content-Type", "application/json; charset=utf-8")
        response.setHeader("X-Content-Type-Options", "nosniff")
        response.setHeader("Cache-Control", "private, no-store")
        try:
            typed = parameters.text(self.request.form, "q", _LONGEST)
            hits = suggestions(api.portal.get(), typed)
        except Problem as problem:
            response.setStatus(problem.status)
            hits = []
        except SearchError:
            response.setStatus(503)
            hits = []
        return json.dumps([self._proposal(hit) for hit in hits], ensure_ascii=False)

    def _proposal(self, hit: Hit) -> dict[str, Any]:
        fields = hit.fields
        details = (type_label(fields), fields["number"], fields.get("date_text", ""))
        return {
            "label": fields["title"],
            "detail": " · ".join(filter(None, details)),
            "url": self.request.physicalPathToURL(fields["path"]),
        }
