"""Plans put to the texts of pages themselves, without an index: the pages that answer are those an engine finds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hoso.language.tokens import forms, word_list
from hoso.search.conditions import AllOf, AnyOf, Beginning, Clause, Condition, NoneOf, Range
from hoso.search.plan import Plan


class Matcher:
    """The plans of one query, strictest first, for the texts of many pages."""

    def __init__(self, plans: Sequence[Plan]) -> None:
        self._plans = plans
        asked = [leaf for plan in plans for each in (*plan.required, *plan.words) for leaf in _leaves(each)]
        self._wanted = {forms(token).folded for leaf in asked for token in _whole_tokens(leaf)}
        self._begun = tuple({forms(_run(leaf)[-1]).folded for leaf in asked if isinstance(leaf, Beginning)})
        # Each word is folded once: the words of a document are few.
        self._known: set[str] = set()
        self._relevant: dict[str, str] = {}

    def rank(self, text: str) -> int | None:
        """The first plan, counted from 0, that a page with this text in normal form satisfies."""
        found = word_list(text)
        words = set(found)
        for word in words - self._known:
            folded = forms(word).folded
            if folded in self._wanted or folded.startswith(self._begun):
                self._relevant[word] = folded
        self._known |= words
        page = _Page(found, {self._relevant[word] for word in words & self._relevant.keys()})
        return next((rank for rank, plan in enumerate(self._plans) if page.satisfies(plan)), None)


class _Page:
    """The words of a page, and the folded tokens among them that the plans speak of."""

    def __init__(self, words: list[str], folded: set[str]) -> None:
        self._words = words
        self._folded = folded

    def satisfies(self, plan: Plan) -> bool:
        return all(map(self._has, plan.required)) and sum(map(self._has, plan.words)) >= plan.minimum

    def _has(self, condition: Condition) -> bool:
        match condition:
            case AllOf(parts):
                return all(map(self._has, parts))
            case AnyOf(parts):
                return any(map(self._has, parts))
            case NoneOf(part):
                return not self._has(part)
            case Range():
                raise ValueError("a page has no numbers to be asked for")
            case _:
                return self._holds(condition)

    def _holds(self, leaf: Clause | Beginning) -> bool:
        run = _run(leaf)
        exact = leaf.field.startswith("x")
        begun = isinstance(leaf, Beginning)
        last = forms(run[-1]).folded
        if not self._folded.issuperset(forms(token).folded for token in _whole_tokens(leaf)):
            return False
        if begun and not any(token.startswith(last) for token in self._folded):
            return False
        if len(run) == 1 and not exact:
            return True
        return _side_by_side([forms(word).exact if exact else forms(word).folded for word in self._words], run, begun)


def _leaves(condition: Condition) -> Iterator[Clause | Beginning]:
    match condition:
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from _leaves(part)
        case NoneOf(part):
            yield from _leaves(part)
        case Clause() | Beginning():
            yield condition


def _run(leaf: Clause | Beginning) -> list[str]:
    """The tokens that are wanted side by side; bigrams overlap."""
    terms = list(leaf.terms) if isinstance(leaf, Clause) else [leaf.start]
    if not leaf.field.endswith("2"):
        return terms
    pairs = [pair.split("_") for pair in terms]
    return [pairs[0][0], *(second for _, second in pairs)]


def _whole_tokens(leaf: Clause | Beginning) -> list[str]:
    return _run(leaf) if isinstance(leaf, Clause) else _run(leaf)[:-1]


def _side_by_side(tokens: list[str], run: list[str], begun: bool) -> bool:
    """Whether the run stands in the tokens, the last of it as the beginning of a token where it is begun."""
    if len(run) == 1 and begun:
        return any(token.startswith(run[0]) for token in tokens)
    *whole, last = run
    position = -1
    for _ in range(tokens.count(run[0])):
        position = tokens.index(run[0], position + 1)
        end = position + len(whole)
        if tokens[position:end] == whole and any(
            token == last or (begun and token.startswith(last)) for token in tokens[end : end + 1]
        ):
            return True
    return False
