"""How a query is put to an index: which terms are wanted, which raise the rank, and what is tried when none match.

Engines only translate: the same plan gives the same hits everywhere. Fields of both indexes are ``f`` folded
syllables, ``f2`` folded bigrams, ``x`` exact syllables, ``x2`` exact bigrams of everything searchable; of the
documents index further ``title_f``, ``title_f2``, ``title_x2``, ``number_f`` and ``number_f2``, the fields of
``conditions.SELECTING``, and the numbers ``year_number`` and ``date``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hoso.query import Node, Not, Phrase, Prefix, Query, Word, leaves
from hoso.search.boosts import Boosts, document_boosts, is_question, page_boosts, pairs, wanted_tokens
from hoso.search.conditions import (
    Accents,
    AnyOf,
    Condition,
    Selected,
    condition,
    number_clauses,
    on_pages,
    year_ranges,
)
from hoso.search.conditions import words as wanted_words
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


@dataclass(frozen=True, slots=True)
class Plan:
    """One attempt: every one of ``required``, at least ``minimum`` of ``words``; where that is 0 they only raise the
    rank, as ``boosts`` do: by the weight times BM25 for a clause of one term, by the weight itself for one of several,
    one of a field of ``conditions.SELECTING`` and a range."""

    required: tuple[Condition, ...]
    words: tuple[Condition, ...]
    minimum: int
    boosts: Boosts
    notices: tuple[Notice, ...]


def document_plans(query: Query) -> Iterator[Plan]:
    """The attempts at the documents index, strictest first: the first with a hit is the answer."""
    required = [part for part in query.tree.parts if not isinstance(part, Word)]
    words = wanted_words(wanted_tokens(query), number_clauses(query.words), year_ranges(query.words))
    return _plans(query, required, words, document_boosts(query))


def page_plans(query: Query) -> Iterator[Plan]:
    """The attempts at the pages of one document, strictest first; none where nothing is asked of its text.

    What a document has need not stand on one page: at last, one of the things required is enough.
    """
    parts = [part for part in query.tree.parts if not isinstance(part, Word)]
    required = [on for part in parts if (on := on_pages(part)) is not None]
    named = [part for part in required if not isinstance(part, Not)]
    if not named and not query.words:
        return
    boosts = page_boosts(query)
    plan = None
    side_by_side = pairs(query)
    if is_question(query) and side_by_side and not required:
        rest = tuple(boost for boost in boosts if boost[0] not in side_by_side)
        yield Plan((AnyOf(side_by_side),), (), 0, rest, ())
    for plan in _plans(query, required, wanted_words(wanted_tokens(query)), boosts):
        yield plan
    if plan is not None and len(named) > 1:
        accents = Accents(wanted=False, unwanted=query.accented)
        others = tuple(condition(part, accents) for part in required if isinstance(part, Not))
        one = AnyOf(tuple(condition(part, accents) for part in named))
        yield Plan((one, *others), (), 0, boosts, plan.notices)


def _plans(query: Query, required: list[Node], words: tuple[Condition, ...], boosts: Boosts) -> Iterator[Plan]:
    said = (QUERY_CUT,) if query.cut else ()
    minimum = len(words)
    asked = is_question(query)
    found_by: tuple[Condition, ...] = ()
    if asked:
        said += (LONG_QUERY,)
        # Most texts of some length hold half of the words of a question, and to count them is dear.
        side_by_side = pairs(query)
        minimum = 0 if side_by_side else (minimum + 1) // 2
        found_by = (Selected(AnyOf(side_by_side)),) if side_by_side else ()
    wanted = [leaf for part in required for leaf, wanted in leaves(part) if wanted]
    phrases = any(isinstance(leaf, Phrase) for leaf in wanted)
    if query.accented and (phrases or any(isinstance(leaf, Prefix) for leaf in wanted)):
        exact = tuple(condition(part, Accents(wanted=True, unwanted=True)) for part in required)
        yield Plan(exact + found_by, words, minimum, boosts, said)
        said += (PHRASE_FOLDED if phrases else BEGINNING_FOLDED,)
    folded = tuple(condition(part, Accents(wanted=False, unwanted=query.accented)) for part in required)
    yield Plan(folded + found_by, words, minimum, boosts, said)
    if len(words) > 2 and not asked:
        yield Plan(folded, words, minimum - 1, boosts, (*said, ALL_BUT_ONE))
    if len(words) > 1:
        yield Plan(folded, words, 1, boosts, (*said, SOME_WORDS))
