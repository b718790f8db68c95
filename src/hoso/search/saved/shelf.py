"""Each person's shelf of saved searches, kept in the site."""

from __future__ import annotations

import secrets
import time
from hashlib import sha256
from typing import Any, Literal, NamedTuple, get_args

from BTrees.LLBTree import LLBTree
from BTrees.OOBTree import OOBTree
from persistent import Persistent
from zope.annotation.interfaces import IAnnotations
from zope.component.hooks import getSite

from .due import next_due

KEY = "hoso.search.saved"

MOST = 50
"""Searches of one person."""
LONGEST_NAME = 100
_LONGEST_TEXT, _LONGEST_VALUE, _MOST_FILTERS = 2_000, 300, 200

Frequency = Literal["never", "daily", "weekly"]
FREQUENCIES: tuple[Frequency, ...] = get_args(Frequency)


class SavedSearchError(Exception):
    """Something was refused. ``str()`` is the Vietnamese message for the person who asked."""


class NoSuchSearch(SavedSearchError):
    """The person has no saved search of that id: removed meanwhile, or never theirs."""

    def __init__(self) -> None:
        super().__init__("Không có tìm kiếm này trong các tìm kiếm đã lưu của bạn. Mở lại danh sách.")


class TooManySearches(SavedSearchError):
    """The shelf is full."""

    def __init__(self) -> None:
        super().__init__(f"Đã lưu đủ {MOST} tìm kiếm. Bỏ bớt tìm kiếm không còn dùng rồi lưu lại.")


class WrongName(SavedSearchError):
    """A search needs a name of bounded length."""

    def __init__(self) -> None:
        super().__init__(f"Tên cần từ 1 đến {LONGEST_NAME} ký tự. Sửa tên rồi lưu lại.")


class WrongQuestion(SavedSearchError):
    """A question beyond the bounds of what the search screen can ask."""

    def __init__(self) -> None:
        super().__init__("Câu tìm quá dài hoặc có quá nhiều điều kiện lọc. Bỏ bớt rồi lưu lại.")


class Asked(NamedTuple):
    """What a search asks: text, filters as pairs of name and value, the UID of a container, order."""

    text: str
    filters: tuple[tuple[str, str], ...] = ()
    within: str = ""
    sort: str = "relevance"

    @property
    def chosen(self) -> dict[str, list[str]]:
        """Filter → its values."""
        chosen: dict[str, list[str]] = {}
        for name, value in self.filters:
            chosen.setdefault(name, []).append(value)
        return chosen


class SavedSearch(Persistent):
    """A search that a person keeps.

    ``known`` has the records that the person was told of: a number for each UID → when, in seconds since the epoch, 0
    for what was found already when the search was saved. ``looked`` is when that was last brought up to date.
    ``feed_key`` is empty without a feed. ``base`` is the address under which the person uses the site, for mails.
    """

    def __init__(self, id: str, owner: str, name: str, asked: Asked) -> None:
        self.id = id
        self.owner = owner
        self.name = name
        self._asked = tuple(asked)
        self.saved = self.looked = time.time()
        self.known = LLBTree()
        self.frequency: Frequency = "never"
        self.base = ""
        self.feed_key = ""

    @property
    def asked(self) -> Asked:
        """The question."""
        return Asked(*self._asked)


class Shelves(Persistent):
    """All shelves: person → id → search; digest of a feed's key → (person, id); id → (person, when its mail is due).

    The last two hold plain tuples, so that the storage server can resolve conflicts without knowing our classes.
    """

    def __init__(self) -> None:
        self.people = OOBTree()
        self.keys = OOBTree()
        self.alerts = OOBTree()


def shelves() -> Shelves | None:
    """The shelves of the site; None before anybody saved anything."""
    return IAnnotations(getSite()).get(KEY)


def of_person(person: str) -> list[SavedSearch]:
    """A person's searches, the first saved first."""
    all_shelves = shelves()
    shelf = all_shelves.people.get(person, {}) if all_shelves is not None else {}
    return sorted(shelf.values(), key=lambda each: each.saved)


def one_of_person(person: str, id: str) -> SavedSearch:
    """One of a person's searches; raises ``NoSuchSearch``."""
    all_shelves = shelves()
    found = all_shelves.people.get(person, {}).get(id) if all_shelves is not None else None
    if found is None:
        raise NoSuchSearch
    return found


def of_key(key: str) -> SavedSearch | None:
    """The search whose feed has this key."""
    all_shelves = shelves()
    place = all_shelves.keys.get(_digest(key)) if all_shelves is not None else None
    return one_of_person(*place) if place is not None else None


def save(person: str, name: str, asked: Asked) -> SavedSearch:
    """Keep a question; the caller marks what it finds now as known. Raises ``SavedSearchError``."""
    name = _name(name)
    _check(asked)
    annotations = IAnnotations(getSite())
    if KEY not in annotations:
        annotations[KEY] = Shelves()
    people = annotations[KEY].people
    if person not in people:
        people[person] = OOBTree()
    if len(people[person]) >= MOST:
        raise TooManySearches
    search = SavedSearch(secrets.token_hex(8), person, name, asked)
    people[person][search.id] = search
    return search


def rename(search: SavedSearch, name: str) -> None:
    """Give another name. Raises ``WrongName``."""
    search.name = _name(name)


def set_alert(search: SavedSearch, frequency: Frequency, base: str) -> None:
    """Have new hits mailed from the next morning or Monday on, or never; ``base``: see ``SavedSearch``."""
    if frequency not in FREQUENCIES:
        raise ValueError(f"no such frequency: {frequency!r}")
    search.frequency = frequency
    search.base = base
    alerts = _shelves().alerts
    if frequency == "never":
        alerts.pop(search.id, None)
    else:
        alerts[search.id] = (search.owner, next_due(frequency, time.time()))


def open_feed(search: SavedSearch) -> str:
    """A new key for the feed of a search; one it had before opens nothing any more."""
    close_feed(search)
    search.feed_key = secrets.token_urlsafe(24)
    _shelves().keys[_digest(search.feed_key)] = (search.owner, search.id)
    return search.feed_key


def close_feed(search: SavedSearch) -> None:
    """No feed any more."""
    if search.feed_key:
        _shelves().keys.pop(_digest(search.feed_key), None)
        search.feed_key = ""


def remove(search: SavedSearch) -> None:
    """Forget a search, its feed and its alerts."""
    close_feed(search)
    _shelves().alerts.pop(search.id, None)
    del _shelves().people[search.owner][search.id]


def forget(person: str) -> None:
    """Forget all that a person saved."""
    for search in of_person(person):
        remove(search)
    if (all_shelves := shelves()) is not None:
        all_shelves.people.pop(person, None)


def person_deleted(event: Any) -> None:
    """An account is gone: its searches, feeds and alerts go with it."""
    forget(event.principal)


def _shelves() -> Shelves:
    return IAnnotations(getSite())[KEY]


def _digest(key: str) -> str:
    # Looked up by its digest, so that how long a look-up takes tells nothing of the keys there are.
    return sha256(key.encode()).hexdigest()


def _name(name: str) -> str:
    name = " ".join(name.split())
    if not 0 < len(name) <= LONGEST_NAME:
        raise WrongName
    return name


def _check(asked: Asked) -> None:
    values = [asked.within, asked.sort, *(each for pair in asked.filters for each in pair)]
    too_long = len(asked.text) > _LONGEST_TEXT or any(len(value) > _LONGEST_VALUE for value in values)
    if too_long or len(asked.filters) > _MOST_FILTERS:
        raise WrongQuestion
