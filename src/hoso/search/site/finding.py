"""Finding on behalf of a person."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from Acquisition import aq_chain

from hoso.access import may_view
from hoso.query import Query, parse
from hoso.record.interfaces import IDossier, IFonds, IRecord, ISeries
from hoso.record.lookup import by_uid
from hoso.search.conditions import Condition
from hoso.search.contract import PAGE_HITS, Answer, Hit, Request
from hoso.search.facets import FACETS
from hoso.search.orders import Sort

from .engine import engine
from .naming import shown_counts
from .slow import timed
from .withheld import asker

LANGUAGE = "vi"


def find(
    site: Any,
    text: str,
    *,
    user: Any = None,
    within: str = "",
    filters: Mapping[str, Collection[str]] | None = None,
    conditions: Sequence[Condition] = (),
    sort: Sort = "relevance",
    start: int = 0,
    size: int = 20,
    facets: Collection[str] = tuple(FACETS),
    page_hits: int = PAGE_HITS,
    language: str = LANGUAGE,
) -> Answer:
    """What ``user`` (default: the one signed in) finds with what they typed, of all or ``within`` a container (UID).

    Counts the ``facets``, with the names of their values in the ``language``, in the order in which they are shown.

    Rights are part of the question: nothing that they may not see counts anywhere. The index may lag behind the
    records: what was closed meanwhile is kept back (``withheld``), and the shown hits are asked once more; that can
    only hide. Raises ``SearchError`` of every kind; a
    failure is never an empty answer.
    """
    request = Request(
        query=parse(text),
        **asker(user)._asdict(),
        within=within,
        filters=filters or {},
        conditions=conditions,
        sort=sort,
        start=start,
        size=size,
        facets=facets,
        page_hits=page_hits,
    )
    with timed(text, len(request.filters)) as found:
        answer = engine().find(request)
        found.append(answer.total)
    hits = [shown for hit in answer.hits if (shown := _as_visible(user, hit)) is not None]
    hidden = len(answer.hits) - len(hits)
    named = {name: shown_counts(site, name, counts, user, language) for name, counts in answer.facets.items()}
    return replace(answer, total=answer.total - hidden, hits=hits, facets=named)


def matching(
    text: str, limit: int, *, user: Any, within: str = "", filters: Mapping[str, Collection[str]] | None = None
) -> list[str]:
    """The UIDs of the first so many records that ``find`` would count, ascending by UID.

    From the index alone, which may lag behind the records: of what is shown or counted for people the caller asks
    ``hoso.access.may_view`` once more. Raises ``SearchError``.
    """
    request = Request(query=parse(text), **asker(user)._asdict(), within=within, filters=filters or {}, size=1)
    return engine().matching(request, limit)


def pages_with_hits(obj: Any, query: Query) -> list[int]:
    """The pages of a record that answer a query, ascending; the caller has checked that it may be seen."""
    return engine().pages_with_hits(obj.UID(), query) if query else []


def _visible(user: Any, obj: Any) -> bool:
    return obj is not None and may_view(user, obj)


def _as_visible(user: Any, hit: Hit) -> Hit | None:
    """The hit without the names of what stands above and is hidden; None when the record itself is."""
    obj = by_uid(hit.uid)
    if not _visible(user, obj):
        return None
    fields = dict(hit.fields)
    place = dict(fields["place"])
    for above in aq_chain(obj)[1:]:
        if IRecord.providedBy(above) and not may_view(user, above):
            if IFonds.providedBy(above):
                fields["fonds"] = fields["fonds_title"] = place["fonds"] = ""
            elif ISeries.providedBy(above):
                place["series"] = ""
            elif IDossier.providedBy(above):
                place["dossier"] = ""
    return replace(hit, fields={**fields, "place": place})
