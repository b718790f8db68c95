"""Correcting what was read of a page: ``…/page-correct/17`` shows the page with its text to write in, and keeps it."""

from __future__ import annotations

from typing import Any

from AccessControl import getSecurityManager
from plone import api
from plone.protect.authenticator import check, createToken
from zExceptions import NotFound

from hoso import pages
from hoso.record.i18n import _
from hoso.ui.frame import Problem
from hoso.ui.page.view import PageView


class CorrectPage(PageView):
    """Saving leads back to the page. What cannot be saved stays in the field, with the reason above it."""

    editing = True
    refused: str = ""
    typed: str | None = None

    def prepare(self) -> None:
        super().prepare()
        if self.page is None:
            raise self._problem(_("The page has not been read yet. Correct its text when it has been."))

    def __call__(self) -> Any:
        if self.request.method == "POST":
            check(self.request)
            try:
                self.prepare()
                kept = self._kept()
            except Problem:
                kept = False  # said by the page below, which meets the same
            if kept:
                return self.request.response.redirect(self.page_url(self.number))
        return super().__call__()

    def _entrance(self) -> str:
        raise NotFound("page-correct")

    def _kept(self) -> bool:
        form = self.request.form
        seen = str(form.get("seen", ""))
        typed = str(form.get("text", "")).replace("\r\n", "\n")
        self.typed = "".join(character for character in typed if character in "\n\t" or character >= " ")
        try:
            if "machine" in form:
                pages.uncorrect(self.context, self.number, seen=seen)
                message = _("Page ${number} shows again what the machine read.", mapping={"number": self.number})
            else:
                by = getSecurityManager().getUser().getId()
                pages.correct(self.context, self.number, self.typed, by, seen=seen)
                message = _("The text of page ${number} is saved.", mapping={"number": self.number})
        except pages.PagesError as refusal:
            self.refused = str(refusal)
            return False
        api.portal.show_message(message, self.request)
        return True

    @property
    def text(self) -> str:
        """What stands in the field."""
        return self.page.text if self.typed is None else self.typed

    @property
    def token(self) -> str:
        """Proves that the form came from here."""
        return createToken()

    @property
    def stamp(self) -> str:
        """Which text the person has before them."""
        return self.reading.page_stamp(self.number)
