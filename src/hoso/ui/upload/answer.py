"""What the addresses that a script speaks to have in common: who may ask, and how a refusal is worded."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any

import transaction
from AccessControl import getSecurityManager
from plone import api
from plone.protect.authenticator import check
from plone.uuid.interfaces import IUUID
from Products.Five.browser import BrowserView
from zExceptions import Forbidden
from zope.i18n import translate

from hoso.access import may_view
from hoso.home import Home
from hoso.ingest import uploads
from hoso.record.i18n import _

MAX_BODY = 1 << 20


class Refusal(Exception):
    """The answer is this status with this message, to be translated."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


def uploads_of_person() -> uploads.Uploads:
    """The uploads of the person signed in."""
    return uploads.Uploads(Home.from_environment(), getSecurityManager().getUser().getId())


@contextmanager
def this_site() -> Iterator[Any]:
    """The site on the request's own connection, in a transaction of its own; see ``hoso.ingest.SiteOpener``."""
    transaction.begin()
    try:
        yield api.portal.get()
    finally:
        transaction.abort()


class Answer(BrowserView):
    """An answer in JSON to the upload screen's script.

    Whoever may not add to the dossier gets a status instead of Plone's way to the login form, which a script cannot
    go: 401 signed out, 404 not even visible, 403 else. Every request must carry the authenticator in the header
    ``X-CSRF-Token``, which no foreign page can set.
    """

    def __call__(self) -> str:
        response = self.request.response
        response.setHeader("Cache-Control", "no-store")
        response.setHeader("X-Content-Type-Options", "nosniff")
        try:
            self.admit()
            answer = self.answer()
        except uploads.UploadError as error:
            return self._refused(error.status, str(error))
        except Refusal as refusal:
            return self._refused(refusal.status, translate(refusal.message, context=self.request))
        return "" if answer is None else self._json(answer)

    def admit(self) -> None:
        """Raise ``Refusal`` unless the person may add to the dossier and the request comes from our own page."""
        if not may_view(None, self.context):
            raise Refusal(404, _("There is nothing at this address, or your account cannot see it."))
        if api.user.is_anonymous():
            raise Refusal(401, _("You are signed out. Sign in in another window, then go on here."))
        if not uploads.may_add(self.context):
            raise uploads.NotAllowed
        try:
            check(self.request)
        except Forbidden as error:
            raise Refusal(403, _("This page is too old. Load it again and choose the files again.")) from error

    def answer(self) -> Any:
        """The answer as Python values, None for an answer without a body."""
        raise NotImplementedError

    @cached_property
    def uploads(self) -> uploads.Uploads:
        """The uploads of the person signed in."""
        return uploads_of_person()

    @property
    def dossier_uid(self) -> str:
        """The dossier's UID."""
        return IUUID(self.context)

    def body(self) -> dict[str, Any]:
        """The body of a POST as JSON; bounded.

        The script sends its type with a charset: Plone's authentication parses plain ``application/json`` without a
        bound.
        """
        if self.request.method != "POST":
            raise uploads.BadRequest("không phải POST")
        try:
            length = int(self.request.environ.get("CONTENT_LENGTH") or 0)
            if length > MAX_BODY:
                raise uploads.BadRequest("danh sách quá dài")
            value = json.loads(self.request.get("BODY", b""))
        except (ValueError, RecursionError) as error:
            raise uploads.BadRequest("không phải JSON") from error
        if not isinstance(value, dict):
            raise uploads.BadRequest("không phải JSON")
        return value

    def _refused(self, status: int, message: str) -> str:
        response = self.request.response
        response.setStatus(status)
        if response.status != status:
            # The publisher makes 500 of a status it has no words for, as tus's own 460.
            response.status, response.errmsg = status, "Upload Refused"
        return "" if self.request.method == "HEAD" else self._json({"message": message})

    def _json(self, value: Any) -> str:
        self.request.response.setHeader("Content-Type", "application/json; charset=utf-8")
        return json.dumps(value, ensure_ascii=False)
