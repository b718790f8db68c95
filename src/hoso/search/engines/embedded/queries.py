"""A plan as a tantivy query."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from tantivy import Occur, Query, Schema

from hoso.search.plan import Clause, Plan, Wanted


def plan_query(schema: Schema, plan: Plan) -> Query:
    """What matches the plan; everything, when nothing is wanted."""
    must = [_any(schema, wanted) for wanted in plan.required]
    words = [_any(schema, wanted) for wanted in plan.words]
    if plan.minimum == len(words):
        must += words
    else:
        must.append(Query.boolean_query([(Occur.Should, word) for word in words], plan.minimum))
    should = [_boost(schema, clause, weight) for clause, weight in plan.boosts]
    if not must:
        return Query.all_query()
    return Query.boolean_query([(Occur.Must, query) for query in must] + [(Occur.Should, query) for query in should])


def one_of(schema: Schema, field: str, values: Collection[str]) -> Query:
    """Documents with one of the values, without a say in the rank."""
    if len(values) == 1:
        query = Query.term_query(schema, field, next(iter(values)), index_option="basic")
    else:
        query = Query.term_set_query(schema, field, list(values))
    return Query.const_score_query(query, 0.0)


def filter_queries(schema: Schema, filters: Mapping[str, Collection[str]]) -> list[Query]:
    """One query for each filter."""
    return [one_of(schema, field, values) for field, values in filters.items()]


def all_of(*queries: Query) -> Query:
    """What matches every one."""
    return Query.boolean_query([(Occur.Must, query) for query in queries])


def _any(schema: Schema, wanted: Wanted) -> Query:
    clauses = [_clause(schema, clause) for clause in wanted]
    return clauses[0] if len(clauses) == 1 else Query.disjunction_max_query(clauses)


def _boost(schema: Schema, clause: Clause, weight: float) -> Query:
    raise_by = Query.boost_query if len(clause.terms) == 1 else Query.const_score_query
    return raise_by(_clause(schema, clause), weight)


def _clause(schema: Schema, clause: Clause) -> Query:
    if len(clause.terms) == 1:  # tantivy panics on a phrase of one term
        return Query.term_query(schema, clause.field, clause.terms[0], index_option="freq")
    return Query.phrase_query(schema, clause.field, list(clause.terms))
