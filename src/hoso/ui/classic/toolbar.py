"""Plone's toolbar: for those who run the site, below the head of the page."""

from __future__ import annotations

from plone.app.layout.viewlets.common import ViewletBase
from plone.app.layout.viewlets.toolbar import ToolbarViewletManager
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.component import getMultiAdapter
from zope.contentprovider.interfaces import IContentProvider

# Signing out has its place in the head.
_ELSEWHERE = ("personaltools-logout",)


class ToolbarEntries(ToolbarViewletManager):
    """What stands in the toolbar. In its usual place, before the head, it shows nothing."""

    def render(self) -> str:
        return ""

    @property
    def personal(self) -> list[dict[str, str]]:
        """The person's own pages, and the site's settings."""
        return [each for each in self.get_personal_bar().user_actions if each["id"] not in _ELSEWHERE]


class Toolbar(ViewletBase):
    """The toolbar in its place here."""

    index = ViewPageTemplateFile("toolbar.pt")

    def update(self) -> None:
        self.entries = getMultiAdapter((self.context, self.request, self.view), IContentProvider, name="plone.toolbar")
        self.entries.update()
