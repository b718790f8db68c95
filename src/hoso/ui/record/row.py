"""Editing one row of a register: ``@@register-row`` of a container.

With a script the page asks for the row alone, as a form or as it is after saving; without one the whole page comes.
"""

from __future__ import annotations

from html import escape
from typing import Any, ClassVar

from plone.protect.authenticator import check
from plone.uuid.interfaces import IUUID

from hoso.record import bulk
from hoso.record.editing import ROW_FIELDS, ChangedMeanwhile, LockedByOther, ValuesNotAccepted, row_texts
from hoso.record.i18n import _
from hoso.ui.frame import parameters
from hoso.ui.record.container import PAGE_SIZE, UID_LENGTH, ContainerScreen
from hoso.ui.record.row_form import RowForm

_LONGEST = 2_000


class RegisterRow(ContainerScreen):
    """The row of the record ``uid``: a form on GET, saved on POST."""

    help: ClassVar[str] = "changing"
    said = ""

    def prepare(self) -> None:
        super().prepare()
        record = self.row_to_edit(parameters.text(self.request.form, "uid", UID_LENGTH))
        # A row alone is asked for by the script of the page.
        if parameters.text(self.request.form, "part") == "row":
            self.index = self.row_alone
        if self.request.method == "POST":
            check(self.request)
            self._save(record)
        else:
            self.row_form = RowForm(record)

    def _save(self, record: Any) -> None:
        form = self.request.form
        typed = {
            name: " ".join(parameters.text(form, f"f-{name}", _LONGEST).split())
            for name in ROW_FIELDS[record.portal_type]
            if f"f-{name}" in form
        }
        errors: dict[str, str] = {}
        try:
            command = bulk.save_row(self.context, record, typed, parameters.text(form, "seen"))
        except ValuesNotAccepted as error:
            self.said, errors = str(error), error.errors
        except ChangedMeanwhile as error:
            self.said = str(error)
            now = row_texts(record)
            errors = {name: f"nay là “{now[name]}”" for name, text in typed.items() if text != now[name]}
        except LockedByOther as error:
            self.said = str(error)
        else:
            self._saved(record, command)
            return
        self.row_form = RowForm(record, typed, errors)
        if self.index != self.row_alone:
            self.request.response.setStatus(422)

    def _saved(self, record: Any, command: bulk.Command | None) -> None:
        uid = IUUID(record)
        self.register = self.fresh_register()
        place = self.register.position(uid) or 1
        mapping = {"place": self.wording.count(place)}
        self.said = self.translate(_("Saved. The row stands at ${place}.", mapping=mapping))
        if self.index != self.row_alone:
            done = {"done": command.id} if command else {}
            self.undescribed_only = False
            target = self.page_url(-(-place // PAGE_SIZE), **done)
            self.request.response.redirect(f"{target}#r-{uid}", status=303)
            self.index = lambda: ""
        else:
            self.entries = self.register.entries(place - 1, 1)

    def row_alone(self) -> str:
        """A table of the row and nothing else."""
        rows = self.rows_html if self.row_form is None else self.row_form_html
        self.request.response.setHeader("Content-Type", "text/html; charset=utf-8")
        return f'<table data-said="{escape(self.said)}"><tbody>{rows}</tbody></table>'
