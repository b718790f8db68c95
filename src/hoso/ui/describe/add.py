"""Adding a record by hand."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from plone import api
from plone.dexterity.interfaces import IDexterityFTI
from z3c.form import button, form
from z3c.form.interfaces import IDataConverter
from zExceptions import Unauthorized
from zope.component import getUtility

from hoso.record.create import create
from hoso.record.i18n import _
from hoso.record.origin import origin_now
from hoso.ui.describe.form import PREFIX, DescriptionForm
from hoso.ui.describe.layout import FormPage
from hoso.ui.describe.naming import short_name

# What one document of a dossier mostly has in common with the next; numbers go on.
_REPEATED = (
    "document_type", "organ_name", "languages", "use_regime", "confidence_level", "retention", "store", "rack", "box",
    "kind", "parent", "signer", "signer_position",
)  # fmt: skip


class AddForm(DescriptionForm, form.AddForm):
    """The form to add a record; comes back empty but for what repeats, or leads to the new record."""

    ignoreContext = True
    prefilled = allow_prefill_from_GET_request = True
    added: Any = None

    @property
    def label(self) -> str:
        """The heading."""
        return _("Add: ${type}", mapping={"type": getUtility(IDexterityFTI, name=self.portal_type).Title()})

    def update(self) -> None:
        if self.portal_type not in {fti.getId() for fti in self.context.allowedContentTypes()}:
            raise Unauthorized(self.portal_type)
        super().update()

    @button.buttonAndHandler(_("Save"), name="save")
    def handle_save(self, action: Any) -> None:
        if self._add():
            self.request.response.redirect(self.added.absolute_url())

    @button.buttonAndHandler(_("Save and add another"), name="save_more")
    def handle_save_more(self, action: Any) -> None:
        if self._add():
            self.request.response.redirect(f"{self.request.getURL()}?{urlencode(self._repeated())}")

    @button.buttonAndHandler(_("Discard"), name="cancel")
    def handle_cancel(self, action: Any) -> None:
        self.request.response.redirect(self.context.absolute_url())

    def render(self) -> str:
        """The form; nothing after a redirect."""
        return "" if self.request.response.getStatus() in (302, 303) else self.template()

    def _add(self) -> bool:
        data = self.values()
        if data is None:
            return False
        values = {name: value for name, value in data.items() if value not in (None, "", ())}
        title = values.pop("title")
        self.added = create(self.context, self.portal_type, title=title, origin=origin_now("typed"), **values)
        api.portal.show_message(_("Saved: ${name}.", mapping={"name": short_name(self.added)}), self.request)
        return True

    def _repeated(self) -> dict[str, str]:
        repeated = {}
        for widget in self.all_widgets():
            value = getattr(self.added, widget.field.__name__, None)
            if widget.field.__name__ in _REPEATED and value:
                text = IDataConverter(widget).toWidgetValue(value)
                # A plain list sends its choice as one of several.
                several = isinstance(text, list)
                repeated[f"{widget.name}:list" if several else widget.name] = text[0] if several else text
        for name, last in (("ordinal", "ordinal"), ("sheet_from", "sheet_to")):
            number = getattr(self.added, last, None)
            if number is not None:
                repeated[PREFIX + name] = str(number + 1)
        return repeated


class AddPage(FormPage):
    """``…/++add++Type``."""

    form = AddForm

    def __init__(self, context: Any, request: Any, ti: Any):
        super().__init__(context, request)
        self.ti = ti
        self.form_instance.portal_type = ti.getId()
