"""Search of a site: its records as index entries, the work that keeps the index up to date, and finding in it.

Everything that knows records, users or Plone stands here; the contract, the plan and the engines beside it do not.
The index is never written in a request: a change leaves an entry in the outbox, and the worker writes.
"""

from .alike import Alike, Duplicate, alike
from .building import BuildProgress, build_progress, index_trouble, request_build, watch_index
from .comparing import Differences, differences, expected
from .engine import engine
from .finding import find, matching, pages_with_hits
from .naming import value_name
from .short import added_lines, keep_lines
from .slow import SLOW, SlowSearch, slow_searches
from .spelling import LITTLE, RELAXED, Meant, meant
from .suggesting import suggestions
from .withheld import asker
from .within import PageHits, Within, hits_within

__all__ = [
    "Alike",
    "LITTLE",
    "Meant",
    "RELAXED",
    "SLOW",
    "SlowSearch",
    "Duplicate",
    "PageHits",
    "Within",
    "BuildProgress",
    "Differences",
    "added_lines",
    "alike",
    "asker",
    "build_progress",
    "differences",
    "engine",
    "expected",
    "find",
    "hits_within",
    "index_trouble",
    "keep_lines",
    "matching",
    "meant",
    "pages_with_hits",
    "request_build",
    "slow_searches",
    "suggestions",
    "value_name",
    "watch_index",
]
