"""From typed text to the tree. Every text has a reading: parentheses without a partner and signs without something
on either side are text. NOT binds tighter than AND, AND than OR."""

from __future__ import annotations

from collections.abc import Sequence

from hoso.language import nfc
from hoso.query.query import Query
from hoso.query.scanner import Kind, Lexeme, plain, scan
from hoso.query.tree import And, Node, Not, Or

#: Characters of a query that are read; the rest is cut and the query says so.
MAX_LENGTH = 2000
#: Parentheses within parentheses that are read; deeper ones are spaces.
MAX_DEPTH = 20

_STARTS = (Kind.LEAF, Kind.OPEN, Kind.MINUS, Kind.NOT)
_ENDS = (Kind.LEAF, Kind.CLOSE)


def parse(text: str) -> Query:
    """The query in a text. Never raises; what does not parse is text."""
    read = nfc(text[:MAX_LENGTH])[:MAX_LENGTH]
    lexemes = _settled(_balanced(scan(read)))
    node = _Reader(lexemes).alternatives() if lexemes else And(())
    tree = node if isinstance(node, And) else And((node,))
    words = And(tuple(plain(read)))
    shorter = _short_enough(tree, words)
    return Query(shorter, cut=len(text) > MAX_LENGTH or shorter != tree, plain=words)


def _short_enough(tree: And, words: And) -> And:
    """The tree, or as much of it as can be printed and read again: names of fields may be typed shorter."""
    while len(str(tree)) > MAX_LENGTH:
        tree = And(tree.parts[:-1]) if len(tree.parts) > 1 else words
    return tree


def _balanced(lexemes: Sequence[Lexeme]) -> list[Lexeme]:
    """Without parentheses that have no partner, lie too deep or hold nothing."""
    opened: list[int] = []
    dropped: set[int] = set()
    for index, lexeme in enumerate(lexemes):
        if lexeme.kind is Kind.OPEN:
            opened.append(index)
        elif lexeme.kind is Kind.CLOSE:
            if not opened:
                dropped.add(index)
            elif len(opened) > MAX_DEPTH:
                dropped |= {opened.pop(), index}
            else:
                opened.pop()
    dropped.update(opened)
    kept: list[Lexeme] = []
    for index, lexeme in enumerate(lexemes):
        empty = lexeme.kind is Kind.CLOSE and bool(kept) and kept[-1].kind is Kind.OPEN and index not in dropped
        if empty:
            kept.pop()
        if empty or index in dropped:
            if (empty or lexeme.kind is Kind.OPEN) and kept and kept[-1].kind is Kind.MINUS:
                kept.pop()
            continue
        kept.append(lexeme)
    return kept


def _settled(lexemes: list[Lexeme]) -> list[Lexeme]:
    """Signs that have nothing to stand before or between are the words that they are."""
    starts = False
    for index in reversed(range(len(lexemes))):
        if lexemes[index].kind is Kind.NOT and not starts:
            lexemes[index] = Lexeme(Kind.LEAF, lexemes[index].leaf)
        starts = lexemes[index].kind in _STARTS
    ends = False
    for index, lexeme in enumerate(lexemes):
        if lexeme.kind in (Kind.AND, Kind.OR):
            following = lexemes[index + 1].kind if index + 1 < len(lexemes) else None
            if not ends or following not in _STARTS:
                lexemes[index] = Lexeme(Kind.LEAF, lexeme.leaf)
        ends = lexemes[index].kind in _ENDS
    return lexemes


class _Reader:
    """Recursive descent over lexemes in which every sign has what it needs."""

    def __init__(self, lexemes: Sequence[Lexeme]) -> None:
        self._lexemes = lexemes
        self._at = 0

    @property
    def _kind(self) -> Kind | None:
        return self._lexemes[self._at].kind if self._at < len(self._lexemes) else None

    def alternatives(self) -> Node:
        """What stands up to the closing parenthesis or the end."""
        parts = [self._all()]
        while self._kind is Kind.OR:
            self._at += 1
            parts.append(self._all())
        return _joined(Or, parts)

    def _all(self) -> Node:
        parts = []
        while self._kind not in (None, Kind.CLOSE, Kind.OR):
            if self._kind is Kind.AND:
                self._at += 1
            parts.append(self._one())
        return _joined(And, parts)

    def _one(self) -> Node:
        negated = False
        while self._kind in (Kind.NOT, Kind.MINUS):
            negated = not negated
            self._at += 1
        lexeme = self._lexemes[self._at]
        self._at += 1
        if lexeme.leaf is not None:
            node: Node = lexeme.leaf
        else:
            node = self.alternatives()
            self._at += 1
        if not negated:
            return node
        return node.part if isinstance(node, Not) else Not(node)


def _joined(kind: type[And] | type[Or], parts: list[Node]) -> Node:
    """Parts as one node in normal form."""
    flat: list[Node] = []
    for part in parts:
        flat += part.parts if isinstance(part, kind) else (part,)
    return flat[0] if len(flat) == 1 else kind(tuple(flat))
