"""Records proposed while somebody types: those whose number or title begins like that, as far as they may see them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hoso.language import analyse, number_tokens
from hoso.record.numbers import plain_number
from hoso.search.conditions import AllOf, Beginning, Clause, Condition
from hoso.search.contract import Hit

from .finding import find

#: Records of one answer, and the shortest text that gets one.
MOST, SHORTEST = 8, 2
_WORDS = 12


def suggestions(site: Any, typed: str, *, user: Any = None) -> list[Hit]:
    """At most ``MOST`` records, by number first, then those whose title has the words; the newest first.

    The last word is taken as not yet written to its end. Raises ``SearchError``.
    """
    found: dict[str, Hit] = {}
    for condition in _conditions(typed):
        hits = find(site, "", user=user, conditions=[condition], sort="newest", size=MOST, facets=(), page_hits=0).hits
        for hit in hits:
            found.setdefault(hit.uid, hit)
    return list(found.values())[:MOST]


def _conditions(typed: str) -> Iterator[Condition]:
    if len(typed.strip()) < SHORTEST:
        return
    number = number_tokens(plain_number(typed))
    if number and any(token.isdecimal() for token in number):
        before = (Clause("number_parts", number[:-1]),) if len(number) > 1 else ()
        yield AllOf((*before, Beginning("number_parts", number[-1])))
    words = analyse(typed).f[:_WORDS]
    if words and (len(words) > 1 or len(words[0]) >= SHORTEST):
        yield AllOf((*(Clause("title_f", (word,)) for word in words[:-1]), Beginning("title_f", words[-1])))
