"""The words of the archive as this system uses them, with where they are defined.

``python -m hoso.ui.help.glossary`` prints ``docs/glossary.md``.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from hoso.language import sort_key


class Term(NamedTuple):
    """A word in both languages with its meaning; ``source`` is where the law defines it, empty for our own words."""

    vi: str
    en: str
    meaning_vi: str
    meaning_en: str
    source: str


@cache
def terms() -> tuple[Term, ...]:
    """All terms in the order of the Vietnamese alphabet."""
    data = tomllib.loads((files(__package__) / "glossary.toml").read_text(encoding="utf-8"))
    found = (Term(**{"source": "", **each}) for each in data["term"])
    return tuple(sorted(found, key=lambda term: sort_key(term.vi)))


def as_markdown() -> str:
    """``docs/glossary.md``."""
    lines = [
        "# Glossary",
        "",
        "The words that screens, code and papers use. Made from `src/hoso/ui/help/glossary.toml` by",
        "`python -m hoso.ui.help.glossary`; the same terms stand on the help page “Thuật ngữ”.",
        "",
        "| Vietnamese | in code and English | meaning | source |",
        "|---|---|---|---|",
    ]
    lines += [f"| {term.vi} | {term.en} | {term.meaning_en} | {term.source or 'of this system'} |" for term in terms()]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    print(as_markdown(), end="")
