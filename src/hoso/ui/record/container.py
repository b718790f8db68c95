"""Fonds, series and dossiers: what they are at a glance and the register of what lies in them."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar
from urllib.parse import urlencode

from hoso.record.editing import ROW_FIELDS
from hoso.record.i18n import _
from hoso.record.interfaces import IDossier
from hoso.record.lookup import by_uid
from hoso.ui.frame import Problem, parameters
from hoso.ui.frame.navigation import Link
from hoso.ui.frame.paging import PageLink, page_links, paging
from hoso.ui.lists.links import lists_for
from hoso.ui.record.done import Done, done
from hoso.ui.record.figures import Condition, Figure, conditions, figures
from hoso.ui.record.lines import Lines, rows_html
from hoso.ui.record.listing import Entry, Register
from hoso.ui.record.row_form import RowForm
from hoso.ui.record.screen import RecordScreen
from hoso.ui.record.words import Translate, translator

PAGE_SIZE = 100
# A container of a million rows has ten thousand pages.
LAST_PAGE = 10_000
UID_LENGTH = 36
EDIT = "Modify portal content"
ADD = "Add portal content"
_ADDITIONS = {
    "ArchivalDocument": _("Add a document"),
    "Dossier": _("Add a dossier"),
    "Series": _("Add a series"),
}


class ContainerScreen(RecordScreen):
    """A record with others inside."""

    help: ClassVar[str] = "register"
    paging = paging
    section = "archive"
    scripts: ClassVar[tuple[str, ...]] = (*RecordScreen.scripts, "register")
    row_form: RowForm | None = None
    done: Done | None = None

    def prepare(self) -> None:
        form = self.request.form
        self.page = parameters.whole(form, "page", 1, LAST_PAGE)
        self.undescribed_only = parameters.text(form, "show") == "undescribed" and self.may_edit
        self.register = self.fresh_register()
        row = parameters.text(form, "row", UID_LENGTH)
        if row:
            self.row_form = RowForm(self.row_to_edit(row))
        command = parameters.text(form, "done", UID_LENGTH)
        if command:
            self.done = done(command)

    @property
    def short_title(self) -> str:
        number = getattr(self.context, "file_notation", "") if self.is_dossier else ""
        return f"Hồ sơ {number}" if number else self.context.title

    def fresh_register(self) -> Register:
        """The rows as they are now."""
        return Register(self.context, undescribed_only=self.undescribed_only)

    def row_to_edit(self, uid: str) -> Any:
        """The record of a row that this person may edit here; raises ``Problem``."""
        record = by_uid(uid) if self.register.position(uid) is not None else None
        if record is None or record.portal_type not in ROW_FIELDS or not self.may(EDIT, record):
            raise Problem(
                _("There is no such row here, or your account may not edit it."),
                status=404,
                link=self.context.absolute_url(),
                label=self.context.title,
            )
        return record

    @cached_property
    def may_edit(self) -> bool:
        """Whether this person may edit the container, and so is shown the means to edit its rows."""
        return self.may(EDIT)

    @cached_property
    def may_add(self) -> bool:
        """Whether this person may put records into it."""
        return self.may(ADD)

    @property
    def additions(self) -> list[Link]:
        """The forms by which records are put into it."""
        info = self.context.getTypeInfo()
        return [
            Link(f"{self.context.absolute_url()}/++add++{kind}", label)
            for kind, label in _ADDITIONS.items()
            if (kind == "ArchivalDocument" or not self.is_dossier) and info.allowType(kind)
        ]

    @cached_property
    def entries(self) -> list[Entry]:
        """The rows of this page."""
        return self.register.entries((self.page - 1) * PAGE_SIZE, PAGE_SIZE)

    @cached_property
    def translate(self) -> Translate:
        """Messages in the reader's language."""
        return translator()

    @property
    def rows_html(self) -> str:
        """The rows of the register, one of them perhaps as a form; markup, with everything in it escaped."""
        ordinary = "ArchivalDocument" if self.is_dossier else "Dossier"
        edit_url = self.page_url(self.page, row="") if self.may_edit else ""
        lines = Lines(self.translate, self.context.absolute_url(), edit_url, ordinary)
        html = []
        group: list[Entry] = []
        for entry in self.entries:
            if self.row_form and entry.row.uid == self.row_form.uid:
                html += [self._lines_html(lines, group), self.row_form_html]
                group = []
            else:
                group.append(entry)
        return "".join([*html, self._lines_html(lines, group)])

    def _lines_html(self, lines: Lines, entries: list[Entry]) -> str:
        shown = [lines.line(entry) for entry in entries]
        return rows_html(shown, self.translate, with_state=self.is_dossier, may_edit=self.may_edit)

    @property
    def row_form_html(self) -> str:
        """The row that is being edited."""
        leave = f"{self.page_url(self.page)}#r-{self.row_form.uid}"
        return self.row_form.html(self.translate, leave, with_state=self.is_dossier)

    @cached_property
    def pages(self) -> list[PageLink]:
        """Links to the pages of the register."""
        return page_links(self.page, -(-self.register.total // PAGE_SIZE), self.page_url)

    def page_url(self, number: int, **more: str) -> str:
        """The address of a page of the register, with further parameters."""
        values = {"show": "undescribed"} if self.undescribed_only else {}
        if number > 1:
            values["page"] = str(number)
        query = urlencode(values | more)
        return f"{self.context.absolute_url()}?{query}" if query else self.context.absolute_url()

    @property
    def range(self) -> str:
        """Which rows this page shows, as ``1–100 / 2.345``."""
        entries, count = self.entries, self.wording.count
        if not entries:
            return ""
        first = (self.page - 1) * PAGE_SIZE
        return f"{count(first + 1)}–{count(first + len(entries))} / {count(self.register.total)}"

    @cached_property
    def is_dossier(self) -> bool:
        """Whether the rows are documents with sheets."""
        return IDossier.providedBy(self.context)

    @property
    def heading(self) -> str:
        """What the register lists."""
        if self.undescribed_only:
            return _("Documents not described yet")
        return _("Documents of the dossier") if self.is_dossier else _("Register")

    @cached_property
    def figures(self) -> list[Figure]:
        """The record at a glance."""
        return figures(self.context, self.register.visible.total)

    @cached_property
    def conditions(self) -> list[Condition]:
        """What is missing, for those who can mend it."""
        return conditions(self.context, self.register.visible) if self.is_dossier and self.may_edit else []

    @property
    def unmet(self) -> int:
        """How many conditions are not met."""
        return sum(not condition.met for condition in self.conditions)

    @property
    def lists(self) -> list[Any]:
        """Lists of this record for Office and paper."""
        return lists_for(self.context)
