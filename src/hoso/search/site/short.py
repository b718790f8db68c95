"""The abbreviations of a site: a record of its registry, in force from the next query on."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from plone.registry.interfaces import IRegistry
from zope.component import getUtility, queryUtility

from hoso.language import abbreviations
from hoso.language.abbreviations import AbbreviationError, Table, standard, with_lines

RECORD = "hoso.abbreviations"
"""The record of the site's registry that holds them, each ``UBND = Ủy ban nhân dân``."""

_log = logging.getLogger(__name__)


def added_lines() -> tuple[str, ...]:
    """The lines that the site added; none outside a site."""
    registry = queryUtility(IRegistry)
    return tuple(registry.get(RECORD) or ()) if registry is not None else ()


def keep_lines(lines: Sequence[str]) -> None:
    """Put lines in the place of those added before. Raises AbbreviationError, which names the line."""
    kept = tuple(line.strip() for line in lines)
    with_lines(kept)
    getUtility(IRegistry)[RECORD] = tuple(filter(None, kept))


def table_in_force() -> Table:
    """The abbreviations of the site that is asked."""
    lines = added_lines()
    if not lines:
        return standard()
    try:
        return with_lines(lines)
    except AbbreviationError as error:
        # Written past ``keep_lines``: search goes on without them, and whoever runs the system reads why.
        _log.error("%s in %s: %s; the abbreviations added are not used", type(error).__name__, RECORD, error)
        return standard()


abbreviations.provide(table_in_force)
