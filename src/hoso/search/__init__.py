"""Finding: what an index must do, how a query is put to it, and the engines that do it.

Owns the engine contract, the plan by which a query becomes clauses (the same for every engine) and the engines.
The contract, the plan and the engines know no records and no users: they get whole entries with the tokens of
those who may see them, and give back uids. Nothing here is a fact; an index is rebuilt from the records.
"""

from hoso.query import marks
from hoso.search.contract import About, Answer, Counts, DocumentEntry, Engine, FacetCount, Hit, Notice, PageHit, Request
from hoso.search.errors import (
    EngineAway,
    EngineRefused,
    EntryRefused,
    IndexDamaged,
    IndexMissing,
    IndexOutdated,
    PagingTooDeep,
    SearchError,
    TryLater,
    WriteFailed,
    WriterBusy,
    WrongSettings,
)

__all__ = [
    "About",
    "Answer",
    "Counts",
    "DocumentEntry",
    "Engine",
    "EngineAway",
    "EngineRefused",
    "EntryRefused",
    "FacetCount",
    "Hit",
    "IndexDamaged",
    "IndexMissing",
    "IndexOutdated",
    "Notice",
    "PageHit",
    "PagingTooDeep",
    "Request",
    "SearchError",
    "TryLater",
    "WriteFailed",
    "WriterBusy",
    "WrongSettings",
    "marks",
]
