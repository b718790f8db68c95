"""The nodes of a query. ``str`` prints a node as a person would type it; parsed, it is the node again."""

from __future__ import annotations

from dataclasses import dataclass

from hoso.language import tokenize


@dataclass(frozen=True, slots=True)
class Word:
    """Something typed without a space in it: a syllable, or a sign such as ``15/2016/QĐ-UBND``.

    ``text`` is in normal form, from its first to its last letter or digit.
    """

    text: str

    @property
    def tokens(self) -> tuple[str, ...]:
        """The exact tokens; all are wanted, in any order and place."""
        return tuple(token.text for token in tokenize(self.text))

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Phrase:
    """Something typed between quotes: its tokens are wanted side by side, whatever signs part them."""

    text: str

    @property
    def tokens(self) -> tuple[str, ...]:
        """The exact tokens, in order."""
        return tuple(token.text for token in tokenize(self.text))

    def __str__(self) -> str:
        return f'"{self.text}"'


@dataclass(frozen=True, slots=True)
class And:
    """All parts are wanted. Without parts: nothing was asked."""

    parts: tuple[Word | Phrase, ...]

    def __str__(self) -> str:
        return " ".join(str(part) for part in self.parts)
