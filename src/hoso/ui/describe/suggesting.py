"""What a combobox proposes: authorities that the person may see, under the name that was right on a day."""

from __future__ import annotations

import json
from typing import Any

from Products.Five.browser import BrowserView
from zope.i18n import translate

from hoso.language import PartialDate, PartialDateError
from hoso.record.authorities import Named, matching
from hoso.record.i18n import _
from hoso.ui.frame import Problem, parameters

_LIMIT = 10
_LONGEST = 200


class Authorities(BrowserView):
    """``…/@@suggest-authorities?q=uy ban&day=30/06/2016``: at most ten, best first.

    Each has ``name`` (right on the day), ``label`` (leads back to the authority) and ``detail`` (what tells it from
    others).
    """

    def __call__(self) -> str:
        response = self.request.response
        response.setHeader("Content-Type", "application/json; charset=utf-8")
        response.setHeader("X-Content-Type-Options", "nosniff")
        response.setHeader("Cache-Control", "private, no-store")
        try:
            typed = parameters.text(self.request.form, "q", _LONGEST)
            day = parameters.text(self.request.form, "day", _LONGEST)
        except Problem as problem:
            response.setStatus(problem.status)
            return json.dumps([])
        return json.dumps([self._proposal(named) for named in matching(typed, _day(day), _LIMIT)], ensure_ascii=False)

    def _proposal(self, named: Named) -> dict[str, Any]:
        details = [named.code]
        if named.name != named.today:
            message = _("now: ${name}", mapping={"name": named.today})
            details.insert(0, translate(message, context=self.request))
        return {"name": named.name, "label": named.label, "detail": " · ".join(filter(None, details))}


def _day(text: str) -> Any:
    """The last day that the text may mean; none while it is not yet a date."""
    try:
        return PartialDate.parse(text).last if text else None
    except PartialDateError:
        return None
