"""The searchable copy of a record's file: the download once it is there, before that what happens next."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar

from plone import api
from plone.protect.authenticator import check
from Products.statusmessages.interfaces import IStatusMessage
from zExceptions import NotFound
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse

from hoso import pages
from hoso.record import files
from hoso.record.i18n import _
from hoso.ui.frame import Problem
from hoso.ui.frame.navigation import Link, way_up
from hoso.ui.frame.transfer import attachment, not_modified, send_file
from hoso.ui.record.screen import RecordScreen

_ABOUT = "about"


@implementer(IPublishTraverse)
class SearchableCopy(RecordScreen):
    """``…/searchable-copy`` is the file; ``…/searchable-copy/about`` says how it stands with it. A POST asks for it.

    Where there is no copy yet the first shows the second, with status 404.
    """

    help: ClassVar[str] = "page"
    about = False

    def publishTraverse(self, request: Any, name: str) -> SearchableCopy:
        """Take ``about`` from the address."""
        if name != _ABOUT or self.about:
            raise NotFound(name)
        self.about = True
        return self

    def __call__(self) -> Any:
        if files.current(self.context) is None:
            raise NotFound("searchable-copy")
        if self.request.method == "POST":
            return self._ask()
        made = None if self.about else pages.copy_file(self.context)
        if made is not None:
            return self._send(made)
        if not self.about:
            self.request.response.setStatus(404)
        return super().__call__()

    def _ask(self) -> Any:
        check(self.request)
        try:
            pages.request_copy(self.context)
        except pages.PagesError as refusal:
            self.refused = str(refusal)
            return super().__call__()
        api.portal.show_message(_("The searchable copy will be made."), self.request)
        return self.request.response.redirect(self.about_url)

    refused = ""

    def prepare(self) -> None:
        if self.refused:
            raise Problem(self.refused, status=409, link=self.context.absolute_url(), label=self.context.title)

    def _send(self, made: pages.CopyFile) -> Any:
        response = self.request.response
        response.setHeader("Content-Type", "application/pdf")
        response.setHeader("Content-Disposition", attachment(made.filename))
        response.setHeader("X-Content-Type-Options", "nosniff")
        response.setHeader("Content-Security-Policy", "sandbox")
        response.setHeader("Cache-Control", "private, no-cache")
        if not_modified(self.request, made.tag):
            return b""
        return send_file(self.request, made.path, made.size, made.tag)

    # What the page shows

    @property
    def title(self) -> Any:
        return _("Searchable copy")

    @cached_property
    def way_up(self) -> list[Link]:
        """The records above the document, and the document."""
        return [*way_up(self.context), Link(self.context.absolute_url(), self.short_title)]

    @cached_property
    def copy(self) -> pages.CopyState:
        """How it stands with the copy."""
        return pages.copy_state(self.context)

    @property
    def url(self) -> str:
        """The address of the copy."""
        return f"{self.context.absolute_url()}/searchable-copy"

    @property
    def about_url(self) -> str:
        """The address of this page."""
        return f"{self.url}/{_ABOUT}"

    @property
    def may_ask(self) -> bool:
        """Whether asking for the copy would do something."""
        return self.copy.name == "failed" or (self.copy.name == "none" and self.copy.reason is None)

    @property
    def messages(self) -> list[str]:
        """What the last action has to say."""
        return [message.message for message in IStatusMessage(self.request).show()]
