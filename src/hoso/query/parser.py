"""From typed text to the tree. Every text has a reading; a quote without its partner is a space."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hoso.language import nfc, tokenize
from hoso.query.query import Query
from hoso.query.tree import And, Phrase, Word

#: Characters of a query that are read; the rest is cut and the query says so.
MAX_LENGTH = 2000

_QUOTE = re.compile('["“”„«»]')


def parse(text: str) -> Query:
    """The query in a text: words, and phrases between quotes (straight, curly or angled). Never raises."""
    pieces = _QUOTE.split(nfc(text[:MAX_LENGTH]))
    if len(pieces) % 2 == 0:
        last = pieces.pop()
        pieces[-1] += " " + last
    return Query(And(tuple(_parts(pieces))), cut=len(text) > MAX_LENGTH)


def _parts(pieces: list[str]) -> Iterator[Word | Phrase]:
    """Pieces by turns outside and inside quotes."""
    for index, piece in enumerate(pieces):
        if index % 2:
            phrase = _trimmed(" ".join(piece.split()))
            if phrase:
                yield Phrase(phrase)
        else:
            yield from (Word(word) for word in map(_trimmed, piece.split()) if word)


def _trimmed(text: str) -> str:
    tokens = tokenize(text)
    return text[tokens[0].start : tokens[-1].end] if tokens else ""
