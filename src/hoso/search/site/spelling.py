"""What a person may have meant who finds little: the same query with a mistyped or misread syllable put right.

A syllable is proposed only where a search with the person's own rights finds it beside its neighbours, and the whole
query only where it finds a record that they may see: no word that is hidden from them is ever proposed.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from hoso.language import fold_token, tokenize
from hoso.language.spelling import near_syllables
from hoso.query import Phrase, Query, Word, parse
from hoso.search.contract import Hit, Request
from hoso.search.plan import ALL_BUT_ONE, SOME_WORDS

from .engine import engine
from .finding import find
from .withheld import Asker, asker

#: Fewer hits than this are little.
LITTLE = 3
RELAXED = frozenset((ALL_BUT_ONE.code, SOME_WORDS.code))

_TOKENS, _CHANGES, _SECONDS = 12, 3, 0.5


class Meant(NamedTuple):
    """A query that finds something, and how much."""

    text: str
    total: int


def meant(
    site: Any,
    text: str,
    *,
    user: Any = None,
    within: str = "",
    filters: Mapping[str, Collection[str]] | None = None,
) -> Meant | None:
    """The query that was meant, where one mistake or a few explain that ``text`` finds little. Raises ``SearchError``.

    Takes up to half a second: for whoever found little, not for everybody.
    """
    query = parse(text)
    parts = _parts(query)
    if parts is None:
        return None
    asked = _Asked(asker(user), within, time.monotonic() + _SECONDS, {})
    for _ in range(_CHANGES):
        if not _change(parts, asked):
            break
    if not any(part.changed for part in parts):
        return None
    proof = find(site, _text(parts), user=user, within=within, filters=filters, size=1, facets=(), page_hits=1)
    if not proof.hits or any(notice.code in RELAXED for notice in proof.notices):
        return None
    return Meant(_text(parts, _spellings(proof.hits[0]) if query.accented else {}), proof.total)


@dataclass(slots=True)
class _Part:
    """A word or phrase as its folded syllables; ``written`` is what was typed, ``exact`` each syllable of it, empty
    where it was put right.
    """

    written: str
    phrase: bool
    exact: list[str]
    folded: list[str]
    changed: bool = False


@dataclass(frozen=True, slots=True)
class _Asked:
    """Counts for one person, each asked once."""

    who: Asker
    within: str
    end: float
    known: dict[tuple[str, ...], int]

    def count(self, *syllables: str) -> int:
        """How many records have the syllables side by side; 0 once the time is over."""
        if syllables not in self.known:
            if time.monotonic() > self.end:
                return 0
            text = f'"{" ".join(syllables)}"'
            request = Request(
                query=parse(text), **self.who._asdict(), within=self.within, size=0, facets=(), page_hits=0
            )
            self.known[syllables] = engine().find(request).total
        return self.known[syllables]


def _parts(query: Query) -> list[_Part] | None:
    """The words and phrases of the query; none where there is more to it, or too much."""
    parts = []
    for node in query.tree.parts:
        if not isinstance(node, Word | Phrase):
            return None
        folded = [fold_token(token) for token in node.tokens]
        parts.append(_Part(str(node), isinstance(node, Phrase), list(node.tokens), folded))
    return parts if 0 < sum(len(part.folded) for part in parts) <= _TOKENS else None


def _change(parts: list[_Part], asked: _Asked) -> bool:
    """Put the syllable right that gains most; whether there was one."""
    places = [(part, index) for part in parts for index in range(len(part.folded))]
    syllables = [part.folded[index] for part, index in places]
    if asked.count(*syllables):
        return False
    doubtful = [at for at, syllable in enumerate(syllables) if not asked.count(syllable)]
    if not doubtful and len(syllables) > 1:
        doubtful = [at for at in range(len(syllables)) if not any(_beside(syllables, at, (), asked))]
    best: tuple[int, int, tuple[str, ...]] = (0, 0, ())
    for at in doubtful:
        for near in near_syllables(syllables[at]):
            gain = max(_beside(syllables, at, near, asked), default=asked.count(*near))
            if gain > best[0] and asked.count(*near):
                best = (gain, at, near)
    gain, at, near = best
    if gain:
        part, index = places[at]
        part.folded[index : index + 1] = near
        part.exact[index : index + 1] = [""] * len(near)
        part.changed = True
    return bool(gain)


def _beside(syllables: list[str], at: int, near: tuple[str, ...], asked: _Asked) -> Iterator[int]:
    """In how many records a syllable, or what may stand for it, has each of its neighbours."""
    near = near or (syllables[at],)
    if at:
        yield asked.count(syllables[at - 1], near[0])
    if at + 1 < len(syllables):
        yield asked.count(near[-1], syllables[at + 1])


def _text(parts: list[_Part], spellings: Mapping[str, str] | None = None) -> str:
    return " ".join(_written(part, spellings or {}) for part in parts)


def _written(part: _Part, spellings: Mapping[str, str]) -> str:
    if not part.changed:
        return part.written
    pairs = zip(part.exact, part.folded, strict=True)
    text = " ".join(exact or spellings.get(folded, folded) for exact, folded in pairs)
    return f'"{text}"' if part.phrase else text


def _spellings(hit: Hit) -> dict[str, str]:
    """Folded syllable → as it is written most often in what is shown of a hit."""
    texts = [hit.fields["title"], *("".join(text for text, _ in page.snippet_parts) for page in hit.pages)]
    written = Counter(token.text for text in texts for token in tokenize(text))
    return {fold_token(token): token for token, _ in reversed(written.most_common())}
