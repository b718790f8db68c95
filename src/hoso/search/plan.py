"""How a query is put to an index: which terms are wanted, which raise the rank, and what is tried when none match.

Engines only translate: the same plan gives the same hits everywhere. Fields of both indexes are ``f`` folded
syllables, ``f2`` folded bigrams, ``x`` exact syllables, ``x2`` exact bigrams of everything searchable; of the
documents index further ``title_f``, ``title_f2``, ``title_x2``, ``number_f`` and ``number_f2``, the fields of
``conditions.SELECTING``, and the numbers ``year_number`` and ``date``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hoso.language import bigrams, fold_token
from hoso.query import And, Field, Node, Not, Or, Phrase, Prefix, Query, Word, leaves
from hoso.search.conditions import Accents, AnyOf, Clause, Condition, condition, on_pages, word
from hoso.search.contract import Notice

PHRASE_FOLDED = Notice(
    "phrase_without_accents",
    "Không có tài liệu nào chứa cụm từ đúng dấu như đã gõ; đây là kết quả của cụm từ không phân biệt dấu.",
)
BEGINNING_FOLDED = Notice(
    "beginning_without_accents",
    "Không có tài liệu nào có từ bắt đầu đúng dấu như đã gõ; đây là kết quả không phân biệt dấu.",
)
ALL_BUT_ONE = Notice("all_but_one_word", "Không có tài liệu nào chứa đủ các từ; đây là các tài liệu chỉ thiếu một từ.")
SOME_WORDS = Notice("some_words", "Không có tài liệu nào chứa đủ các từ; đây là các tài liệu chứa một phần các từ.")
LONG_QUERY = Notice("long_query", "Câu tìm dài nên không đòi đủ mọi từ; tài liệu khớp nhiều nhất đứng đầu.")
QUERY_CUT = Notice("query_cut", "Câu tìm quá dài nên chỉ dùng phần đầu.")

# Up to here words as typed are search words, all of them meant; more are a question or a pasted passage, and then the
# documents that hold every syllable are but the longest ones (benchmarks/search.py, ranking).
_SEARCH_WORDS = 8

# What a match adds to the rank, by field; an accented query only adds those of the exact fields. Measured with
# benchmarks/search.py: a plateau, so that single figures matter little.
_DOCUMENT_WORDS = {"title_f": 0.5, "number_f": 3.0}
_DOCUMENT_PAIRS = {"f2": 1.0, "title_f2": 1.5, "number_f2": 3.0}
_DOCUMENT_EXACT_PAIRS = {"x2": 1.5, "title_x2": 1.5}
_PAGE_PAIRS = {"f2": 2.0}
_PAGE_EXACT_PAIRS = {"x2": 1.0}
_EXACT_WORD, _EXACT_ONLY_WORD = 0.2, 1.0
# All the words side by side as they were typed, for each of them: whoever remembers a piece of a text finds that
# text first, however long it is and however often others have the pieces of the piece.
_AS_TYPED = 10.0


@dataclass(frozen=True, slots=True)
class Plan:
    """One attempt: every one of ``required``, at least ``minimum`` of ``words``; ``boosts`` only raise the rank:
    by the weight times BM25 for a clause of one term, by the weight itself for one of several."""

    required: tuple[Condition, ...]
    words: tuple[Condition, ...]
    minimum: int
    boosts: tuple[tuple[Clause, float], ...]
    notices: tuple[Notice, ...]


def document_plans(query: Query) -> Iterator[Plan]:
    """The attempts at the documents index, strictest first: the first with a hit is the answer."""
    required = [part for part in query.tree.parts if not isinstance(part, Word)]
    return _plans(query, required, _boosts(query, _DOCUMENT_WORDS, _DOCUMENT_PAIRS, _DOCUMENT_EXACT_PAIRS))


def page_plans(query: Query) -> Iterator[Plan]:
    """The attempts at the pages of one document, strictest first; none where nothing is asked of its text.

    What a document has need not stand on one page: at last, one of the things required is enough.
    """
    parts = [part for part in query.tree.parts if not isinstance(part, Word)]
    required = [on for part in parts if (on := on_pages(part)) is not None]
    named = [part for part in required if not isinstance(part, Not)]
    if not named and not query.words:
        return
    boosts = _boosts(query, {}, _PAGE_PAIRS, _PAGE_EXACT_PAIRS)
    plan = None
    for plan in _plans(query, required, boosts):
        yield plan
    if plan is not None and len(named) > 1:
        accents = Accents(wanted=False, unwanted=query.accented)
        others = tuple(condition(part, accents) for part in required if isinstance(part, Not))
        one = AnyOf(tuple(condition(part, accents) for part in named))
        yield Plan((one, *others), (), 0, boosts, plan.notices)


def _plans(query: Query, required: list[Node], boosts: tuple[tuple[Clause, float], ...]) -> Iterator[Plan]:
    said = (QUERY_CUT,) if query.cut else ()
    words = tuple(dict.fromkeys(word(token) for token in _word_tokens(query)))
    minimum = len(words)
    question = len(set(query.words)) > _SEARCH_WORDS
    if question:
        minimum = (minimum + 1) // 2
        said += (LONG_QUERY,)
    wanted = [leaf for part in required for leaf, wanted in leaves(part) if wanted]
    phrases = any(isinstance(leaf, Phrase) for leaf in wanted)
    if query.accented and (phrases or any(isinstance(leaf, Prefix) for leaf in wanted)):
        exact = tuple(condition(part, Accents(wanted=True, unwanted=True)) for part in required)
        yield Plan(exact, words, minimum, boosts, said)
        said += (PHRASE_FOLDED if phrases else BEGINNING_FOLDED,)
    folded = tuple(condition(part, Accents(wanted=False, unwanted=query.accented)) for part in required)
    yield Plan(folded, words, minimum, boosts, said)
    if len(words) > 2 and not question:
        yield Plan(folded, words, minimum - 1, boosts, (*said, ALL_BUT_ONE))
    if len(words) > 1:
        yield Plan(folded, words, 1, boosts, (*said, SOME_WORDS))


def _word_tokens(query: Query) -> list[str]:
    return [token for word in query.words for token in word.tokens]


def _boosts(
    query: Query, words: dict[str, float], pairs: dict[str, float], exact_pairs: dict[str, float]
) -> tuple[tuple[Clause, float], ...]:
    runs = _runs(query)
    tokens = dict.fromkeys(token for run in runs for token in run)
    exact = dict.fromkeys(pair for run in runs for pair in bigrams(run))
    weights: dict[tuple[str, str], float] = {}
    for token in tokens:
        weights |= {(field, fold_token(token)): weight for field, weight in words.items()}
    for pair in exact:
        weights |= {(field, fold_token(pair)): weight for field, weight in pairs.items()}
    if query.accented:
        for token in tokens:
            weights["x", token] = _EXACT_ONLY_WORD if len(tokens) == 1 else _EXACT_WORD
        for pair in exact:
            weights |= {(field, pair): weight for field, weight in exact_pairs.items()}
    single = ((Clause(field, (term,)), weight) for (field, term), weight in weights.items())
    folded_runs = dict.fromkeys(tuple(map(fold_token, run)) for run in runs if len(run) > 2)
    return (*single, *((Clause("f2", tuple(bigrams(run))), _AS_TYPED * len(run)) for run in folded_runs))


def _runs(query: Query) -> list[tuple[str, ...]]:
    """Tokens that were typed side by side: each phrase, and the words between other things."""
    return [run for run in _runs_in(query.tree) if run]


def _runs_in(node: Node) -> Iterator[tuple[str, ...]]:
    match node:
        case And(parts):
            run: tuple[str, ...] = ()
            for part in parts:
                if isinstance(part, Word):
                    run += part.tokens
                else:
                    yield run
                    run = ()
                    yield from _runs_in(part)
            yield run
        case Or(parts):
            for part in parts:
                yield from _runs_in(part)
        case Word() | Phrase():
            yield node.tokens
        case Prefix():
            yield node.tokens[:-1]
        case Not() | Field():
            return
