"""What raises the rank of a document or page beyond holding the words: words side by side, accents, titles, numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from hoso.language import asking, bigrams, fold_token
from hoso.query import And, Field, Node, Not, Or, Phrase, Prefix, Query, Word
from hoso.search.conditions import AllOf, Clause, Range, number_clauses, year_ranges

# Up to here words as typed are search words, all of them meant; more are a question or a pasted passage, and then the
# documents that hold every syllable are but the longest ones. Fewer are a question too where they ask.
_SEARCH_WORDS = 8

Boosts = tuple[tuple[Clause | Range | AllOf, float], ...]


@dataclass(frozen=True, slots=True)
class Weights:
    """What a match of one term adds to the rank, by field, as often as BM25: of each word, of each two side by side,
    and of their exact forms when the query was typed with accents."""

    words: dict[str, float]
    pairs: dict[str, float]
    exact_words: dict[str, float]
    exact_pairs: dict[str, float]


# Measured with benchmarks/ranking.py and known_items.py: plateaus, so that single figures matter little. What was
# tried and did not pay stands in docs/decisions/ranking.md.
_SEARCH = Weights(
    words={"title_f": 0.5, "number_f": 3.0},
    pairs={"f2": 1.0, "title_f2": 1.5, "number_f2": 3.0},
    exact_words={"x": 0.2},
    exact_pairs={"x2": 1.5, "title_x2": 1.5},
)
# Of a question the exact pairs take the place of folded ones, so that what was typed with accents is answered as well
# as without: pairs on top of pairs would outweigh the words.
_QUESTION = Weights(
    words={"number_f": 3.0},
    pairs={"f2": 1.0, "title_f2": 0.7, "number_f2": 3.0},
    exact_words={},
    exact_pairs={},
)
_ACCENTED_QUESTION = Weights(
    words={"number_f": 3.0},
    pairs={"f2": 0.5, "title_f2": 0.35, "number_f2": 3.0},
    exact_words={},
    exact_pairs={"x2": 0.5, "title_x2": 0.35},
)
# Single exact words, frequent as they are, would take most of the time.
_PAGES = Weights(words={}, pairs={"f2": 2.0}, exact_words={}, exact_pairs={"x2": 1.0})
_EXACT_ONLY_WORD = 1.0
# All the words side by side as they were typed, for each of them: whoever remembers a piece of a text finds that text
# first, however long it is and however often others have the pieces of the piece. Who asks has no text in mind.
_AS_TYPED, _AS_ASKED = 10.0, 2.0
# Who asks what a thing is finds "<the thing> là …", for each of the words.
_DEFINED = 5.0
_IS = "là"
# The document of a number, and what a person of that name signed, for each part of the number or name.
_NUMBERED, _SIGNED = 20.0, 20.0
_LONGEST_NAME = 6
# What is of a year that was typed; more where a person who was typed signed it.
_OF_YEAR, _SIGNED_THEN = 25.0, 40.0
# Who asks what holds wants the act of the highest force among those that answer alike: what it adds for each word.
_LAWS = (Clause("type_words", ("luat",)), Clause("type_words", ("hien", "phap")))
_LAW = 0.2


def is_question(query: Query) -> bool:
    """Whether the words of the query are a question or a passage, not search words of which all are meant."""
    return len(set(query.words)) > _SEARCH_WORDS or _asks(query)


def _asks(query: Query) -> bool:
    return len(wanted_tokens(query)) < len(_tokens(query))


def wanted_tokens(query: Query) -> list[str]:
    """The tokens of the words, without those that only ask; all of them where nothing else is left."""
    tokens = _tokens(query)
    asks = asking(tokens, accented=query.accented)
    return tokens if all(asks) else [token for token, asking_only in zip(tokens, asks, strict=True) if not asking_only]


def document_boosts(query: Query) -> Boosts:
    """What raises the rank of documents."""
    if not is_question(query):
        return (*_boosts(query, _SEARCH), *_properties(query))
    boosts = _boosts(query, _ACCENTED_QUESTION if query.accented else _QUESTION)
    laws = ((law, _LAW * len(wanted_tokens(query))) for law in _LAWS) if _asks(query) else ()
    return (*boosts, *laws)


def _properties(query: Query) -> Boosts:
    """The document that has a number rather than those that name it, what a person signed, what is of a year."""
    numbers = [(clause, _NUMBERED * len(clause.terms)) for clause in number_clauses(query.words)]
    name = tuple(fold_token(token) for token in _tokens(query) if token.isalpha())
    signer = Clause("signer_words", name)
    years = year_ranges(query.words)
    signed: list[tuple[Clause | AllOf, float]] = []
    if 1 < len(name) <= _LONGEST_NAME:
        signed = [(signer, _SIGNED * len(name)), *((AllOf((signer, year)), _SIGNED_THEN) for year in years)]
    return (*numbers, *signed, *((year, _OF_YEAR) for year in years))


def page_boosts(query: Query) -> Boosts:
    """What raises the rank of pages."""
    return _boosts(query, _PAGES)


def pairs(query: Query) -> tuple[Clause, ...]:
    """Each two words that were typed side by side."""
    found = (pair for run in _runs(query.tree, query.accented) for pair in bigrams(run.tokens))
    return tuple(dict.fromkeys(Clause("f2", (fold_token(pair),)) for pair in found))


def _boosts(query: Query, weights: Weights) -> Boosts:
    runs = list(_runs(query.tree, query.accented))
    tokens = dict.fromkeys(token for run in runs for token in run.tokens)
    exact = dict.fromkeys(pair for run in runs for pair in bigrams(run.tokens))
    found: dict[tuple[str, str], float] = {}
    for token in tokens:
        found |= {(field, fold_token(token)): weight for field, weight in weights.words.items()}
    for pair in exact:
        found |= {(field, fold_token(pair)): weight for field, weight in weights.pairs.items()}
    if query.accented:
        exact_words = {"x": _EXACT_ONLY_WORD} if len(tokens) == 1 else weights.exact_words
        for token in tokens:
            found |= {(field, token): weight for field, weight in exact_words.items()}
        for pair in exact:
            found |= {(field, pair): weight for field, weight in weights.exact_pairs.items()}
    single = {Clause(field, (term,)): weight for (field, term), weight in found.items()}
    asks = any(run.asked for run in runs)
    whole = {_side_by_side(run.tokens): (_AS_ASKED if asks else _AS_TYPED) for run in runs if len(run.tokens) > 2}
    defined = {_side_by_side((*run.tokens, _IS)): _DEFINED for run in runs if _IS in run.asked or "la" in run.asked}
    return (*single.items(), *((clause, each * (len(clause.terms) + 1)) for clause, each in (whole | defined).items()))


def _side_by_side(tokens: tuple[str, ...]) -> Clause:
    return Clause("f2", tuple(bigrams(tuple(map(fold_token, tokens)))))


def _tokens(query: Query) -> list[str]:
    return [token for word in query.words for token in word.tokens]


class _Run(NamedTuple):
    """Tokens that were typed side by side, and the words behind them that only ask."""

    tokens: tuple[str, ...]
    asked: tuple[str, ...] = ()


def _runs(node: Node, accented: bool) -> Iterator[_Run]:
    """Each phrase, and the words between other things."""
    match node:
        case And(parts):
            for is_words, group in groupby(parts, lambda part: isinstance(part, Word)):
                if is_words:
                    yield from _between(tuple(token for word in group for token in word.tokens), accented)
                else:
                    for part in group:
                        yield from _runs(part, accented)
        case Or(parts):
            for part in parts:
                yield from _runs(part, accented)
        case Word() | Phrase():
            yield _Run(node.tokens)
        case Prefix():
            yield _Run(node.tokens[:-1])
        case Not() | Field():
            return


def _between(tokens: tuple[str, ...], accented: bool) -> Iterator[_Run]:
    """What stands between words that only ask; all of it where nothing else is left."""
    asks = asking(tokens, accented=accented)
    if all(asks):
        yield _Run(tokens)
        return
    kept: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    for token, asks_only in zip(tokens, asks, strict=True):
        if asks_only:
            asked += (token,)
            continue
        if asked and kept:
            yield _Run(kept, asked)
            kept = ()
        asked = ()
        kept += (token,)
    yield _Run(kept, asked)
