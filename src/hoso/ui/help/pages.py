"""The help pages: Markdown files of this package, ours alone, so that their HTML may be shown as it is."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import NamedTuple

import markdown

DEFAULT_LANGUAGE = "vi"
LANGUAGES = ("vi", "en")
START = "start"
GLOSSARY = "thuat-ngu"
# As they are listed beside each page.
ORDER = (
    START,
    "home",
    "search",
    "saved-searches",
    "page",
    "register",
    "document",
    "authority",
    "upload",
    "describing",
    "changing",
    "lists",
    "desk",
    "undescribed",
    "reading",
    "status",
    GLOSSARY,
    "phim-tat",
    "kha-nang-tiep-can",
)


class HelpPage(NamedTuple):
    """A page: its title, and the rest as HTML."""

    title: str
    html: str


@cache
def help_page(name: str, language: str) -> HelpPage:
    """The page of that name in a language, or in Vietnamese; raises ``KeyError`` when there is none."""
    if name not in ORDER or name == GLOSSARY:
        raise KeyError(name)
    chosen = language if language in LANGUAGES else DEFAULT_LANGUAGE
    text = (files(__package__) / "pages" / chosen / f"{name}.md").read_text(encoding="utf-8")
    heading, _, body = text.partition("\n")
    return HelpPage(heading.removeprefix("#").strip(), markdown.markdown(body, extensions=["tables", "def_list"]))
