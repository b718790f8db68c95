"""Messages in the reader's language, for what is not written by a page template."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from plone import api
from zope.i18n import translate

Translate = Callable[[Any], str]


def translator() -> Translate:
    """``translate(message)`` for the request at hand; the language is asked for once."""
    language = api.portal.get_current_language()
    return lambda message: translate(message, target_language=language)
