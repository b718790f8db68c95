"""``@@help/<page>`` of the site."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar, NamedTuple

from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse

from hoso.record.i18n import _
from hoso.ui.frame import Problem, Screen
from hoso.ui.help.glossary import Term, terms
from hoso.ui.help.pages import GLOSSARY, ORDER, START, HelpPage, help_page


class Entry(NamedTuple):
    """A link to a help page."""

    url: str
    title: str
    current: bool


@implementer(IPublishTraverse)
class HelpScreen(Screen):
    """A help page, with links to all others."""

    section = "help"
    help: ClassVar[str] = START
    name = ""

    def publishTraverse(self, request: Any, name: str) -> HelpScreen:
        """The page's name is the rest of the address; what follows it is no address."""
        self.name = f"{self.name}/{name}" if self.name else name
        return self

    def __call__(self) -> Any:
        if not self.name:
            self.request.response.redirect(f"{self.portal_url}/@@help/{START}", status=301)
            return ""
        return super().__call__()

    def prepare(self) -> None:
        if self.name not in ORDER:
            raise Problem(
                _("There is no such help page."),
                status=404,
                link=f"{self.portal_url}/@@help/{START}",
                label=_("All help pages"),
            )

    @cached_property
    def page(self) -> HelpPage:
        """The page's title and text; of the glossary the title alone."""
        return HelpPage(_("Glossary"), "") if self.name == GLOSSARY else help_page(self.name, self.language)

    @property
    def title(self) -> str:
        return _("Help") if self.problem else self.page.title

    @property
    def terms(self) -> tuple[Term, ...]:
        """The words of the glossary, on its page."""
        return terms() if self.name == GLOSSARY else ()

    def meaning(self, term: Term) -> str:
        """What a term means, in the language of the page."""
        return term.meaning_en if self.language == "en" else term.meaning_vi

    @property
    def entries(self) -> list[Entry]:
        """Links to all pages."""
        return [
            Entry(
                f"{self.portal_url}/@@help/{name}",
                _("Glossary") if name == GLOSSARY else help_page(name, self.language).title,
                name == self.name,
            )
            for name in ORDER
        ]
