"""The base of our screens: they stand on a frame of their own instead of Plone's main template."""

from __future__ import annotations

import hashlib
from functools import cache, cached_property
from importlib.resources import files
from typing import Any, ClassVar

from plone import api
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile

from hoso.ui.frame import wording
from hoso.ui.frame.navigation import Link, staff_links
from hoso.ui.style import sheet

_SCRIPTS = files("hoso.ui") / "static" / "scripts"

SECURITY_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; img-src 'self' data:; style-src 'self'; font-src 'self'; script-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    # What a page shows depends on who asks.
    "Cache-Control": "private, no-cache",
    "Vary": "Cookie, Authorization",
}


@cache
def script_version(name: str) -> str:
    """Part of a script's address, so that browsers may keep it and yet never run an old one."""
    return hashlib.sha256((_SCRIPTS / f"{name}.js").read_bytes()).hexdigest()[:12]


class Problem(Exception):
    """A request that cannot be answered as it stands; shown as a page with the message and one way on.

    ``message`` names the remedy, in the user's language; ``link`` is the address the page offers, ``label`` its
    text.
    """

    def __init__(self, message: str, *, status: int = 400, link: str = "", label: str = ""):
        super().__init__(message)
        self.message = message
        self.status = status
        self.link = link
        self.label = label


class Screen(BrowserView):
    """A page on the lean frame.

    A screen overrides ``prepare`` (reads the request and asks for what it shows; may raise ``Problem``) and has its
    template as ``index``; ``title`` is the page's name in the browser.
    """

    frame = ViewPageTemplateFile("frame.pt")
    problem_page = ViewPageTemplateFile("problem.pt")
    wording = wording
    problem: Problem | None = None
    # The main link that the page belongs to.
    section: ClassVar[str] = ""
    # Files in static/scripts that make the page handier; it does everything without them too.
    scripts: ClassVar[tuple[str, ...]] = ("keys",)

    def __call__(self) -> Any:
        response = self.request.response
        response.setHeader("X-Theme-Disabled", "1")
        for name, value in SECURITY_HEADERS.items():
            response.setHeader(name, value)
        try:
            self.prepare()
        except Problem as problem:
            self.problem = problem
            response.setStatus(problem.status)
            return self.problem_page()
        return self.index()

    def prepare(self) -> None:
        """Read the request and collect what the template shows."""

    @property
    def title(self) -> str:
        """The page's name."""
        return self.context.Title()

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
    def query(self) -> str:
        """What the search box shows."""
        return ""
