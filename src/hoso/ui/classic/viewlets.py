"""The pieces of our frame in Plone's."""

from __future__ import annotations

from plone.app.layout.viewlets.common import ViewletBase
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile

from hoso.ui.frame.mast import Mast


class Style(Mast, ViewletBase):
    """Plone's style in a layer below, our own above it, and the scripts of all screens."""

    index = ViewPageTemplateFile("style.pt")


class Head(Mast, ViewletBase):
    """The head of every page."""

    index = ViewPageTemplateFile("head.pt")


class Foot(Mast, ViewletBase):
    """The foot of every page."""

    index = ViewPageTemplateFile("foot.pt")
