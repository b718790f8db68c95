"""Exception views on the lean frame. For programs (plone.rest) the same facts as JSON."""

from __future__ import annotations

import logging
from functools import cached_property
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from plone import api
from plone.rest.errors import ErrorHandling
from plone.rest.interfaces import IAPIRequest
from zExceptions import NotFound
from zope.component import getMultiAdapter

from hoso.record.i18n import _
from hoso.ui.frame import Screen
from hoso.ui.states.hidden import leads_to_hidden, redirect_leaks_nothing
from hoso.ui.states.person import recognise_person

logger = logging.getLogger("hoso")


class StateScreen(Screen):
    """A page in place of another. ``context`` is the exception; the site stands in for what was asked for."""

    status: int

    def __call__(self) -> Any:
        response = self.request.response
        recognise_person(self.request)
        body = super().__call__()
        response.setStatus(self.status, lock=1)
        # Whoever is not signed in would be sent to the sign-in form instead.
        response._has_challenged = True
        return body


class NothingHere(StateScreen):
    """What is not there and what is hidden give one answer: the same words, status, headers and links."""

    status = 404

    def __call__(self) -> Any:
        if IAPIRequest.providedBy(self.request):
            return _as_json(NotFound(), self.request)
        portal = api.portal.get()
        path = "/".join(portal.getPhysicalPath()[:-1]) + self.request.get("PATH_INFO", "")
        redirector = getMultiAdapter((portal, self.request), name="plone_redirector_view")
        if redirect_leaks_nothing(portal, path) and redirector.attempt_redirect():
            return ""
        return super().__call__()

    @property
    def title(self) -> str:
        return _("Nothing to show here")

    @cached_property
    def sign_in_url(self) -> str:
        """Signing in leads back to the address that was asked for."""
        query = self.request.get("QUERY_STRING", "")
        asked = self.request.get("ACTUAL_URL", self.portal_url) + (f"?{query}" if query else "")
        return f"{self.portal_url}/login?{urlencode({'came_from': asked})}"


class NotAllowed(NothingHere):
    """Something may not be done: hidden content, and every refusal to a person signed in, is told as not there.

    Who is not signed in and asks for a screen of the staff beside public content is led to the sign-in form.
    """

    def __call__(self) -> Any:
        recognise_person(self.request)
        hidden = leads_to_hidden(self.request.get("PARENTS", []))
        if IAPIRequest.providedBy(self.request):
            return _as_json(NotFound() if hidden else self.context, self.request)
        if hidden or not api.user.is_anonymous():
            return super().__call__()
        return ""


class Failure(StateScreen):
    """Something went wrong here: a number that stands in the log too, and no more."""

    status = 500

    def __call__(self) -> Any:
        if IAPIRequest.providedBy(self.request):
            return _as_json(self.context, self.request)
        logger.error("Failure %s at %s", self.reference, self.request.get("ACTUAL_URL"), exc_info=self.context)
        return super().__call__()

    @property
    def title(self) -> str:
        return _("Something went wrong")

    @cached_property
    def reference(self) -> str:
        """The number by which an administrator finds the failure in the log."""
        return uuid4().hex[:8]


def _as_json(exception: Exception, request: Any) -> Any:
    return ErrorHandling(exception, request)()
