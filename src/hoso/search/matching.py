"""Plans put to the texts of pages themselves, without an index: the pages that answer are those an engine finds."""

from __future__ import annotations

from collections.abc import Sequence

from hoso.language.tokens import forms, word_list
from hoso.search.plan import Clause, Plan, Wanted


class Matcher:
    """The plans of one query, strictest first, for the texts of many pages."""

    def __init__(self, plans: Sequence[Plan]) -> None:
        self._plans = plans
        clauses = [c for plan in plans for wanted in (*plan.required, *plan.words) for c in wanted]
        self._wanted = {forms(token).folded for clause in clauses for token in _tokens(clause)}
        # Each word is folded once: the words of a document are few.
        self._known: set[str] = set()
        self._relevant: dict[str, str] = {}

    def rank(self, text: str) -> int | None:
        """The first plan, counted from 0, that a page with this text in normal form satisfies."""
        found = word_list(text)
        words = set(found)
        for word in words - self._known:
            if (folded := forms(word).folded) in self._wanted:
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

    def _has(self, wanted: Wanted) -> bool:
        return any(map(self._holds, wanted))

    def _holds(self, clause: Clause) -> bool:
        run = _tokens(clause)
        exact = clause.field.startswith("x")
        if not self._folded.issuperset(forms(token).folded for token in run):
            return False
        if len(run) == 1 and not exact:
            return True
        return _side_by_side([forms(word).exact if exact else forms(word).folded for word in self._words], run)


def _tokens(clause: Clause) -> list[str]:
    """The tokens that a clause wants side by side; bigrams overlap."""
    if not clause.field.endswith("2"):
        return list(clause.terms)
    pairs = [pair.split("_") for pair in clause.terms]
    return [pairs[0][0], *(second for _, second in pairs)]


def _side_by_side(tokens: list[str], run: list[str]) -> bool:
    position = -1
    for _ in range(tokens.count(run[0])):
        position = tokens.index(run[0], position + 1)
        if tokens[position : position + len(run)] == run:
            return True
    return False
