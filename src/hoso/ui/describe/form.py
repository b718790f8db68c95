"""What adding and editing have in common: fields in groups, and errors that lead to their fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, NamedTuple

from plone.dexterity.browser.base import DexterityExtensibleForm
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from z3c.form.interfaces import NO_VALUE, IDataConverter

from hoso.language import nfc
from hoso.record.i18n import _
from hoso.record.origin import Origin
from hoso.record.spans import crossed
from hoso.ui.describe import typed
from hoso.ui.describe.presenting import Field, present

PREFIX = "form.widgets."


class Group(NamedTuple):
    """Fields under one heading."""

    id: str
    label: str
    fields: list[Field]

    def _present(self, widget: Any) -> Field:
        name = widget.field.__name__
        return present(widget, self.portal_type, self.origin_of(name), self._crossed.get(name, ""))

    @property
    def wrong(self) -> int:
        """How many of the fields have to be corrected."""
        return sum(bool(field.error) for field in self.fields)


class DescriptionForm(DexterityExtensibleForm):
    """The fields of a record's own schema; what Plone's behaviours might add has its place in Plone's screens."""

    template = ViewPageTemplateFile("form.pt")
    additionalSchemata = ()
    enableCSRFProtection = True
    default_fieldset_label = _("Description")
    # Whether an address of our own may bring values for the fields.
    prefilled = False
    # What stands above the form when it could not be saved, besides the errors of its fields.
    trouble: str = ""
    _crossed: Mapping[str, str] = {}

    def updateFields(self) -> None:
        """Give each field our kind of widget, where there is one."""
        super().updateFields()
        for fields in (self.fields, *(group.fields for group in self.groups)):
            for field in fields.values():
                factory = typed.factory(field.field)
                if factory is not None:
                    field.widgetFactory = factory

    def update(self) -> None:
        """Only a POST can save; texts arrive with the line ends and the composed letters that we keep."""
        form = self.request.form
        ignored = () if self.request.method == "POST" else ("form.buttons.",) if self.prefilled else ("form.",)
        for name in list(form):
            if name.startswith(ignored):
                del form[name]
            elif name.startswith(PREFIX) and isinstance(form[name], str):
                form[name] = nfc(form[name].replace("\r\n", "\n"))
        super().update()

    def all_widgets(self) -> Iterator[Any]:
        """The widgets of all groups, in order."""
        for part in (self, *self.groups):
            yield from part.widgets.values()

    def origin_of(self, name: str) -> Origin | None:
        """Where the value of a field comes from."""
        return None

    @cached_property
    def shown_groups(self) -> list[Group]:
        """The groups as the template shows them."""
        parts = [("default", self.default_fieldset_label, self.widgets)]
        parts += [(group.__name__, group.label, group.widgets) for group in self.groups]
        return [
            Group(
                f"fieldset-{name}",
                label,
                [self._present(widget) for widget in widgets.values()],
            )
            for name, label, widgets in parts
            if len(widgets)
        ]

    def _present(self, widget: Any) -> Field:
        name = widget.field.__name__
        return present(widget, self.portal_type, self.origin_of(name), self._crossed.get(name, ""))

    @property
    def wrong(self) -> list[Field]:
        """The fields to be corrected."""
        return [field for group in self.shown_groups for field in group.fields if field.error]

    @property
    def unconfirmed(self) -> int:
        """How many values wait for somebody to stand behind them."""
        return sum(field.unconfirmed is not None for group in self.shown_groups for field in group.fields)

    def values(self) -> dict[str, Any] | None:
        """The values of all fields, or nothing when one has to be corrected."""
        data, errors = self.extractData()
        if not errors:
            self._crossed = crossed(data)
        return None if errors or self._crossed else data

    def typed_values(self, data: dict[str, Any]) -> dict[str, Any]:
        """The values of the fields that the request has; what it does not mention stays as it is."""
        sent = {widget.field.__name__ for widget in self.all_widgets() if widget.name in self.request.form}
        return {name: value for name, value in data.items() if name in sent}

    def show_value(self, name: str, value: Any) -> None:
        """Put another value into a field than the request has."""
        for widget in self.all_widgets():
            if widget.field.__name__ == name:
                text = IDataConverter(widget).toWidgetValue(value)
                widget.value = "" if text is NO_VALUE else text

    @property
    def submitted(self) -> bool:
        """Whether the form comes back because it could not be saved."""
        return bool(self.trouble or self.wrong) and self.request.method == "POST"

    def button_label(self, action: Any) -> str:
        """What a button says."""
        return action.title

    # What the template asks for; adding has none of it.
    holder_name = since = ""
    changes: tuple[Any, ...] = ()
    seen = peek = around = None
    level_url = lock_url = ""
