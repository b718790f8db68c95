"""The nodes of a query. ``str`` prints a node as a person would type it; parsed, it is the node again.

What the parser gives is in normal form: no conjunction directly in a conjunction, no alternative directly in an
alternative, no negation of a negation, and below the root none of them with less than two parts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hoso.language import tokenize
from hoso.query.fields import FIELDS, FieldName
from hoso.query.values import Value


def _tokens(text: str) -> tuple[str, ...]:
    return tuple(token.text for token in tokenize(text))


@dataclass(frozen=True, slots=True)
class Word:
    """Something typed without a space in it: a syllable, or a sign such as ``15/2016/QĐ-UBND``.

    ``text`` is in normal form, from its first to its last letter or digit; the words of the language (OR, NOT …)
    are kept in small letters where they are meant as text.
    """

    text: str

    @property
    def tokens(self) -> tuple[str, ...]:
        """The exact tokens; all are wanted, in any order and place."""
        return _tokens(self.text)

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Phrase:
    """Something typed between quotes: its tokens are wanted side by side, whatever signs part them."""

    text: str

    @property
    def tokens(self) -> tuple[str, ...]:
        """The exact tokens, in order."""
        return _tokens(self.text)

    def __str__(self) -> str:
        return f'"{self.text}"'


@dataclass(frozen=True, slots=True)
class Prefix:
    """Something typed with a star behind it: tokens side by side, the last of which only begins so."""

    text: str

    @property
    def tokens(self) -> tuple[str, ...]:
        """The exact tokens, in order; the last is the beginning of one."""
        return _tokens(self.text)

    def __str__(self) -> str:
        return f"{self.text}*"


@dataclass(frozen=True, slots=True)
class Field:
    """A property of the record, not its text."""

    name: FieldName
    value: Value

    def __str__(self) -> str:
        return f"{FIELDS[self.name].label}:{self.value}"


@dataclass(frozen=True, slots=True)
class Not:
    """What must not be there."""

    part: Node

    def __str__(self) -> str:
        return f"-{_enclosed(self.part)}"


@dataclass(frozen=True, slots=True)
class And:
    """All parts are wanted. Without parts: nothing was asked."""

    parts: tuple[Node, ...]

    def __str__(self) -> str:
        return " ".join(_enclosed(part) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Or:
    """One of the parts is wanted."""

    parts: tuple[Node, ...]

    def __str__(self) -> str:
        return " OR ".join(f"({part})" if isinstance(part, Or) else str(part) for part in self.parts)


Leaf = Word | Phrase | Prefix | Field
Node = Leaf | Not | And | Or


def leaves(node: Node, *, wanted: bool = True) -> Iterator[tuple[Leaf, bool]]:
    """Every leaf in order, and whether it is wanted; otherwise a negation stands before it."""
    match node:
        case Not(part):
            yield from leaves(part, wanted=not wanted)
        case And(parts) | Or(parts):
            for part in parts:
                yield from leaves(part, wanted=wanted)
        case _:
            yield node, wanted


def _enclosed(node: Node) -> str:
    return f"({node})" if isinstance(node, And | Or) else str(node)
