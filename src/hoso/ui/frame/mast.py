"""What the head and the foot of a page show, on our frame and on Plone's alike."""

from __future__ import annotations

import hashlib
from functools import cache, cached_property
from importlib.resources import files
from typing import ClassVar

from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile

from hoso.ui.frame.navigation import Link, staff_links
from hoso.ui.style import sheet

_SCRIPTS = files("hoso.ui") / "static" / "scripts"


@cache
def script_version(name: str) -> str:
    """Part of a script's address, so that browsers may keep it and yet never run an old one."""
    return hashlib.sha256((_SCRIPTS / f"{name}.js").read_bytes()).hexdigest()[:12]


class Mast:
    """To be mixed into a view: the macros ``mast`` and ``foot``, and what they ask for."""

    mast = ViewPageTemplateFile("mast.pt")
    keys = ViewPageTemplateFile("keys.pt")
    # The main link that the page belongs to.
    section: ClassVar[str] = ""
    # The help page of the screen, a file of help/pages.
    help: ClassVar[str] = "start"
    # Files in static/scripts that make the page handier; it does everything without them too.
    scripts: ClassVar[tuple[str, ...]] = ("keys", "suggest")

    @cached_property
    def portal_url(self) -> str:
        """The site's address without a slash at the end."""
        return api.portal.get().absolute_url()

    @cached_property
    def site_title(self) -> str:
        """The site's name, as set in Plone's control panel."""
        return api.portal.get_registry_record("plone.site_title")

    @cached_property
    def language(self) -> str:
        """The language of the page's words."""
        return api.portal.get_current_language()

    @property
    def static(self) -> str:
        """The address of the folder of stylesheet, icons and fonts."""
        return f"{self.portal_url}/++resource++hoso"

    @property
    def stylesheet(self) -> str:
        """The address of the stylesheet."""
        return f"{self.portal_url}/@@hoso.css?v={sheet.VERSION}"

    @property
    def script_urls(self) -> list[str]:
        """The addresses of the page's scripts."""
        return [f"{self.static}/scripts/{name}.js?v={script_version(name)}" for name in self.scripts]

    @cached_property
    def person(self) -> str:
        """The name of the person signed in, or nothing."""
        if api.user.is_anonymous():
            return ""
        user = api.user.get_current()
        return user.getProperty("fullname", "") or user.getUserName()

    @cached_property
    def staff_links(self) -> list[Link]:
        """The staff screens this person may use."""
        return staff_links(api.portal.get())

    @property
    def help_url(self) -> str:
        """The address of the page that says what this screen is for and how to go about it."""
        return f"{self.portal_url}/@@help/{self.help}"

    @property
    def query(self) -> str:
        """What the search box shows."""
        return ""
