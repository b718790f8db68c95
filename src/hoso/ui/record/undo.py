"""``@@register-undo``: take a command on rows back."""

from __future__ import annotations

from typing import ClassVar

from plone.protect.authenticator import check

from hoso.record import bulk
from hoso.record.i18n import _
from hoso.ui.frame import Problem, Screen, parameters
from hoso.ui.frame.protection import OwnTokens
from hoso.ui.record.container import UID_LENGTH


class RegisterUndo(OwnTokens, Screen):
    """Undoes the command ``id`` and goes back to the register, which says what was taken back."""

    help: ClassVar[str] = "changing"

    def prepare(self) -> None:
        address = self.context.absolute_url()
        if self.request.method != "POST":
            raise Problem(_("Nothing was changed. Go back to the register."), link=address, label=self.context.title)
        check(self.request)
        id = parameters.text(self.request.form, "id", UID_LENGTH)
        try:
            bulk.undo(id)
        except bulk.NoSuchCommand as error:
            raise Problem(str(error), link=address, label=self.context.title) from error
        self.request.response.redirect(f"{address}?done={id}", status=303)

    def index(self) -> str:
        """Nothing: the answer leads on."""
        return ""
