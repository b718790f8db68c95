"""Finding authorities by what they are or were called, among those that the person who is logged in may see."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from zope.component.hooks import getSite

from hoso.language import fold, nfc
from hoso.record.errors import RecordError
from hoso.record.fields.dated_names import DatedName
from hoso.record.lookup import by_uid

_KEPT = 10_000  # descriptions kept in memory, a few hundred bytes each
_NAMED = 5  # candidates that a message names


class UnknownAuthority(RecordError):
    """No authority is called that."""

    def __init__(self, text: str, near: tuple[str, ...]):
        hint = f" Gần giống: {'; '.join(near)}." if near else ""
        super().__init__(f"Chưa có cơ quan “{text}”.{hint} Chọn trong gợi ý, hoặc thêm cơ quan đó trước.")


class AmbiguousAuthority(RecordError):
    """Several authorities are called that."""

    def __init__(self, text: str, found: tuple[str, ...]):
        super().__init__(f"Nhiều cơ quan cùng tên “{text}”. Ghi một trong: {'; '.join(found)}.")


class Named(NamedTuple):
    """An authority as it is found: ``name`` is the right one on the day asked for, ``today`` the one it has now.

    ``label`` is the name of today, with the code in brackets where there is one: enough to tell it from others.
    """

    uid: str
    name: str
    today: str
    code: str

    @property
    def label(self) -> str:
        """The name of today and the code."""
        return f"{self.today} ({self.code})" if self.code else self.today


class _Description(NamedTuple):
    title: str
    code: str
    names: tuple[DatedName, ...]
    folded: tuple[str, ...]
    words: tuple[tuple[str, ...], ...]


def matching(text: str, day: date | None = None, limit: int = 10) -> list[Named]:
    """The authorities a person may mean who types ``text``, best first; accents may be left out.

    Every word typed begins a word of one of the authority's names or of its code.
    """
    wanted = _folded(text).split()
    if not wanted:
        return []
    found = []
    for uid, known in _visible():
        fits = [
            (not folded.startswith(" ".join(wanted)), len(folded))
            for folded, words in zip(known.folded, known.words, strict=True)
            if all(any(word.startswith(each) for word in words) for each in wanted)
        ]
        if fits:
            found.append((min(fits), known.title, _named(uid, known, day)))
    return [named for *_, named in sorted(found)[:limit]]


def resolve(text: str) -> str:
    """The UID of the authority that ``text`` stands for: a UID, a label, a name it has or had, or its code.

    Raises ``UnknownAuthority`` and ``AmbiguousAuthority``.
    """
    folded = _folded(text)
    found = {}
    for uid, known in _visible():
        named = _named(uid, known, None)
        if text == uid or folded == _folded(named.label):
            return uid
        if folded in known.folded:
            found[uid] = named
    if len(found) > 1:
        raise AmbiguousAuthority(text, tuple(named.label for named in found.values())[:_NAMED])
    if not found:
        raise UnknownAuthority(text, tuple(named.label for named in matching(text, limit=_NAMED)))
    return next(iter(found))


def label(uid: str) -> str:
    """The text that leads back to an authority: its name, with the code where others have the name too.

    The UID itself for an authority that the person may not see.
    """
    known = dict(_visible())
    if uid not in known:
        return uid
    own = known[uid]
    shared = sum(own.folded[0] in other.folded for other in known.values()) > 1
    named = _named(uid, own, None)
    if not shared:
        return named.today
    return named.label if own.code else uid


def _visible() -> Iterator[tuple[str, _Description]]:
    for brain in getSite().portal_catalog(portal_type="Authority"):
        known = _description(brain.UID, str(brain.modified))
        if known is not None:
            yield brain.UID, known


@lru_cache(_KEPT)
def _description(uid: str, _modified: str) -> _Description | None:
    """What an authority is called, read once after each change of it; plain values that any thread may use."""
    authority = by_uid(uid)
    if authority is None:
        return None
    texts = (authority.title, *(name.text for name in authority.names), authority.code or "")
    folded = tuple(_folded(text) for text in texts if text)
    return _Description(
        authority.title, authority.code or "", authority.names, folded, tuple(tuple(f.split()) for f in folded)
    )


def _named(uid: str, known: _Description, day: date | None) -> Named:
    held = [name for name in known.names if (name.first or name.last) and day is not None and name.held_on(day)]
    return Named(uid, held[0].text if held else known.title, known.title, known.code)


def _folded(text: str) -> str:
    return " ".join(fold(nfc(text)).split())
