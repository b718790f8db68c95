"""What raises the rank of a document or page beyond holding the words: words side by side, accents, titles, numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hoso.language import asking, bigrams, fold_token
from hoso.query import And, Field, Node, Not, Or, Phrase, Prefix, Query, Word
from hoso.search.conditions import Clause

# Up to here words as typed are search words, all of them meant; more are a question or a pasted passage, and then the
# documents that hold every syllable are but the longest ones. Fewer are a question too where they ask.
_SEARCH_WORDS = 8

Boosts = tuple[tuple[Clause, float], ...]


@dataclass(frozen=True, slots=True)
class Weights:
    """What a match of one term adds to the rank, by field, as often as BM25: of each word, of each two side by side,
    and of their exact forms when the query was typed with accents. ``as_typed``: what all that stands side by side
    adds for each of its words."""

    words: dict[str, float]
    pairs: dict[str, float]
    exact_words: dict[str, float]
    exact_pairs: dict[str, float]
    as_typed: float


# Measured with benchmarks/ranking.py: plateaus, so that single figures matter little.
# What was tried and did not pay stands in docs/decisions/ranking.md.
# As typed: whoever remembers a piece of a text finds that text first, however long it is and however often others have
# the pieces of the piece.
_SEARCH = Weights(
    words={"title_f": 0.5, "number_f": 3.0},
    pairs={"f2": 1.0, "title_f2": 1.5, "number_f2": 3.0},
    exact_words={"x": 0.2},
    exact_pairs={"x2": 1.5, "title_x2": 1.5},
    as_typed=10.0,
)
# Of a question the exact pairs take the place of folded ones, so that what was typed with accents is answered as well
# as without: pairs on top of pairs would outweigh the words.
_QUESTION = Weights(
    words={"number_f": 3.0},
    pairs={"f2": 1.0, "title_f2": 0.7, "number_f2": 3.0},
    exact_words={},
    exact_pairs={},
    as_typed=10.0,
)
_ACCENTED_QUESTION = Weights(
    words={"number_f": 3.0},
    pairs={"f2": 0.5, "title_f2": 0.35, "number_f2": 3.0},
    exact_words={},
    exact_pairs={"x2": 0.5, "title_x2": 0.35},
    as_typed=10.0,
)
_PAGES = Weights(words={}, pairs={"f2": 2.0}, exact_words={"x": 0.2}, exact_pairs={"x2": 1.0}, as_typed=10.0)
_EXACT_ONLY_WORD = 1.0


def is_question(query: Query) -> bool:
    """Whether the words of the query are a question or a passage, not search words of which all are meant."""
    return len(set(query.words)) > _SEARCH_WORDS or len(wanted_tokens(query)) < len(_tokens(query))


def wanted_tokens(query: Query) -> list[str]:
    """The tokens of the words, without those that only ask; all of them where nothing else is left."""
    tokens = _tokens(query)
    asks = asking(tokens, accented=query.accented)
    return tokens if all(asks) else [token for token, asking_only in zip(tokens, asks, strict=True) if not asking_only]


def document_boosts(query: Query) -> Boosts:
    """What raises the rank of documents."""
    if not is_question(query):
        return _boosts(query, _SEARCH)
    return _boosts(query, _ACCENTED_QUESTION if query.accented else _QUESTION)


def page_boosts(query: Query) -> Boosts:
    """What raises the rank of pages."""
    return _boosts(query, _PAGES)


def _boosts(query: Query, weights: Weights) -> Boosts:
    runs = [run for run in _runs(query.tree, query.accented) if run]
    tokens = dict.fromkeys(token for run in runs for token in run)
    exact = dict.fromkeys(pair for run in runs for pair in bigrams(run))
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
    single = ((Clause(field, (term,)), weight) for (field, term), weight in found.items())
    folded = dict.fromkeys(tuple(map(fold_token, run)) for run in runs if len(run) > 2)
    return (*single, *((Clause("f2", tuple(bigrams(run))), weights.as_typed * len(run)) for run in folded))


def _tokens(query: Query) -> list[str]:
    return [token for word in query.words for token in word.tokens]


def _runs(node: Node, accented: bool) -> Iterator[tuple[str, ...]]:
    """Tokens that were typed side by side: each phrase, and the words between other things."""
    match node:
        case And(parts):
            run: tuple[str, ...] = ()
            for part in parts:
                if isinstance(part, Word):
                    run += part.tokens
                else:
                    yield from _between(run, accented)
                    run = ()
                    yield from _runs(part, accented)
            yield from _between(run, accented)
        case Or(parts):
            for part in parts:
                yield from _runs(part, accented)
        case Word() | Phrase():
            yield node.tokens
        case Prefix():
            yield node.tokens[:-1]
        case Not() | Field():
            return


def _between(run: tuple[str, ...], accented: bool) -> Iterator[tuple[str, ...]]:
    """What stands between words that only ask."""
    kept: tuple[str, ...] = ()
    for token, asks in zip(run, asking(run, accented=accented), strict=True):
        if not asks:
            kept += (token,)
        elif kept:
            yield kept
            kept = ()
    yield kept
