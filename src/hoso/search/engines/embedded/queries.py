"""A plan as a tantivy query."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from tantivy import FieldType, Occur, Query, Schema

from hoso.search.conditions import SELECTING, AllOf, AnyOf, Beginning, Clause, Condition, NoneOf, Range, Selected
from hoso.search.plan import Plan


def plan_query(schema: Schema, plan: Plan) -> Query:
    """What matches the plan; everything, when nothing is wanted."""
    required = _occurrences(schema, plan.required)
    words = [condition_query(schema, wanted) for wanted in plan.words]
    if plan.minimum == len(words):
        required += [(Occur.Must, word) for word in words]
    elif not plan.minimum:
        required += [(Occur.Should, word) for word in words]
    else:
        required.append((Occur.Must, Query.boolean_query([(Occur.Should, word) for word in words], plan.minimum)))
    if not required:
        return Query.all_query()
    return Query.boolean_query(required + [(Occur.Should, _boost(schema, *boost)) for boost in plan.boosts])


def plan_selection(schema: Schema, plan: Plan) -> Query:
    """What matches the plan, for counting: without what only raises the rank, which takes most of the time."""
    return plan_query(schema, replace(plan, boosts=(), words=plan.words if plan.minimum else ()))


def condition_query(schema: Schema, condition: Condition) -> Query:
    """What matches a condition."""
    match condition:
        case Clause(field):
            return _clause(schema, condition) if field not in SELECTING else _selects(_clause(schema, condition))
        case Beginning(field, start):
            return Query.const_score_query(Query.regex_query(schema, field, f"{re.escape(start)}.*"), 1.0)
        case Range(field, first, last):
            return _selects(Query.range_query(schema, field, FieldType.Integer, first, last))
        case AnyOf(parts, same):
            queries = [condition_query(schema, part) for part in parts]
            if same:
                return Query.disjunction_max_query(queries)
            return Query.boolean_query([(Occur.Should, query) for query in queries])
        case AllOf(parts):
            return Query.boolean_query(_occurrences(schema, parts))
        case Selected(part):
            return selection(schema, part)
        case NoneOf():
            return Query.boolean_query(_occurrences(schema, [condition]))


def selection(schema: Schema, condition: Condition) -> Query:
    """What matches a condition, without a say in the rank."""
    return _selects(condition_query(schema, condition))


def _occurrences(schema: Schema, conditions: Sequence[Condition]) -> list[tuple[Occur, Query]]:
    """Conditions of which all must hold. What must not be there needs something to be taken from."""
    found = [
        (Occur.MustNot, condition_query(schema, condition.part))
        if isinstance(condition, NoneOf)
        else (Occur.Must, condition_query(schema, condition))
        for condition in conditions
    ]
    if found and all(occur == Occur.MustNot for occur, _ in found):
        found.append((Occur.Must, _selects(Query.all_query())))
    return found


def _selects(query: Query) -> Query:
    """The same without a say in the rank."""
    return Query.const_score_query(query, 0.0)


def one_of(schema: Schema, field: str, values: Collection[str]) -> Query:
    """Documents with one of the values, without a say in the rank."""
    if len(values) == 1:
        query = Query.term_query(schema, field, next(iter(values)), index_option="basic")
    else:
        query = Query.term_set_query(schema, field, list(values))
    return _selects(query)


def none_of(schema: Schema, fields: Sequence[str], values: Collection[str]) -> Query:
    """Documents with none of the values in any of the fields, without a say in the rank."""
    unwanted = [(Occur.MustNot, one_of(schema, field, values)) for field in fields]
    return _selects(Query.boolean_query([(Occur.Must, Query.all_query()), *unwanted]))


def filter_queries(schema: Schema, filters: Mapping[str, Collection[str]]) -> list[Query]:
    """One query for each filter."""
    return [one_of(schema, field, values) for field, values in filters.items()]


def all_of(*queries: Query) -> Query:
    """What matches every one."""
    return Query.boolean_query([(Occur.Must, query) for query in queries])


def _boost(schema: Schema, condition: Condition, weight: float) -> Query:
    if isinstance(condition, Clause) and len(condition.terms) == 1 and condition.field not in SELECTING:
        return Query.boost_query(_clause(schema, condition), weight)
    return Query.const_score_query(condition_query(schema, condition), weight)


def _clause(schema: Schema, clause: Clause) -> Query:
    if len(clause.terms) == 1:  # tantivy panics on a phrase of one term
        return Query.term_query(schema, clause.field, clause.terms[0], index_option="freq")
    return Query.phrase_query(schema, clause.field, list(clause.terms))
