"""Links from page to page of a long list."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile

# The macro ``paging`` shows ``links``; a screen with a long list has this as an attribute.
paging = ViewPageTemplateFile("paging.pt")


class PageLink(NamedTuple):
    """A page of the list: its number, its address; ``None`` as number is the gap between distant pages."""

    number: int | None
    url: str
    current: bool


def page_links(page: int, last: int, url: Callable[[int], str]) -> list[PageLink]:
    """The first, the last and the neighbouring pages of ``page``; none where there is only one page."""
    if last <= 1:
        return []
    shown = sorted({1, last, *range(max(1, page - 2), min(last, page + 2) + 1)})
    links: list[PageLink] = []
    for number in shown:
        if links and number - (links[-1].number or 0) > 1:
            links.append(PageLink(None, "", False))
        links.append(PageLink(number, url(number), number == page))
    return links
