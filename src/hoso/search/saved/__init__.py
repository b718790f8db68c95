"""Saved searches: questions that a person keeps, what is new among their answers, a feed and mails of that.

Owns each person's shelf of questions, what of their answers the person knows already, the keys of the feeds and the
alerts. Stores questions and known answers, never rights: what is new, what a feed tells and what a mail lists is
found and asked of the records at the moment of telling.
"""

from .alerts import AlertError, send_due, watch_alerts
from .novelty import LISTED, LOOKED_THROUGH, Fresh, fresh, fresh_records, mark_all, mark_looked
from .owner import owner_of
from .recent import RECENT, recent
from .shelf import (
    FREQUENCIES,
    LONGEST_NAME,
    MOST,
    Asked,
    Frequency,
    NoSuchSearch,
    SavedSearch,
    SavedSearchError,
    close_feed,
    of_key,
    of_person,
    one_of_person,
    open_feed,
    remove,
    rename,
    save,
    set_alert,
)

__all__ = [
    "FREQUENCIES",
    "LISTED",
    "LONGEST_NAME",
    "LOOKED_THROUGH",
    "MOST",
    "RECENT",
    "AlertError",
    "Asked",
    "Frequency",
    "Fresh",
    "NoSuchSearch",
    "SavedSearch",
    "SavedSearchError",
    "close_feed",
    "fresh",
    "fresh_records",
    "mark_all",
    "mark_looked",
    "of_key",
    "of_person",
    "one_of_person",
    "open_feed",
    "owner_of",
    "recent",
    "remove",
    "rename",
    "save",
    "send_due",
    "set_alert",
    "watch_alerts",
]
