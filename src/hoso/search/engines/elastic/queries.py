"""A plan as a query of the server."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from hoso.search.conditions import SELECTING, AllOf, AnyOf, Beginning, Clause, Condition, NoneOf, Range, Selected
from hoso.search.plan import Plan

Json = dict[str, Any]

# The server bounds the clauses of a query (by its memory, 1024 and more). A pasted passage has so many words that the
# rank lives from them; what only raises it is left out from here on.
_MOST_BOOSTS = 500


def plan_query(plan: Plan) -> Json:
    """What matches the plan; everything, when nothing is wanted."""
    query = _occurrences(plan.required)
    words = [condition_query(wanted) for wanted in plan.words]
    raising: list[Json] = []
    if plan.minimum == len(words):
        query["must"] += words
    elif not plan.minimum:
        raising = words
    else:
        query["must"].append(_bool(should=words, minimum_should_match=plan.minimum))
    if not query["must"] and not query["must_not"]:
        return {"match_all": {}}
    heaviest = sorted(plan.boosts, key=lambda boost: -boost[1])[:_MOST_BOOSTS]
    boosts = [_boost(*boost) for boost in heaviest]
    return _bool(**query, should=[*raising, *boosts], minimum_should_match=0)


def condition_query(condition: Condition) -> Json:
    """What matches a condition."""
    match condition:
        case Clause(field):
            return _clause(condition) if field not in SELECTING else selects(_clause(condition))
        case Beginning(field, start):
            return _constant({"prefix": {field: {"value": start}}}, 1.0)
        case Range(field, first, last):
            ends = {"gte": first, "lte": last}
            return selects({"range": {field: {name: end for name, end in ends.items() if end is not None}}})
        case AnyOf(parts, same):
            queries = [condition_query(part) for part in parts]
            return {"dis_max": {"queries": queries}} if same else _bool(should=queries, minimum_should_match=1)
        case AllOf(parts):
            return _bool(**_occurrences(parts))
        case Selected(part):
            return selects(condition_query(part))
        case NoneOf():
            return _bool(**_occurrences([condition]))


def _occurrences(conditions: Sequence[Condition]) -> dict[str, list[Json]]:
    """Conditions of which all must hold."""
    wanted = [condition_query(each) for each in conditions if not isinstance(each, NoneOf)]
    unwanted = [condition_query(each.part) for each in conditions if isinstance(each, NoneOf)]
    return {"must": wanted, "must_not": unwanted}


def selects(query: Json) -> Json:
    """The same without a say in the rank."""
    return _constant(query, 0.0)


def one_of(field: str, values: Collection[str]) -> Json:
    """Documents with one of the values."""
    return {"terms": {field: list(values)}}


def none_of(fields: Sequence[str], values: Collection[str]) -> Json:
    """Documents with none of the values in any of the fields."""
    return _bool(must_not=[one_of(field, values) for field in fields])


def filter_queries(filters: Mapping[str, Collection[str]]) -> list[Json]:
    """One query for each filter."""
    return [one_of(field, values) for field, values in filters.items()]


def within(query: Json, bounds: list[Json]) -> Json:
    """What matches the query and every bound; the bounds have no say in the rank."""
    return _bool(must=[query], filter=bounds)


def _bool(**parts: Any) -> Json:
    return {"bool": {name: part for name, part in parts.items() if part != []}}


def _boost(condition: Condition, weight: float) -> Json:
    if isinstance(condition, Clause) and len(condition.terms) == 1 and condition.field not in SELECTING:
        return _clause(condition, weight)
    return _constant(condition_query(condition), weight)


def _constant(query: Json, score: float) -> Json:
    return {"constant_score": {"filter": query, "boost": score}}


def _clause(clause: Clause, weight: float = 1.0) -> Json:
    if len(clause.terms) == 1:
        return {"term": {clause.field: {"value": clause.terms[0], "boost": weight}}}
    return {"match_phrase": {clause.field: {"query": " ".join(clause.terms), "boost": weight}}}
