"""The page around a form: Plone's frame with our scripts."""

from __future__ import annotations

from typing import ClassVar

from plone import api
from plone.z3cform.layout import FormWrapper
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile

from hoso.record.i18n import _
from hoso.record.interfaces import IRecord
from hoso.ui.frame.mast import script_version
from hoso.ui.frame.navigation import Link, way_up


class FormPage(FormWrapper):
    """A form for records."""

    index = ViewPageTemplateFile("layout.pt")
    help: ClassVar[str] = "describing"
    scripts: ClassVar[tuple[str, ...]] = ("describe", "describe-typing", "describe-keeping")

    @property
    def script_urls(self) -> list[str]:
        """The addresses of the page's scripts."""
        base = f"{api.portal.get().absolute_url()}/++resource++hoso/scripts"
        return [f"{base}/{name}.js?v={script_version(name)}" for name in self.scripts]

    @property
    def way_up(self) -> list[Link]:
        """The records above, and the one that is edited or added to."""
        record = self.context
        if not IRecord.providedBy(record):
            return [Link(record.absolute_url(), _("Archive"))]
        return [*way_up(record), Link(record.absolute_url(), getattr(record, "reference", "") or record.title)]
