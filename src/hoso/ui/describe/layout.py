"""The page around a form: Plone's frame with our scripts."""

from __future__ import annotations

from typing import ClassVar

from plone import api
from plone.app.layout.viewlets.common import ViewletBase
from plone.z3cform.layout import FormWrapper
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.interface import Interface, implementer

from hoso.record.i18n import _
from hoso.record.interfaces import IRecord
from hoso.ui.describe.naming import short_name
from hoso.ui.frame.mast import script_version
from hoso.ui.frame.navigation import Link, way_up


class IFormPage(Interface):
    """A page with one of our forms."""


class Nothing(ViewletBase):
    """In place of a viewlet of Plone's that the page does not need."""

    def render(self) -> str:
        """Nothing."""
        return ""


@implementer(IFormPage)
class FormPage(FormWrapper):
    """A form for records."""

    index = ViewPageTemplateFile("layout.pt")
    help: ClassVar[str] = "describing"
    scripts: ClassVar[tuple[str, ...]] = ("describe", "describe-typing", "describe-keeping")

    def update(self) -> None:
        """Columns beside the form would leave no room for the page of the document."""
        for column in ("left", "right"):
            self.request.set(f"disable_plone.{column}column", 1)
        super().update()

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
        return [*way_up(record), Link(record.absolute_url(), short_name(record))]
