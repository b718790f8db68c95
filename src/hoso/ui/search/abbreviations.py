"""``@@abbreviations``: what the archive's abbreviations mean to its search."""

from __future__ import annotations

from typing import Any

from plone import api
from plone.protect.authenticator import check

from hoso.language.abbreviations import MAX_LENGTH, MAX_LINES, AbbreviationError, standard
from hoso.record.i18n import _
from hoso.search.site import added_lines, keep_lines
from hoso.ui.frame import Problem, Screen
from hoso.ui.frame.protection import OwnTokens


class AbbreviationsScreen(OwnTokens, Screen):
    """A form of lines ``UBND = Ủy ban nhân dân``. A POST puts ``lines`` in the place of those added before."""

    section = "status"
    help = "search"
    title = _("Abbreviations")
    wrong = ""

    def prepare(self) -> None:
        self.lines = "\n".join(added_lines())
        if self.request.method == "POST":
            check(self.request)
            self.lines = _typed(self.request.form.get("lines", ""))
            try:
                keep_lines(self.lines.splitlines())
            except AbbreviationError as error:
                self.wrong = str(error)
                self.request.response.setStatus(400)
            else:
                api.portal.show_message(_("Saved. It holds from the next search on."), self.request)
                self.request.response.redirect(self.here, status=303)

    @property
    def here(self) -> str:
        """This page's address."""
        return f"{self.portal_url}/@@abbreviations"

    @property
    def known(self) -> list[tuple[str, str]]:
        """The abbreviations that come with the software, with their meanings."""
        return sorted((short.upper(), " ".join(phrase)) for short, phrase in standard())


def _typed(value: Any) -> str:
    if not isinstance(value, str) or len(value) > MAX_LINES * (MAX_LENGTH + 2):
        raise Problem(_("There are too many abbreviations. Keep at most ${most} lines.", mapping={"most": MAX_LINES}))
    return value
