"""``@@remove``: take away a record that was made by mistake, after showing what goes with it."""

from __future__ import annotations

from typing import ClassVar

from Acquisition import aq_inner, aq_parent
from plone.protect.authenticator import check

from hoso.record import files, register
from hoso.record.i18n import _
from hoso.record.locks import other_holder
from hoso.ui.frame import Problem
from hoso.ui.record.screen import RecordScreen

REMOVE = "Delete objects"


class RemoveScreen(RecordScreen):
    """A record without a file; one with an original stays, whoever asks."""

    help: ClassVar[str] = "document"

    def prepare(self) -> None:
        address = self.context.absolute_url()
        if files.versions(self.context):
            raise Problem(
                _("A record with an original is not removed here: originals are only disposed of by a decision."),
                status=403,
                link=address,
                label=self.context.title,
            )
        holder = other_holder(self.context)
        if holder is not None:
            message = _("${person} is editing this record. Try again later.", mapping={"person": holder.user_id})
            raise Problem(message, status=409, link=address, label=self.context.title)
        if self.request.method == "POST":
            check(self.request)
            container = aq_parent(aq_inner(self.context))
            container.manage_delObjects([self.context.getId()])
            self.request.response.redirect(container.absolute_url(), status=303)
            self.index = lambda: ""

    @property
    def described_fields(self) -> int:
        """How many values of the description go."""
        return len(self.rows)

    @property
    def further_dossiers(self) -> int:
        """In how many further dossiers its row goes."""
        return len(register.placements(self.context))
