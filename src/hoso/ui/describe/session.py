"""Whether the person is still signed in: the form asks before it is sent, so that nothing typed is refused."""

from __future__ import annotations

import json

from plone import api
from Products.Five.browser import BrowserView


class Session(BrowserView):
    """``…/@@session``: ``{"signed_in": true}``; anybody may ask about themselves."""

    def __call__(self) -> str:
        response = self.request.response
        response.setHeader("Content-Type", "application/json; charset=utf-8")
        response.setHeader("X-Content-Type-Options", "nosniff")
        response.setHeader("Cache-Control", "no-store")
        return json.dumps({"signed_in": not api.user.is_anonymous()})
