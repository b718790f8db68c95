"""Going everywhere a person can go by links, once to each address, as a browser does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qs, urldefrag, urlsplit

from playwright.sync_api import Page, Response

# What is kept instead of shown: asked for, not opened.
FILES = re.compile(r"/original(/\d+)?$|[-/]xlsx(\?|$)|/searchable-copy$|[?&]format=|/page-picture/|\.ics$|/RSS$")
# What a link with a token does is done, not looked at.
LEAVING = re.compile(r"/logout|/@@logout|/switchLanguage|[?&]_authenticator=")
# A search with three filters looks like one with two.
PARAMETERS = 2


@dataclass(frozen=True)
class Visit:
    """A page that was opened, and how it answered."""

    url: str
    response: Response


def crawl(page: Page, start: str, limit: int) -> Iterator[Visit]:
    """Open ``start`` and what its pages lead to within the site, at most ``limit`` pages, nearest first.

    Of addresses that differ only in the values of their parameters – every filter of a search, every page of a
    list – the first is opened.
    """
    waiting, seen = [start], {_kind(start)}
    opened = 0
    while waiting and opened < limit:
        url = waiting.pop(0)
        response = page.goto(url, wait_until="domcontentloaded")
        opened += 1
        yield Visit(url, response)
        for address in page.eval_on_selector_all(
            "a[href]", "links => links.map(link => new URL(link.getAttribute('href'), document.baseURI).href)"
        ):
            address = urldefrag(address).url
            if not address.startswith(start) or LEAVING.search(address) or FILES.search(address):
                continue
            kind = _kind(address)
            if kind not in seen and len(kind[1]) <= PARAMETERS:
                seen.add(kind)
                waiting.append(address)


def files(page: Page) -> list[str]:
    """The files that the page at hand offers."""
    return [
        address
        for address in page.eval_on_selector_all(
            "a[href]", "links => links.map(link => new URL(link.getAttribute('href'), document.baseURI).href)"
        )
        if FILES.search(address)
    ]


def _kind(url: str) -> tuple[str, tuple[str, ...]]:
    parts = urlsplit(url)
    return parts.path.rstrip("/"), tuple(sorted(parse_qs(parts.query)))
