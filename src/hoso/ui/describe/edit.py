"""Editing a description: only what changed becomes typed, two editors never overwrite each other."""

from __future__ import annotations

from functools import cached_property
from typing import Any, NamedTuple

from plone import api
from plone.dexterity.events import EditCancelledEvent, EditFinishedEvent
from plone.dexterity.interfaces import IDexterityEditForm
from z3c.form import button, form
from zope.event import notify
from zope.interface import implementer

from hoso.record import locks
from hoso.record.i18n import _
from hoso.record.interfaces import IDossier, IFiled
from hoso.record.origin import Origin, confirm, origin_now, origins, set_values
from hoso.record.values import field_of
from hoso.ui.describe import merging
from hoso.ui.describe.form import DescriptionForm
from hoso.ui.describe.layout import FormPage
from hoso.ui.describe.naming import short_name
from hoso.ui.describe.neighbours import Neighbours, neighbours
from hoso.ui.describe.peek import Peek, peek
from hoso.ui.describe.people import clock, name_of
from hoso.ui.record.description import value_lines

ALL = "all"


class Change(NamedTuple):
    """A field that somebody else changed meanwhile: what stands there now, who wrote it, when."""

    name: str
    label: str
    lines: list[str]
    by: str
    at: str
    mine: bool


class EditForm(DescriptionForm, form.EditForm):
    """The form to edit a record."""

    def update(self) -> None:
        self.portal_type = self.context.portal_type
        self._now = merging.marks(self.context)
        self._seen = merging.read(self.request.form.get("hoso.seen"), self._now)
        super().update()

    @property
    def label(self) -> str:
        """The heading."""
        return _("Edit the description of ${name}", mapping={"name": short_name(self.context)})

    def origin_of(self, name: str) -> Origin | None:
        return origins(self.context).get(name)

    @cached_property
    def around(self) -> Neighbours | None:
        """The records before and after this one."""
        return neighbours(self.context)

    @cached_property
    def peek(self) -> Peek | None:
        """The pages of the file beside the form."""
        return peek(self.context) if IFiled.providedBy(self.context) else None

    @property
    def seen(self) -> str:
        """What this form was filled with, for the comparison when it is saved."""
        return merging.write(self._seen)

    @cached_property
    def holder(self) -> locks.Holder | None:
        """Somebody else who is editing."""
        return locks.other_holder(self.context)

    @property
    def holder_name(self) -> str:
        """Their name."""
        return name_of(self.holder.user_id) if self.holder else ""

    @property
    def since(self) -> str:
        """Since when."""
        return clock(self.holder.since) if self.holder else ""

    def button_label(self, action: Any) -> str:
        """What a button says; the next one is called by its kind."""
        if not action.name.endswith(".save_next") or IFiled.providedBy(self.context):
            return action.title
        if IDossier.providedBy(self.context):
            return _("Save and go to the next dossier")
        return _("Save and go to the next record")

    @property
    def lock_url(self) -> str:
        """Where the script says that somebody is editing."""
        return f"{self.context.absolute_url()}/@@editing"

    @property
    def level_url(self) -> str:
        """The page that says who may see the record."""
        return f"{self.context.absolute_url()}/@@access"

    @button.buttonAndHandler(_("Save"), name="save")
    def handle_save(self, action: Any) -> None:
        if self._save():
            self._leave(self.context.absolute_url())

    @button.buttonAndHandler(
        _("Save and next"), name="save_next", condition=lambda form: bool(form.around and form.around.after)
    )
    def handle_save_next(self, action: Any) -> None:
        if self._save():
            self._leave(self.around.after.url)

    @button.buttonAndHandler(_("Take over and save"), name="take_over", condition=lambda form: form.holder is not None)
    def handle_take_over(self, action: Any) -> None:
        locks.take_over(self.context)
        self.holder = None
        if self._save():
            self._leave(self.context.absolute_url())

    @button.buttonAndHandler(_("Discard changes"), name="cancel")
    def handle_cancel(self, action: Any) -> None:
        notify(EditCancelledEvent(self.context))
        self._leave(self.context.absolute_url())

    def _leave(self, url: str) -> None:
        self.request.response.redirect(url)

    def _save(self) -> bool:
        data = self.values()
        if data is None:
            return False
        if self.holder is not None:
            self.trouble = _("Not saved: somebody else is editing.")
            return False
        values = self.typed_values(data)
        merge = merging.merge(self._seen, self._now, {name: merging.mark(value) for name, value in values.items()})
        if merge.both:
            self._compare(merge)
            return False
        set_values(self.context, {name: values[name] for name in merge.mine}, origin_now("typed"))
        confirmed = self._confirm(merge.mine)
        notify(EditFinishedEvent(self.context))
        self._report(merge, confirmed)
        return True

    def _compare(self, merge: merging.Merge) -> None:
        """Show what came in meanwhile; whoever saves again has seen it."""
        self.changes = tuple(self._change(name, mine=name in merge.both) for name in (*merge.both, *merge.theirs))
        for name in merge.theirs:
            self.show_value(name, getattr(self.context, name, None))
        self._seen = self._now
        self.trouble = _("The description has changed since you opened it.")

    def _change(self, name: str, mine: bool) -> Change:
        field, known = field_of(self.portal_type, name), origins(self.context).get(name)
        by, at = (name_of(known.by), clock(known.at) if known.at else "") if known else ("", "")
        return Change(f"form-widgets-{name}", field.title, value_lines(field, self.context), by, at, mine)

    def _confirm(self, changed: tuple[str, ...]) -> list[str]:
        """Confirm the values the person ticked; what they have just typed needs no confirmation."""
        ticked = self.request.form.get("hoso.confirm", [])
        ticked = set(ticked if isinstance(ticked, list) else [ticked])
        waiting = [name for name, origin in origins(self.context).items() if not origin.certain]
        chosen = [name for name in waiting if (name in ticked or ALL in ticked) and name not in changed]
        for name in chosen:
            confirm(self.context, name)
        return chosen

    def _report(self, merge: merging.Merge, confirmed: list[str]) -> None:
        name = short_name(self.context)
        if not (merge.mine or confirmed):
            api.portal.show_message(_("Nothing was changed in “${name}”.", mapping={"name": name}), self.request)
            return
        api.portal.show_message(_("Saved: ${name}.", mapping={"name": name}), self.request)
        for each in merge.theirs:
            change = self._change(each, mine=False)
            mapping = {"by": change.by, "field": change.label, "at": change.at}
            api.portal.show_message(
                _("${by} changed “${field}” at ${at}; that is kept too.", mapping=mapping), self.request
            )


@implementer(IDexterityEditForm)
class EditPage(FormPage):
    """``…/edit``."""

    form = EditForm
