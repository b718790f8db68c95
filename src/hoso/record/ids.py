"""From a name as people give it to an id that is safe in addresses, short, and free."""

from __future__ import annotations

import re
from itertools import count
from typing import Any

from Acquisition import aq_base
from zope.component import getSiteManager
from zope.component.hooks import getSite
from zope.interface import Interface, providedBy
from zope.publisher.interfaces.browser import IDefaultBrowserLayer

from hoso.language import fold, nfc

MAX_LENGTH = 100
_EXTENSION = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,4}$")
_OTHER = re.compile(r"[^a-z0-9]+")


def stem(filename: str) -> str:
    """A file's name without its extension, in normal form: the title until the file is described."""
    name = nfc(filename)
    return (_EXTENSION.sub("", name) or name).strip()


def normal_id(name: str) -> str:
    """Lower case letters without accents, digits and hyphens, at most 100 characters; may be empty."""
    text = _OTHER.sub("-", fold(nfc(name))).strip("-")
    if len(text) <= MAX_LENGTH:
        return text
    cut = text[: MAX_LENGTH + 1]
    return (cut.rpartition("-")[0] or cut)[:MAX_LENGTH].strip("-")


def free_id(container: Any, name: str, fallback: str = "record") -> str:
    """An id made of ``name`` that is free in the container: ``name``, ``name-2``, ``name-3`` …

    Ids that would hide an attribute or a view of the container, or something of the site's root that pages
    acquire, are not free. ``fallback`` serves a name without any letter or digit.
    """
    wanted = normal_id(name) or normal_id(fallback)
    if not _taken(container, wanted):
        return wanted
    for number in count(2):
        suffix = f"-{number}"
        candidate = wanted[: MAX_LENGTH - len(suffix)].rstrip("-") + suffix
        if not _taken(container, candidate):
            return candidate
    raise AssertionError("count() never ends")


def _taken(container: Any, name: str) -> bool:
    return hasattr(aq_base(container), name) or hasattr(aq_base(getSite()), name) or _is_view(container, name)


def _is_view(container: Any, name: str) -> bool:
    required = (providedBy(container), IDefaultBrowserLayer)
    # All views at once: the registry remembers that answer, and would look through every base for each new name.
    return name in dict(getSiteManager().adapters.lookupAll(required, Interface))
