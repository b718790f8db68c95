"""A text in normal form cut into lexemes. Nothing is an error: what is no sign of the language is text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple

from hoso.language import fold_token, tokenize
from hoso.query.fields import FIELDS, NAME_PATTERN, field_named
from hoso.query.tree import Field, Leaf, Phrase, Prefix, Word

#: So many beginnings of words are looked up; further ones are read as words.
MAX_PREFIXES = 20
_SHORTEST_PREFIX = 2

_QUOTES = '"“”„«»'
_OR_IN_VIETNAMESE = ("HOẶC", "HOAC")
_LEXEME = re.compile(
    rf"""
    (?P<open>\() | (?P<close>\))
    | (?P<minus>(?<![^\s(])-(?=[\w("“”„«»]))
    | [{_QUOTES}](?P<phrase>[^{_QUOTES}]*)[{_QUOTES}]
    | (?P<field>(?i:{NAME_PATTERN})):(?:[{_QUOTES}](?P<quoted>[^{_QUOTES}]*)[{_QUOTES}]|(?P<value>[^\s(){_QUOTES}]+))
    | (?<!-)(?P<sign>OR|AND|NOT|HOẶC|HOAC)(?![^\s(){_QUOTES}])
    | (?P<bare>[^\s(){_QUOTES}]+)
    """,
    re.VERBOSE,
)
_PIECE = re.compile(rf"[{_QUOTES}](?P<phrase>[^{_QUOTES}]*)[{_QUOTES}]|(?P<bare>[^\s(){_QUOTES}]+)")


class Kind(Enum):
    """What a lexeme is."""

    LEAF = auto()
    OPEN = auto()
    CLOSE = auto()
    MINUS = auto()
    NOT = auto()
    AND = auto()
    OR = auto()


class Lexeme(NamedTuple):
    """One lexeme; of a sign that is a word too, ``leaf`` is that word."""

    kind: Kind
    leaf: Leaf | None = None


def scan(text: str) -> list[Lexeme]:
    """The lexemes of a text; behind every minus stands a leaf or an opening parenthesis."""
    text = _paired(text)
    vietnamese_signs = any(map(str.islower, text))
    found: list[Lexeme] = []
    prefixes = 0
    for match in _LEXEME.finditer(text):
        name = match.lastgroup
        if name in ("open", "close", "minus"):
            found.append(Lexeme(Kind[name.upper()]))
        elif name == "sign" and (vietnamese_signs or match[name] not in _OR_IN_VIETNAMESE):
            kind = Kind.OR if match[name] in _OR_IN_VIETNAMESE else Kind[match[name]]
            found.append(Lexeme(kind, _word(match[name])))
        else:
            minus = bool(found) and found[-1].kind is Kind.MINUS
            read = list(_leaves(match, prefixes < MAX_PREFIXES))
            if minus and len(read) > 1:
                # A field that has no such value is text; so is the minus before it. ``-12:30`` is one thing.
                read = read if match["field"] else [Phrase(_trimmed(match[0]))]
            if minus and (not read or (match["field"] and not isinstance(read[0], Field))):
                found.pop()
            prefixes += sum(isinstance(leaf, Prefix) for leaf in read)
            found += [Lexeme(Kind.LEAF, leaf) for leaf in read]
    return found


def plain(text: str) -> Iterator[Word | Phrase]:
    """The same text as nothing but words, and phrases between quotes."""
    for match in _PIECE.finditer(_paired(text)):
        yield from _phrase(match["phrase"]) if match["phrase"] is not None else _words(match["bare"])


def _paired(text: str) -> str:
    """The text with a space for a quote that has no partner."""
    quotes = [index for index, character in enumerate(text) if character in _QUOTES]
    return f"{text[: quotes[-1]]} {text[quotes[-1] + 1 :]}" if len(quotes) % 2 else text


def _leaves(match: re.Match[str], prefixes: bool) -> Iterator[Leaf]:
    if match["phrase"] is not None:
        yield from _phrase(match["phrase"])
    elif match["field"]:
        name = field_named(match["field"])
        quoted, value = match["quoted"], match["value"]
        read = FIELDS[name].read(value if quoted is None else quoted)
        if read is not None:
            yield Field(name, read)
        else:
            for typed in match["field"].split():
                yield from _words(typed)
            yield from _bare(value, prefixes) if quoted is None else _phrase(quoted)
    else:
        yield from _bare(match[0], prefixes)


def _bare(text: str, prefixes: bool) -> Iterator[Word | Prefix]:
    begun = text.rstrip("*")
    if prefixes and begun != text:
        *before, last = begun.split(":")
        tokens = tokenize(last)
        long_enough = len(tokens) > 1 or (tokens and len(fold_token(tokens[-1].text)) >= _SHORTEST_PREFIX)
        if long_enough and tokens[-1].end == len(last):
            yield from (word for piece in before for word in _words(piece))
            yield Prefix(last[tokens[0].start :])
            return
    yield from _words(text)


def _words(text: str) -> Iterator[Word]:
    for piece in text.split(":"):
        if trimmed := _trimmed(piece):
            yield _word(trimmed)


def _word(text: str) -> Word:
    return Word(text.lower() if text in ("OR", "AND", "NOT", *_OR_IN_VIETNAMESE) else text)


def _phrase(text: str) -> Iterator[Phrase]:
    if trimmed := _trimmed(text):
        yield Phrase(" ".join(trimmed.split()))


def _trimmed(text: str) -> str:
    tokens = tokenize(text)
    return text[tokens[0].start : tokens[-1].end] if tokens else ""
