"""The pieces of our frame in Plone's."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from typing import ClassVar

from plone.app.layout.viewlets.common import ViewletBase
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile

from hoso.ui.frame.mast import Mast

_SHEET = files("hoso.ui") / "static" / "classic.css"


@cache
def sheet_version() -> str:
    """Part of the sheet's address, so that browsers may keep it and yet never show an old one."""
    return hashlib.sha256(_SHEET.read_bytes()).hexdigest()[:12]


class Style(Mast, ViewletBase):
    """Plone's style in a layer below, our own above it, and the scripts of all screens."""

    index = ViewPageTemplateFile("style.pt")
    scripts: ClassVar[tuple[str, ...]] = (*Mast.scripts, "classic")

    @property
    def classic_sheet(self) -> str:
        """The address of the sheet for Plone's frame."""
        return f"{self.static}/classic.css?v={sheet_version()}"


class Head(Mast, ViewletBase):
    """The head of every page."""

    index = ViewPageTemplateFile("head.pt")


class Foot(Mast, ViewletBase):
    """The foot of every page."""

    index = ViewPageTemplateFile("foot.pt")

    @property
    def help(self) -> str:
        """The help page of the view that the foot stands under."""
        return getattr(self.view, "help", Mast.help)
