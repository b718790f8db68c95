"""Exception views on the lean frame. Programs (plone.rest) get the same facts as JSON."""

from __future__ import annotations

import logging
from functools import cached_property
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from plone import api
from plone.rest.errors import ErrorHandling
from plone.rest.interfaces import IAPIRequest
from Products.Five.browser import BrowserView
from zExceptions import Forbidden, NotFound
from zope.component import getMultiAdapter

from hoso.record.i18n import _
from hoso.ui.frame import Screen
from hoso.ui.states.hidden import leads_to_hidden, moved_in_sight
from hoso.ui.states.person import recognise_person

logger = logging.getLogger("hoso")


class StateScreen(Screen):
    """A page in place of another. ``context`` is the exception; the site stands in for what was asked for."""

    @property
    def status(self) -> int:
        """The status of the answer."""
        raise NotImplementedError

    def __call__(self) -> Any:
        response = self.request.response
        # The address would stand in the page where, and only where, there is something.
        response.setBase(None)
        body = super().__call__()
        response.setStatus(self.status, lock=1)
        # Whoever is not signed in would be sent to the sign-in form instead.
        response._has_challenged = True
        # Zope has fixed an empty body already where there is nothing.
        return "" if self.request.method == "HEAD" else body


class NothingHere(StateScreen):
    """What is not there and what is hidden give one answer: the same words, status, headers and links."""

    status = 404

    def __call__(self) -> Any:
        # Zope has its own headers for some methods at addresses that lead nowhere.
        self.request.response.headers.clear()
        recognise_person(self.request)
        portal = api.portal.get()
        moved = moved_in_sight(portal, self.request)
        if IAPIRequest.providedBy(self.request):
            return _AsJson(NotFound(), self.request, moved)()
        if moved and getMultiAdapter((portal, self.request), name="plone_redirector_view").attempt_redirect():
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

    Who is not signed in and asks for a screen of the staff beside public content is led to the sign-in form; a program
    that sent wrong credentials is told so.
    """

    def __call__(self) -> Any:
        recognise_person(self.request)
        hidden = leads_to_hidden(self.request.get("PARENTS", []))
        if IAPIRequest.providedBy(self.request) and not hidden:
            return _AsJson(self.context, self.request, False)()
        if hidden or not api.user.is_anonymous():
            return super().__call__()
        if self.request._auth:
            response = self.request.response
            response.setHeader("WWW-Authenticate", f'basic realm="{response.realm}"')
            response.setStatus(401, lock=1)
            response._has_challenged = True
        return ""


class Elsewhere(BrowserView):
    """Exceptions that say where to go on: their headers say all."""

    def __call__(self) -> str:
        return ""


class Refused(StateScreen):
    """A request that could not be taken as it came, by the exception's own status."""

    @property
    def status(self) -> int:
        return self.context.getStatus()

    def __call__(self) -> Any:
        recognise_person(self.request)
        if leads_to_hidden(self.request.get("PARENTS", [])):
            return getMultiAdapter((NotFound(), self.request), name="index.html")()
        if IAPIRequest.providedBy(self.request):
            return _AsJson(self.context, self.request, False)()
        return super().__call__()

    @property
    def title(self) -> str:
        return _("Not done")

    @property
    def reason(self) -> str:
        """What to do next."""
        if isinstance(self.context, Forbidden):
            return _("The page was open for too long, or what you may do has changed. Open it again and repeat.")
        return _("The address or the form that arrived makes no sense here. Go back and try again.")


class Failure(StateScreen):
    """Something went wrong here: a number that stands in the log too, and no more."""

    status = 500

    def __call__(self) -> Any:
        recognise_person(self.request)
        if IAPIRequest.providedBy(self.request):
            return _AsJson(self.context, self.request, False)()
        logger.error("Failure %s at %s", self.reference, self.request.get("ACTUAL_URL"), exc_info=self.context)
        return super().__call__()

    @property
    def title(self) -> str:
        return _("Something went wrong")

    @cached_property
    def reference(self) -> str:
        """The number by which an administrator finds the failure in the log."""
        return uuid4().hex[:8]


class _AsJson(ErrorHandling):
    """plone.rest's answer; it leads to a new address only where the person may see what is there."""

    def __init__(self, exception: Exception, request: Any, moved: bool):
        super().__init__(exception, request)
        self._moved = moved

    def attempt_redirect(self) -> bool:
        return self._moved and super().attempt_redirect()

    def render_exception(self, exception: Exception) -> dict[str, Any]:
        data = super().render_exception(exception)
        if data and isinstance(exception, NotFound):
            # The address as it was asked for: how far it led is not told.
            data["message"] = f"Resource not found: {self.request['ACTUAL_URL']}"
        return data
