"""Finding in one generation: documents first, then the pages of those shown."""

from __future__ import annotations

from tantivy import DocAddress, Order, Searcher, SearchResult
from tantivy import Query as TantivyQuery

from hoso.language import Needle, snippet
from hoso.language import find as find_spans
from hoso.query import Query
from hoso.search.contract import FACETS, PAGE_HITS, Answer, Facet, FacetCount, Hit, PageHit, Request, Sort
from hoso.search.engines.embedded.fields import page_text, shown
from hoso.search.engines.embedded.generation import Generation
from hoso.search.engines.embedded.queries import all_of, filter_queries, one_of, plan_query
from hoso.search.engines.embedded.store import Store
from hoso.search.plan import Plan, document_plans, page_plans

_ORDER: dict[Sort, tuple[str, Order]] = {
    "newest": ("date", Order.Desc),
    "oldest": ("date", Order.Asc),
    "title": ("title_key", Order.Asc),
    "number": ("number_key", Order.Asc),
}
_FACET_VALUES = 100
# Enough for the values of one segment to be counted all, so that the sums are exact.
_SEGMENT_VALUES = 100_000
_MAX_PAGES = 10_000


def find(generation: Generation, request: Request) -> Answer:
    """Answer a question from the generation. Raises IndexDamaged."""
    store = generation.documents
    searcher = store.searcher()
    with store.reading():
        plan, base, found = _first_match(store, searcher, request)
        facets = _facets(store, searcher, base, request)
        ranked = request.sort == "relevance"  # hits in another order come with its key in place of a score
        records = [
            (key if ranked else 0.0, shown(searcher.doc(address))) for key, address in found.hits[: request.size]
        ]
    page_queries = _page_queries(generation.pages, request.query)
    needles = request.query.needles()
    hits = []
    for score, record in records:
        uid, revision = record.pop("uid"), record.pop("revision")
        pages = _page_hits(generation.pages, page_queries, uid, needles)
        hits.append(Hit(uid, revision, score, record, pages))
    return Answer(found.count, hits, facets, list(plan.notices))


def pages_with_hits(generation: Generation, uid: str, query: Query) -> list[int]:
    """The numbers of the record's pages that answer, ascending. Raises IndexDamaged."""
    store = generation.pages
    searcher = store.searcher()
    queries = _page_queries(store, query)
    with store.reading():
        return sorted(searcher.fast_field_values("number", _best_pages(store, searcher, queries, uid, _MAX_PAGES)))


def _first_match(store: Store, searcher: Searcher, request: Request) -> tuple[Plan, TantivyQuery, SearchResult]:
    """The first plan that anything matches, its query within the rights, and the hits within the filters.

    The filters do not choose the plan: they narrow an answer and must not turn it into another one.
    """
    plans = list(document_plans(request.query))
    rights = one_of(store.schema, "allowed", request.tokens)
    for plan in plans:
        base = all_of(plan_query(store.schema, plan), rights)
        found = _search(searcher, all_of(base, *filter_queries(store.schema, request.filters)), request)
        if found.count or (request.filters and searcher.search(base, 1).count):
            return plan, base, found
    return plans[0], base, found


def _search(searcher: Searcher, query: TantivyQuery, request: Request) -> SearchResult:
    limit = max(1, request.size)  # tantivy panics on a limit of nothing
    if request.sort == "relevance":
        return searcher.search(query, limit, offset=request.start)
    field, order = _ORDER[request.sort]
    return searcher.search(query, limit, offset=request.start, order_by_field=field, order=order)


def _facets(store: Store, searcher: Searcher, base: TantivyQuery, request: Request) -> dict[Facet, list[FacetCount]]:
    """Counts of every facet. One that is filtered by is counted without its own filter, so that others show."""
    counted: dict[Facet, list[FacetCount]] = {}
    groups = [[facet for facet in FACETS if facet not in request.filters], *([facet] for facet in request.filters)]
    for facets in groups:
        filters = {name: values for name, values in request.filters.items() if name not in facets}
        query = all_of(base, *filter_queries(store.schema, filters))
        asked = {"size": _FACET_VALUES, "segment_size": _SEGMENT_VALUES}
        answer = searcher.aggregate(query, {facet: {"terms": {"field": facet, **asked}} for facet in facets})
        for facet in facets:
            counted[facet] = [
                FacetCount(bucket["key"], _label(store, searcher, facet, bucket["key"]), bucket["doc_count"])
                for bucket in answer[facet]["buckets"]
            ]
    return {facet: counted[facet] for facet in FACETS}


def _label(store: Store, searcher: Searcher, facet: Facet, value: str) -> str:
    """The title of a fonds as any of its records has it; other values are their own names."""
    if facet != "fonds":
        return value
    found = searcher.search(one_of(store.schema, facet, [value]), 1, count=False)
    return shown(searcher.doc(found.hits[0][1]))["fonds_title"] or value


def _page_queries(store: Store, query: Query) -> list[TantivyQuery]:
    """What to look for on pages, strictest first; nothing when nothing was asked."""
    return [plan_query(store.schema, plan) for plan in page_plans(query)] if query else []


def _page_hits(store: Store, queries: list[TantivyQuery], uid: str, needles: list[Needle]) -> list[PageHit]:
    """The best pages of a record, best first."""
    searcher = store.searcher()
    with store.reading():
        addresses = _best_pages(store, searcher, queries, uid, PAGE_HITS)
        numbers = searcher.fast_field_values("number", addresses)
        texts = [page_text(searcher.doc(address)) for address in addresses]
    return [
        PageHit(number, snippet(text, find_spans(text, needles))) for number, text in zip(numbers, texts, strict=True)
    ]


def _best_pages(
    store: Store, searcher: Searcher, queries: list[TantivyQuery], uid: str, limit: int
) -> list[DocAddress]:
    """Pages of the record that match the first of the queries that any page of it matches."""
    record = one_of(store.schema, "uid", [uid])
    for query in queries:
        hits = searcher.search(all_of(query, record), limit, count=False).hits
        if hits:
            return [address for _, address in hits]
    return []
