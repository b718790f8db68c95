"""A query as the rest of Hoso uses it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain, islice, product

from hoso.language import Needle, Span, abbreviations, find, fold_token, respelled
from hoso.query.tree import And, Field, Leaf, Phrase, Prefix, Word, leaves
from hoso.query.wording import told

# Of words full of abbreviations, so many of the ways to write them out are looked for side by side.
_MOST_WAYS = 32


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed query. ``cut``: the text was longer than is read. ``plain``: the same text read as nothing but words
    and phrases; without it, the tree is that. ``str`` prints the query back.
    """

    tree: And
    cut: bool = False
    plain: And | None = field(default=None, compare=False, repr=False)

    def __bool__(self) -> bool:
        """Whether anything was asked."""
        return bool(self.tree.parts)

    def __str__(self) -> str:
        return str(self.tree)

    @property
    def structured(self) -> bool:
        """Whether signs, fields or parentheses were read that could be meant as text."""
        return self.plain is not None and self.plain != self.tree

    def literally(self) -> Query:
        """The other reading of the same text: words and phrases. Printed, it is read as that."""
        return Query(self.plain or self.tree, self.cut)

    def narrowed(self, other: Query) -> Query:
        """What answers both."""
        return Query(And((*self.tree.parts, *(part for part in other.tree.parts if part not in self.tree.parts))))

    @property
    def words(self) -> tuple[Word, ...]:
        """The words of which all are wanted, in order."""
        return tuple(part for part in self.tree.parts if isinstance(part, Word))

    @property
    def phrases(self) -> tuple[Phrase, ...]:
        """The phrases of which all are wanted, in order."""
        return tuple(part for part in self.tree.parts if isinstance(part, Phrase))

    @property
    def accented(self) -> bool:
        """Whether it was typed with accents: a syllable without one is then meant without one."""
        texts = (leaf for leaf, _ in leaves(self.tree) if not isinstance(leaf, Field))
        return any(fold_token(token) != token for leaf in texts for token in leaf.tokens)

    def needles(self) -> list[Needle]:
        """What to mark in a text that answers the query: each token of a word, its expansions and what is short for
        several, each phrase, each token that begins as wanted. Nothing of what is not wanted, nothing of fields."""
        exact = self.accented
        tokens = [token for word in self.words for token in word.tokens]
        short = [Needle((each,), False) for *_, found in abbreviations.shortened(tokens) for each in found]
        return [needle for leaf, wanted in leaves(self.tree) if wanted for needle in _needles(leaf, exact)] + short

    def whole(self) -> list[Needle]:
        """All the words side by side as they were typed, or written out; none for a query of other than words, and
        none for single words."""
        tokens = [token for word in self.words for token in word.tokens]
        if len(self.words) < len(self.tree.parts) or len(tokens) < 2:
            return []
        return [Needle(way, self.accented) for way in ways(tokens)]

    def understood(self) -> str:
        """How the query was understood, in Vietnamese, as plain text."""
        return told(self.tree) + (" Câu tìm quá dài nên chỉ đọc phần đầu." if self.cut else "")


def ways(tokens: list[str] | tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Tokens as typed, in other spellings, and with abbreviations written out, up to a bound."""
    choices = product(*([*_spelled(token), *abbreviations.expand(token)] for token in tokens))
    return islice((tuple(chain.from_iterable(way)) for way in choices), _MOST_WAYS)


def _spelled(token: str) -> list[tuple[str, ...]]:
    return [(spelling,) for spelling in (token, *respelled(token))]


def _needles(leaf: Leaf, exact: bool) -> Iterator[Needle]:
    match leaf:
        case Word():
            for token in leaf.tokens:
                yield from (Needle(spelling, exact) for spelling in _spelled(token))
                yield from (Needle(expansion, True) for expansion in abbreviations.expand(token))
        case Phrase():
            spellings = islice(product(*map(_spelled, leaf.tokens)), _MOST_WAYS)
            yield from (Needle(tuple(chain.from_iterable(way)), exact) for way in spellings)
        case Prefix():
            # As an index finds it: what stands before side by side, and the last two.
            if len(leaf.tokens) > 2:
                yield Needle(leaf.tokens[:-1], exact)
            yield Needle(leaf.tokens[-2:], exact, open=True)


def hits(text: str, query: Query) -> list[Span]:
    """The marks worth going to one by one: where the words stand side by side as typed if they do, else all."""
    return find(text, query.whole()) or marks(text, query)


def marks(text: str, query: Query) -> list[Span]:
    """The spans of a text in normal form that answer the query: for snippets, titles and boxes on a page."""
    return find(text, query.needles())
