"""Saying that somebody edits: asked by the form's script when the first letter is typed, then every few minutes.

Looking at a form writes nothing. Without a script nobody is kept out; the comparison at saving loses nothing.
"""

from __future__ import annotations

import json
from typing import Any

from plone.protect.authenticator import check
from Products.Five.browser import BrowserView
from zope.i18n import translate

from hoso.record import locks
from hoso.record.i18n import _
from hoso.ui.describe.people import clock, name_of

_DOES = {"hold": locks.hold, "take": locks.take_over}


class Editing(BrowserView):
    """``…/@@editing``, a POST with ``do`` = hold, take or release.

    Answers who edits now: ``{"held": whether it is the person signed in, "message"}``. ``take`` from a plain form
    leads back to it.
    """

    def __call__(self) -> str:
        response = self.request.response
        response.setHeader("Content-Type", "application/json; charset=utf-8")
        response.setHeader("X-Content-Type-Options", "nosniff")
        response.setHeader("Cache-Control", "no-store")
        wanted = self.request.form.get("do")
        if self.request.method != "POST" or not (wanted == "release" or wanted in _DOES):
            response.setStatus(405 if self.request.method != "POST" else 400)
            return "{}"
        check(self.request)
        if wanted == "release":
            locks.release(self.context)
            return "{}"
        _DOES[wanted](self.context)
        if self.request.form.get("back"):
            return response.redirect(f"{self.context.absolute_url()}/edit")
        return json.dumps(self._answer(), ensure_ascii=False)

    def _answer(self) -> dict[str, Any]:
        other = locks.other_holder(self.context)
        if other is None:
            return {"held": True, "message": ""}
        since = translate(clock(other.since), context=self.request)
        message = _(
            "${name} has been editing since ${since}.", mapping={"name": name_of(other.user_id), "since": since}
        )
        return {"held": False, "message": translate(message, context=self.request)}
