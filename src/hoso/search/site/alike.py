"""Records that are like one: near duplicates by their text, and similar ones by its characteristic words.

Asked like every search, with the tokens of whoever looks; nothing of it is in the engine but an ordinary query.
"""

from __future__ import annotations

import math
import time
from collections import Counter
from collections.abc import Iterable
from itertools import islice
from typing import Any, NamedTuple

from plone.uuid.interfaces import IUUID

from hoso import pages
from hoso.language import analyse
from hoso.query import parse
from hoso.record.interfaces import IFiled
from hoso.record.lookup import by_uid
from hoso.search.contract import Hit, Request
from hoso.search.signature import resemblance, signature, text_runs

from .engine import engine
from .finding import find
from .withheld import Asker, asker

#: Texts that share so much of their runs are said to be near duplicates.
ALIKE = 0.4
_KINDS = ["ArchivalDocument", "LegalAct"]
_PAGES = 170
_CANDIDATES, _WORDS, _SHOWN = 40, 12, 10
_COMPARED = 20
# Processor seconds after which no further text is compared.
_LONGEST = 2.0
_TITLE = 3


class Duplicate(NamedTuple):
    """A record with nearly the same text; ``share`` of it, 0 to 1, is common to both."""

    hit: Hit
    share: float


class Alike(NamedTuple):
    """``words`` are those by which the similar ones were sought."""

    duplicates: list[Duplicate]
    similar: list[Hit]
    words: list[str]


def alike(site: Any, obj: Any, *, user: Any = None) -> Alike:
    """What is like a record that ``user`` may see, as far as they may see it. Raises ``SearchError``.

    Reads the record's text and those of a few others: for an address of its own.
    """
    texts = _texts(obj)
    words = _characteristic(obj.title or "", texts, asker(user))
    asked = " OR ".join(f'"{word}"' for word in words)
    duplicates = _duplicates(site, obj, texts, user)
    known = {IUUID(obj), *(duplicate.hit.uid for duplicate in duplicates)}
    hits = _asked(site, asked, user, _SHOWN + len(known), kind=_KINDS) if words else []
    return Alike(duplicates, [hit for hit in hits if hit.uid not in known][:_SHOWN], words)


def _duplicates(site: Any, obj: Any, texts: list[str], user: Any) -> list[Duplicate]:
    bands = signature(texts)
    if not bands:
        return []
    own = text_runs(texts)
    end = time.thread_time() + _LONGEST
    found = []
    for hit in _asked(site, "", user, _COMPARED + 1, signature=bands):
        other = by_uid(hit.uid)
        if hit.uid == IUUID(obj) or other is None:
            continue
        # Bands only say that it may be so, and the index may be behind the texts.
        share = resemblance(own, text_runs(_texts(other)))
        if share >= ALIKE:
            found.append(Duplicate(hit, share))
        if time.thread_time() > end:
            break
    return sorted(found, key=lambda duplicate: -duplicate.share)


def _characteristic(title: str, texts: Iterable[str], who: Asker) -> list[str]:
    """Pairs of syllables that stand often in the text and in few others of those that the person may see."""
    often: Counter[str] = Counter()
    for text in texts:
        often.update(analyse(text).x2)
    for pair in analyse(title).x2:
        often[pair] += _TITLE
    words = (pair.replace("_", " ") for pair, _ in often.most_common() if _is_word(pair))
    candidates = list(islice(words, _CANDIDATES))
    total = _count("", who)
    weights = {}
    for word in candidates:
        records = _count(f'"{word}"', who)
        # What stands in this record alone leads nowhere.
        if records > 1:
            weights[word] = (1 + math.log(often[word.replace(" ", "_")])) * math.log(total / records)
    return sorted((word for word in weights if weights[word] > 0), key=lambda word: -weights[word])[:_WORDS]


def _is_word(pair: str) -> bool:
    first, _, second = pair.partition("_")
    return first.isalpha() and second.isalpha() and len(first) > 1 and len(second) > 1


def _count(text: str, who: Asker) -> int:
    return engine().find(Request(query=parse(text), **who._asdict(), size=0, facets=(), page_hits=0)).total


def _asked(site: Any, text: str, user: Any, size: int, **filters: list[str]) -> list[Hit]:
    return find(site, text, user=user, filters=filters, size=size, facets=(), page_hits=0).hits


def _texts(obj: Any) -> list[str]:
    found = pages.reading(obj) if IFiled.providedBy(obj) else None
    return list(islice(found.texts(), _PAGES)) if found is not None else []
