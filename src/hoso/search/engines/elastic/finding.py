"""Finding: documents first, then the pages of those shown."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from hoso.language import Needle, find, snippet
from hoso.query import Query
from hoso.search.contract import Answer, FacetCount, Hit, PageHit, Request
from hoso.search.engines.elastic.generations import Target
from hoso.search.engines.elastic.queries import (
    Json,
    condition_query,
    filter_queries,
    none_of,
    one_of,
    plan_query,
    within,
)
from hoso.search.engines.elastic.server import Server, raise_item
from hoso.search.facets import FACET_VALUES
from hoso.search.orders import ORDERS
from hoso.search.plan import Plan, document_plans, page_plans

_MAX_PAGES = 10_000
_STRETCH = 10_000
# So many pages are looked at for the best of the records shown.
_POOL = 300
# Enough for the values of one shard to be counted all, so that the sums are exact.
_SHARD_VALUES = 10_000
# With several shards, frequencies are counted over all of them; with one it costs nothing.
_ALL_SHARDS = {"search_type": "dfs_query_then_fetch", "allow_partial_search_results": False}
_BASE = "base"


def answer(server: Server, live: Target, request: Request) -> Answer:
    """Answer a question."""
    filters = {name: filter_queries({name: values}) for name, values in request.filters.items()}
    every = [query for queries in filters.values() for query in queries]
    aggregations: dict[str, Json] = {_BASE: {"filter": {"match_all": {}}}}
    for facet in request.facets:
        others = [query for name, queries in filters.items() if name != facet for query in queries]
        terms = {"terms": {"field": facet, "size": FACET_VALUES, "shard_size": _SHARD_VALUES}}
        aggregations[f"by {facet}"] = {"filter": {"bool": {"filter": others}}, "aggs": {"values": terms}}
    body: Json = {
        "aggs": aggregations,
        "sort": _order(request),
        "from_": request.start,
        "size": request.size,
        "track_total_hits": True,
        "track_scores": request.sort == "relevance",
        "source": ["shown", "stamp"],
    }
    if every:
        body["post_filter"] = {"bool": {"filter": every}}
    plan, found = _first_match(server, live, request, body)
    stamps = [each["_source"]["stamp"] for each in found["hits"]["hits"]]
    # Of the ranked best, a count of words between one and all changes little but the time.
    plans = [plan for plan in page_plans(request.query) if plan.minimum in (1, len(plan.words))]
    needles = request.query.needles()
    pages = _page_hits(server, live, stamps, plans, needles, request.page_hits) if request.query else {}
    return Answer(
        found["hits"]["total"]["value"],
        [_hit(each, pages) for each in found["hits"]["hits"]],
        {facet: _counts(found["aggregations"][f"by {facet}"]["values"]) for facet in request.facets},
        list(plan.notices),
    )


def matching(server: Server, live: Target, request: Request, limit: int) -> list[str]:
    """The uids of the first so many records that answer, ascending."""
    filters = filter_queries(request.filters)
    aggregations = {_BASE: {"filter": {"match_all": {}}}}
    body: Json = {"size": 0, "aggs": aggregations, "track_total_hits": False}
    plan, _ = _first_match(server, live, request, body)
    query = {"bool": {"filter": [plan_query(plan), *_bounds(request), *filters]}}
    uids: list[str] = []
    for stretch in _stretches(server, query, limit, index=live.documents):
        uids += (each["sort"][0] for each in stretch)
    return uids


def pages_with_hits(server: Server, live: Target, uid: str, query: Query) -> list[int]:
    """The numbers of the record's pages that answer, ascending."""
    if not query:
        return []
    with server.reading() as client:
        found = client.search(index=live.documents, query=one_of("uid", [uid]), source=["stamp"], size=1)
    for each in found["hits"]["hits"]:
        for plan in page_plans(query):
            with server.reading() as client:
                pages = client.search(
                    index=live.pages,
                    query={"bool": {"filter": [plan_query(plan), one_of("stamp", [each["_source"]["stamp"]])]}},
                    source=False,
                    docvalue_fields=["number"],
                    sort=[{"number": "asc"}],
                    size=_MAX_PAGES,
                    allow_partial_search_results=False,
                )
            if pages["hits"]["hits"]:
                return [page["sort"][0] for page in pages["hits"]["hits"]]
    return []


def revisions(server: Server, live: Target) -> Iterator[tuple[str, int]]:
    """Uid and revision of every record, ascending by uid, of one moment."""
    with server.reading() as client:
        moment = client.open_point_in_time(index=live.documents, keep_alive="5m")["id"]
    try:
        pit = {"id": moment, "keep_alive": "5m"}
        for stretch in _stretches(server, {"match_all": {}}, None, pit=pit, docvalue_fields=["revision"]):
            yield from ((each["sort"][0], each["fields"]["revision"][0]) for each in stretch)
    finally:
        with server.reading() as client:
            client.close_point_in_time(id=moment)


def _stretches(server: Server, query: Json, limit: int | None, **where: Any) -> Iterator[list[Json]]:
    """Hits ascending by uid, some thousands at a time."""
    after: Json = {}
    left = limit
    while left is None or left > 0:
        size = _STRETCH if left is None else min(left, _STRETCH)
        with server.reading() as client:
            found = client.search(
                query=query,
                source=False,
                sort=[{"uid": "asc"}],
                size=size,
                track_total_hits=False,
                allow_partial_search_results=None if "pit" in where else False,
                **where,
                **after,
            )["hits"]["hits"]
        yield found
        if len(found) < size:
            return
        after = {"search_after": found[-1]["sort"]}
        left = None if left is None else left - len(found)


def _first_match(server: Server, live: Target, request: Request, body: Json) -> tuple[Plan, Any]:
    """The first plan that anything matches within rights and container, and what the server says to it.

    The filters do not choose the plan: they narrow an answer and must not turn it into another one.
    """
    plans = list(document_plans(request.query))
    bounds = _bounds(request)
    for plan in plans:
        with server.reading() as client:
            query = within(plan_query(plan), bounds)
            found = client.search(index=live.documents, query=query, **body, **_ALL_SHARDS)
        if found["aggregations"][_BASE]["doc_count"]:
            return plan, found
    return plans[0], found


def _bounds(request: Request) -> list[Json]:
    bounds = [one_of("allowed", request.tokens), *map(condition_query, request.conditions)]
    if request.without:
        bounds.append(none_of(("uid", "inside"), request.without))
    return [*bounds, one_of("inside", [request.within])] if request.within else bounds


def _order(request: Request) -> list[Json]:
    """What is equal stays in one order, so that paging gives every hit once."""
    if request.sort == "relevance":
        return [{"_score": "desc"}, {"uid": "asc"}]
    field, descending = ORDERS[request.sort]
    return [{field: {"order": "desc" if descending else "asc", "missing": "_last"}}, {"uid": "asc"}]


def _counts(found: Json) -> list[FacetCount]:
    return [FacetCount(each["key"], each["key"], each["doc_count"]) for each in found["buckets"]]


def _hit(found: Json, pages: dict[str, list[PageHit]]) -> Hit:
    record = json.loads(found["_source"]["shown"])
    uid, revision = record.pop("uid"), record.pop("revision")
    return Hit(uid, revision, found["_score"] or 0.0, record, pages.get(found["_source"]["stamp"], []))


def _page_hits(
    server: Server, live: Target, stamps: Sequence[str], plans: Sequence[Plan], needles: list[Needle], limit: int
) -> dict[str, list[PageHit]]:
    """The best pages of each record, best first: those that match the first plan that any page of it matches.

    All records are asked at once, as long as not so many pages answer that some record's are not among the first.
    """
    best: dict[str, list[str]] = {}
    for query in [plan_query(plan) for plan in plans] if limit else ():
        left = [stamp for stamp in stamps if stamp not in best]
        if not left:
            break
        (found,) = _best_pages(server, live, query, [left], _POOL)
        for stamp, page in found:
            best.setdefault(stamp, []).append(page)
        if len(found) >= _POOL and len(left) > 1:
            few = [stamp for stamp in left if len(best.get(stamp, ())) < limit]
            for stamp, own in zip(few, _best_pages(server, live, query, [[each] for each in few], limit), strict=True):
                best |= {stamp: [page for _, page in own]} if own else {}
    return _texts(server, live, {stamp: pages[:limit] for stamp, pages in best.items()}, needles)


def _best_pages(
    server: Server, live: Target, query: Json, groups: Sequence[Sequence[str]], limit: int
) -> list[list[tuple[str, str]]]:
    """For each group of records: stamp and id of the pages that match, best first."""
    searches: list[Json] = []
    for stamps in groups:
        searches.append({})
        searches.append(
            {
                "query": within(query, [one_of("stamp", stamps)]),
                "sort": [{"_score": "desc"}, {"number": "asc"}],
                "size": limit,
                "track_total_hits": False,
                "_source": False,
                "docvalue_fields": ["stamp"],
            }
        )
    if not searches:
        return []
    with server.reading() as client:
        answers = client.msearch(index=live.pages, searches=searches, search_type="dfs_query_then_fetch")
    for found in answers["responses"]:
        if "error" in found:
            raise_item(found["status"], found["error"])
    return [
        [(each["fields"]["stamp"][0], each["_id"]) for each in found["hits"]["hits"]] for found in answers["responses"]
    ]


def _texts(
    server: Server, live: Target, pages: dict[str, list[str]], needles: list[Needle]
) -> dict[str, list[PageHit]]:
    """The pages with their snippets; one that was replaced meanwhile is left out."""
    ids = [page for each in pages.values() for page in each]
    if not ids:
        return {}
    with server.reading() as client:
        found = client.mget(index=live.pages, ids=ids, source=["number", "text"])
    known = {each["_id"]: each["_source"] for each in found["docs"] if each.get("found")}
    return {stamp: [_page_hit(known[page], needles) for page in each if page in known] for stamp, each in pages.items()}


def _page_hit(page: Json, needles: list[Needle]) -> PageHit:
    return PageHit(page["number"], snippet(page["text"], find(page["text"], needles)))
