"""The base of our screens: they stand on a frame of their own instead of Plone's main template."""

from __future__ import annotations

from typing import Any

from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from Products.statusmessages.interfaces import IStatusMessage

from hoso.ui.frame import wording
from hoso.ui.frame.mast import Mast

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


class Screen(Mast, BrowserView):
    """A page on the lean frame.

    A screen overrides ``prepare`` (reads the request and asks for what it shows; may raise ``Problem``, or redirect)
    and has its template as ``index``; ``title`` is the page's name in the browser.
    """

    frame = ViewPageTemplateFile("frame.pt")
    problem_page = ViewPageTemplateFile("problem.pt")
    wording = wording
    problem: Problem | None = None

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
        # An answer that leads on shows nothing, and leaves what is to be told to the page it leads to.
        return "" if 300 <= response.getStatus() < 400 else self.index()

    def prepare(self) -> None:
        """Read the request and collect what the template shows."""

    @property
    def title(self) -> str:
        """The page's name."""
        return self.context.Title()

    def told(self) -> list[tuple[str, str]]:
        """What the request before has to say: kind of message and text, each told once."""
        kinds = {"error": "alert alert-danger", "warning": "alert alert-warning"}
        return [
            (kinds.get(message.type, "alert alert-success"), message.message)
            for message in IStatusMessage(self.request).show()
        ]
