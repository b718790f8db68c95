"""A query as the rest of Hoso uses it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, islice, product

from hoso.language import Needle, Span, abbreviations, find, fold_token
from hoso.query.tree import And, Phrase, Word

# Of a query full of abbreviations, so many of the ways to write it out are looked for side by side.
_MOST_WAYS = 32


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed query. ``cut``: the text was longer than is read. ``str`` prints it back."""

    tree: And
    cut: bool = False

    def __bool__(self) -> bool:
        """Whether anything was asked."""
        return bool(self.tree.parts)

    def __str__(self) -> str:
        return str(self.tree)

    @property
    def words(self) -> tuple[Word, ...]:
        """The words, in order."""
        return tuple(part for part in self.tree.parts if isinstance(part, Word))

    @property
    def phrases(self) -> tuple[Phrase, ...]:
        """The phrases, in order."""
        return tuple(part for part in self.tree.parts if isinstance(part, Phrase))

    @property
    def accented(self) -> bool:
        """Whether it was typed with accents: a syllable without one is then meant without one."""
        return any(fold_token(token) != token for part in self.tree.parts for token in part.tokens)

    def needles(self) -> list[Needle]:
        """What to mark in a text that answers the query: each token of a word, its expansions, each phrase."""
        exact = self.accented
        needles = [Needle(phrase.tokens, exact) for phrase in self.phrases]
        for word in self.words:
            for token in word.tokens:
                needles.append(Needle((token,), exact))
                needles.extend(Needle(expansion, True) for expansion in abbreviations.expand(token))
        return needles

    def whole(self) -> list[Needle]:
        """All the words side by side as they were typed, or written out; none for phrases and single words."""
        tokens = [token for word in self.words for token in word.tokens]
        if self.phrases or len(tokens) < 2:
            return []
        ways = product(*([(token,), *abbreviations.expand(token)] for token in tokens))
        return [Needle(tuple(chain.from_iterable(way)), self.accented) for way in islice(ways, _MOST_WAYS)]

    def understood(self) -> str:
        """How the query was understood, in Vietnamese, as plain text."""
        wanted = [self._told(word) for word in self.words] + [f"cụm từ “{p.text}”" for p in self.phrases]
        told = f"Tìm tài liệu có: {', '.join(wanted)}." if wanted else "Chưa có từ nào để tìm."
        return f"{told} Câu tìm quá dài nên chỉ đọc phần đầu." if self.cut else told

    @staticmethod
    def _told(word: Word) -> str:
        expansions = [" ".join(phrase) for token in word.tokens for phrase in abbreviations.expand(token)]
        return f"{word.text} (hoặc {', '.join(f'“{e}”' for e in expansions)})" if expansions else word.text


def hits(text: str, query: Query) -> list[Span]:
    """The marks worth going to one by one: where the words stand side by side as typed if they do, else all."""
    return find(text, query.whole()) or marks(text, query)


def marks(text: str, query: Query) -> list[Span]:
    """The spans of a text in normal form that answer the query: for snippets, titles and boxes on a page."""
    return find(text, query.needles())
