"""Finding in one generation: documents first, then the pages of those shown."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from tantivy import DocAddress, Order, SearchResult
from tantivy import Query as TantivyQuery

from hoso.language import Needle, find, snippet
from hoso.query import Query
from hoso.search.contract import Answer, FacetCount, Hit, PageHit, Request
from hoso.search.engines.embedded.fields import page_text, record_key, shown
from hoso.search.engines.embedded.generation import View
from hoso.search.engines.embedded.queries import (
    all_of,
    filter_queries,
    none_of,
    one_of,
    plan_query,
    plan_selection,
    selection,
)
from hoso.search.engines.embedded.store import Snapshot
from hoso.search.facets import FACET_VALUES
from hoso.search.orders import ORDERS
from hoso.search.plan import Plan, document_plans, page_plans

# Enough for the values of one segment to be counted all, so that the sums are exact.
_SEGMENT_VALUES = 100_000
_MAX_PAGES = 10_000
# So many pages are looked at for the best of the records shown.
_POOL = 1_000


def answer(view: View, request: Request) -> Answer:
    """Answer a question. Raises IndexDamaged."""
    documents, pages = view
    with documents.reading():
        plan, selected, found = _first_match(documents, request)
        facets = _facets(documents, selected, request)
        records = [(key, shown(documents.searcher.doc(address))) for key, address in found.hits[: request.size]]
    ranked = request.sort == "relevance"  # hits in another order come with its key in place of a score
    needles = request.query.needles()
    # Of the ranked best, a count of words between one and all changes nothing but the time: tantivy weighs it
    # page by page over the whole index.
    ranked_plans = [plan for plan in page_plans(request.query) if plan.minimum in (1, len(plan.words))]
    page_queries = _page_queries(pages, request.query, ranked_plans)
    hits = []
    with pages.reading():
        uids = [record["uid"] for _, record in records] if request.page_hits else []
        best = _best_pages(pages, page_queries, uids, request.page_hits)
        for key, record in records:
            uid, revision = record.pop("uid"), record.pop("revision")
            page_hits = _page_hits(pages, best.get(uid, []), needles)
            hits.append(Hit(uid, revision, key if ranked else 0.0, record, page_hits))
    return Answer(found.count, hits, facets, list(plan.notices))


def matching(view: View, request: Request, limit: int) -> list[str]:
    """The uids of the first so many records that answer, ascending. Raises IndexDamaged."""
    documents = view.documents
    with documents.reading():
        _, selected, _ = _first_match(documents, request)
        query = all_of(selected, *filter_queries(documents.schema, request.filters))
        found = documents.searcher.search(query, limit, count=False, order_by_field="uid", order=Order.Asc)
        return [uid for uid, _ in found.hits]


def pages_with_hits(view: View, uid: str, query: Query) -> list[int]:
    """The numbers of the record's pages that answer, ascending. Raises IndexDamaged."""
    pages = view.pages
    with pages.reading():
        found = _best_pages(pages, _page_queries(pages, query, page_plans(query)), [uid], _MAX_PAGES)
        return sorted(pages.searcher.fast_field_values("number", found.get(uid, [])))


def _first_match(documents: Snapshot, request: Request) -> tuple[Plan, TantivyQuery, SearchResult]:
    """The first plan that anything matches, what matches it within rights and container, and the hits within the
    filters.

    The filters do not choose the plan: they narrow an answer and must not turn it into another one.
    """
    schema, searcher = documents.schema, documents.searcher
    plans = list(document_plans(request.query))
    bounds = [one_of(schema, "allowed", request.tokens)]
    if request.within:
        bounds.append(one_of(schema, "inside", [request.within]))
    if request.without:
        bounds.append(none_of(schema, ("uid", "inside"), request.without))
    bounds += [selection(schema, condition) for condition in request.conditions]
    filters = filter_queries(schema, request.filters)
    for plan in plans:
        selected = all_of(plan_selection(schema, plan), *bounds)
        ranking = plan_query(schema, plan) if request.sort == "relevance" else plan_selection(schema, plan)
        found = _search(documents, all_of(ranking, *bounds, *filters), request)
        if found.count or (filters and searcher.search(selected, 1).count):
            break
    else:
        plan = plans[0]
    return plan, selected, found


def _search(documents: Snapshot, query: TantivyQuery, request: Request) -> SearchResult:
    limit = max(1, request.size)  # tantivy panics on a limit of nothing
    if request.sort == "relevance":
        return documents.searcher.search(query, limit, offset=request.start)
    field, descending = ORDERS[request.sort]
    order = Order.Desc if descending else Order.Asc
    return documents.searcher.search(query, limit, offset=request.start, order_by_field=field, order=order)


def _facets(documents: Snapshot, selected: TantivyQuery, request: Request) -> dict[str, list[FacetCount]]:
    """Counts of the facets. One that is filtered by is counted without its own filter, so that others show."""
    counted: dict[str, list[FacetCount]] = {}
    filtered = [facet for facet in request.facets if facet in request.filters]
    groups = [[facet for facet in request.facets if facet not in filtered], *([facet] for facet in filtered)]
    for facets in filter(None, groups):
        filters = {name: values for name, values in request.filters.items() if name not in facets}
        query = all_of(selected, *filter_queries(documents.schema, filters))
        sizes = {"size": FACET_VALUES, "segment_size": _SEGMENT_VALUES}
        terms = {facet: {"terms": {"field": facet, **sizes}} for facet in facets}
        for facet, counts in documents.searcher.aggregate(query, terms).items():
            values = ((bucket["key"], bucket["doc_count"]) for bucket in counts["buckets"])
            counted[facet] = [FacetCount(value, value, count) for value, count in values]
    return {facet: counted[facet] for facet in request.facets}


def _page_queries(pages: Snapshot, query: Query, plans: Iterable[Plan]) -> list[TantivyQuery]:
    """What to look for on pages, strictest first; nothing when nothing was asked."""
    return [plan_query(pages.schema, plan) for plan in plans] if query else []


def _page_hits(pages: Snapshot, addresses: list[DocAddress], needles: list[Needle]) -> list[PageHit]:
    numbers = pages.searcher.fast_field_values("number", addresses)
    texts = [page_text(pages.searcher.doc(address)) for address in addresses]
    return [PageHit(number, snippet(text, find(text, needles))) for number, text in zip(numbers, texts, strict=True)]


def _best_pages(
    pages: Snapshot, queries: list[TantivyQuery], uids: Sequence[str], limit: int
) -> dict[str, list[DocAddress]]:
    """By uid, the best pages of each record: those that match the first of the queries that any page of it matches.

    All records are asked at once, as long as not so many pages answer that some record's are not among the first.
    """
    found: dict[str, list[DocAddress]] = {}
    left = {record_key(uid): uid for uid in uids}
    for query in queries:
        if not left:
            break
        hits = _pages_of(pages, query, left.values(), max(limit, _POOL))
        for record, address in zip(pages.searcher.fast_field_values("record", hits), hits, strict=True):
            best = found.setdefault(left[record], [])
            if len(best) < limit:
                best.append(address)
        if len(hits) >= _POOL and len(left) > 1:
            for uid in left.values():
                if len(found.get(uid, ())) < limit and (own := _pages_of(pages, query, [uid], limit)):
                    found[uid] = own
        left = {record: uid for record, uid in left.items() if uid not in found}
    return found


def _pages_of(pages: Snapshot, query: TantivyQuery, uids: Collection[str], limit: int) -> list[DocAddress]:
    """The pages of the records that match, best first."""
    narrowed = all_of(query, one_of(pages.schema, "uid", uids))
    return [address for _, address in pages.searcher.search(narrowed, limit, count=False).hits]
