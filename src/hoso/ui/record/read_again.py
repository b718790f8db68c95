"""``@@read-again``: have a record's file read once more."""

from __future__ import annotations

from typing import ClassVar

from plone.protect.authenticator import check

from hoso import pages
from hoso.record.i18n import _
from hoso.ui.frame import Problem, Screen
from hoso.ui.frame.protection import OwnTokens


class ReadAgain(OwnTokens, Screen):
    """Leaves the work to the worker and goes back to the record, whose state says that it waits."""

    help: ClassVar[str] = "document"

    def prepare(self) -> None:
        address = self.context.absolute_url()
        if self.request.method != "POST":
            raise Problem(_("Nothing was asked for. Go back to the record."), link=address, label=self.context.title)
        check(self.request)
        try:
            pages.request_reading(self.context, again=True)
        except pages.NoFile as error:
            raise Problem(str(error), link=address, label=self.context.title) from error
        self.request.response.redirect(address, status=303)

    def index(self) -> str:
        """Nothing: the answer leads on."""
        return ""
