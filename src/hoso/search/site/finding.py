"""Finding on behalf of a person."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from Acquisition import aq_base, aq_chain
from plone.uuid.interfaces import IUUID

from hoso.access import may_view
from hoso.query import Query, parse
from hoso.record.interfaces import IDossier, IFonds, IRecord, ISeries
from hoso.record.lookup import by_uids
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
    hits = _visible_hits(user, answer.hits)
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


class _Sight:
    """What one person may see, each asked once: the hits of an answer lie in the same few containers."""

    def __init__(self, user: Any) -> None:
        self._user = user
        self._known: dict[int, bool] = {}

    def may_view(self, obj: Any) -> bool:
        """Whether they may see an object that is kept alive meanwhile."""
        key = id(aq_base(obj))
        if key not in self._known:
            self._known[key] = may_view(self._user, obj)
        return self._known[key]


def _visible_hits(user: Any, hits: Sequence[Hit]) -> list[Hit]:
    """The hits of which the records are there and may be seen."""
    objects = {IUUID(obj): obj for obj in by_uids([hit.uid for hit in hits])}
    sight = _Sight(user)
    return [
        _as_visible(sight, hit, obj)
        for hit in hits
        if (obj := objects.get(hit.uid)) is not None and sight.may_view(obj)
    ]


def _as_visible(sight: _Sight, hit: Hit, obj: Any) -> Hit:
    """The hit without the names of what stands above it and is hidden."""
    fields = dict(hit.fields)
    place = dict(fields["place"])
    for above in aq_chain(obj)[1:]:
        if IRecord.providedBy(above) and not sight.may_view(above):
            if IFonds.providedBy(above):
                fields["fonds"] = fields["fonds_title"] = place["fonds"] = ""
            elif ISeries.providedBy(above):
                place["series"] = ""
            elif IDossier.providedBy(above):
                # The way to the paper ends with the dossier's name.
                place["dossier"] = place["shelf"] = ""
    return replace(hit, fields={**fields, "place": place})
