"""``@@register-change``: one change for the chosen rows of a register, shown before it is confirmed."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar, NamedTuple

from plone import api
from plone.protect.authenticator import check

from hoso import access
from hoso.record import bulk
from hoso.record.bulk import HOME, Change, Step
from hoso.record.errors import RecordError
from hoso.record.i18n import _
from hoso.record.lookup import by_uid, by_uids
from hoso.record.values import field_of, fields_of
from hoso.search.errors import SearchError
from hoso.search.site import find
from hoso.ui.frame import Problem, parameters
from hoso.ui.record.container import PAGE_SIZE
from hoso.ui.record.description import choices, in_words
from hoso.ui.record.listing import Register
from hoso.ui.record.screen import LEVELS, RecordScreen

_LONGEST = 1_000
_LARGEST = 99_999
_SHOWN = 200
_OFFERED = 10
_DOSSIER = "Dossier"


class Shown(NamedTuple):
    """A step in words: what the row is called, its field, what stands there and will stand there, why it stays."""

    title: str
    field: str
    before: str
    after: str
    reason: str


class RegisterChange(RecordScreen):
    """Asks what is to be done, shows what that does to each row, and does it when that is confirmed."""

    help: ClassVar[str] = "changing"
    steps: list[Step] | None = None
    message = ""

    def prepare(self) -> None:
        address = self.context.absolute_url()
        if self.request.method != "POST":
            raise Problem(_("Choose rows in the register first."), link=address, label=self.context.title)
        check(self.request)
        form = self.request.form
        self.kind = parameters.text(form, "kind")
        self.all = bool(parameters.text(form, "all"))
        self.uids = self._chosen(form)
        if not self.uids:
            raise Problem(_("Choose rows in the register first."), link=address, label=self.context.title)
        self.values = {name: parameters.text(form, name, _LONGEST) for name in ("field", "text", "by", "asked")}
        self.first = parameters.whole(form, "first", 1, _LARGEST)
        if parameters.text(form, "step") in ("preview", "confirm"):
            self._plan(confirmed=parameters.text(form, "step") == "confirm")

    def _chosen(self, form: Any) -> tuple[str, ...]:
        """The UIDs of the chosen rows in their order, of those alone that this person sees here."""
        register = Register(self.context)
        if self.all:
            return tuple(row.uid for row in register.visible.rows(0, bulk.MOST + 1))
        places = {uid: register.visible.position(uid) for uid in parameters.texts(form, "uid", PAGE_SIZE)}
        return tuple(sorted((uid for uid in places if places[uid] is not None), key=places.get))

    def _plan(self, *, confirmed: bool) -> None:
        try:
            change = Change(self.kind, self.values["field"], self.values["text"], self.values["by"], self.first)
            self.steps = bulk.plan(by_uids(self.uids), change, self.context)
            if confirmed:
                if parameters.text(self.request.form, "digest") != bulk.digest(self.steps):
                    raise bulk.PlanChanged
                command = bulk.begin(self.context, self.steps)
                self.request.response.redirect(f"{self.context.absolute_url()}?done={command.id}", status=303)
                self.index = lambda: ""
        except RecordError as error:
            self.message = str(error)
            self.request.response.setStatus(422)

    @property
    def title(self) -> str:
        return f"{self.translate_message(self.heading)} – {self.context.title}"

    @staticmethod
    def translate_message(message: str) -> str:
        """A message in the reader's language."""
        return api.portal.translate(message)

    @property
    def heading(self) -> str:
        """What is being done."""
        return {
            "set": _("Set a field"),
            "clear": _("Clear a field"),
            "replace": _("Replace words in the subject"),
            "number": _("Number anew"),
            "sheets": _("Number the sheets anew"),
            "move": _("Move to another dossier"),
        }.get(self.kind, _("Change chosen rows"))

    @property
    def chosen_count(self) -> str:
        """How many rows are chosen."""
        return self.wording.count(len(self.uids))

    @cached_property
    def sample(self) -> Any:
        """One of the chosen records, by which the form says what can be changed."""
        return by_uid(self.uids[0])

    @cached_property
    def fields(self) -> list[tuple[str, str]]:
        """Name and label of the fields that may be set."""
        known = fields_of(self.sample.portal_type)
        return [(name, known[name].title) for name in bulk.FIELDS if name in known]

    @property
    def field_label(self) -> str:
        """What the chosen field is called; nothing before one is chosen."""
        return dict(self.fields).get(self.values["field"], "")

    @cached_property
    def terms(self) -> list[tuple[str, str]]:
        """Value and label of all terms that the chosen field may be set to; none for one to type in."""
        if not self.field_label:
            return []
        field = field_of(self.sample.portal_type, self.values["field"])
        return [(term.value, term.title) for term in choices(field, self.sample)]

    @cached_property
    def dossiers(self) -> list[tuple[str, str, str]]:
        """UID, title and place of the dossiers that were asked for and that this person may add to."""
        if not self.values["asked"]:
            return []
        try:
            answer = find(api.portal.get(), self.values["asked"], filters={"kind": [_DOSSIER]}, size=2 * _OFFERED)
        except SearchError as error:
            self.message = str(error)
            return []
        offered = []
        for hit in answer.hits:
            dossier = by_uid(hit.uid)
            if dossier is not None and dossier is not self.context and self.may("Add portal content", dossier):
                offered.append((hit.uid, " ".join(filter(None, (hit.fields["number"], dossier.title))),
                                hit.fields["place"].get("shelf", "")))  # fmt: skip
        return offered[:_OFFERED]

    @property
    def digest(self) -> str:
        """Stands for what is shown."""
        return bulk.digest(self.steps)

    @property
    def changing(self) -> int:
        """How many rows will change."""
        return sum(not step.reason for step in self.steps)

    @cached_property
    def shown(self) -> list[Shown]:
        """What happens to each row, the first of them."""
        return [self._shown(step) for step in self.steps[:_SHOWN]]

    @property
    def unshown(self) -> int:
        """How many rows are not shown one by one."""
        return max(0, len(self.steps) - _SHOWN)

    def _shown(self, step: Step) -> Shown:
        record = by_uid(step.uid)
        names = list(step.after) or list(step.before)
        return Shown(
            step.title,
            ", ".join(self.translate_message(self._label(record, name)) for name in names),
            self._words(record, step.before),
            self._words(record, step.after),
            step.reason,
        )

    def _label(self, record: Any, name: str) -> str:
        return _("Dossier") if name == HOME else field_of(record.portal_type, name).title

    def _words(self, record: Any, texts: dict[str, str]) -> str:
        return " – ".join(self._value(record, name, text) for name, text in texts.items())

    def _value(self, record: Any, name: str, text: str) -> str:
        if name == HOME:
            return self._dossier(text)
        if not text:
            return self.translate_message(_("(empty)"))
        return in_words(field_of(record.portal_type, name), text, record)

    def _dossier(self, uid: str) -> str:
        dossier = by_uid(uid)
        return " ".join(filter(None, (dossier.file_notation, dossier.title)))

    @property
    def effects(self) -> list[str]:
        """What else follows from confirming."""
        effects = []
        if self.kind == "move" and self.changing:
            target = by_uid(self.values["text"])
            level = self.translate_message(LEVELS[access.level(target)][1])
            mapping = {"level": level}
            effects.append(_("Who may see them then follows from the new dossier (${level}).", mapping=mapping))
        else:
            effects.append(_("The new values count as typed by you; where the old ones came from is kept for undoing."))
        if self.changing > bulk.AT_ONCE:
            effects.append(_("So many rows are changed in the background; the register shows how far it is."))
        effects.append(_("It can be undone for one day."))
        return effects
