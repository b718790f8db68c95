"""The feed of a saved search, in Atom (RFC 4287)."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

from DateTime import DateTime
from lxml import etree
from plone import api
from Products.Five.browser import BrowserView

from hoso.record.i18n import _
from hoso.search import saved
from hoso.search.errors import SearchError
from hoso.search.saved import SavedSearch
from hoso.ui.frame import parameters
from hoso.ui.frame.screen import SECURITY_HEADERS, Problem

_ATOM = "http://www.w3.org/2005/Atom"
_KEY = 64
# What XML cannot hold.
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class SavedFeed(BrowserView):
    """``@@saved-search-feed?key=…``, for whoever knows the key: what its owner may see at this moment, and nothing
    when there is no such owner any more.
    """

    def __call__(self) -> bytes:
        response = self.request.response
        for name, value in SECURITY_HEADERS.items():
            response.setHeader(name, value)
        response.setHeader("Content-Type", "text/plain; charset=utf-8")
        try:
            search = saved.of_key(parameters.text(self.request.form, "key", _KEY))
        except Problem:
            search = None
        user = saved.owner_of(search) if search is not None else None
        if user is None:
            response.setStatus(404)
            return api.portal.translate(_("There is no such feed.")).encode()
        try:
            records = saved.recent(search, user)
        except SearchError as error:
            response.setStatus(503)
            response.setHeader("Retry-After", "60")
            return str(error).encode()
        response.setHeader("Content-Type", "application/atom+xml; charset=utf-8")
        return etree.tostring(self._feed(search, records), encoding="utf-8", xml_declaration=True)

    def _feed(self, search: SavedSearch, records: list[Any]) -> Any:
        home = api.portal.get().absolute_url()
        feed = etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM})
        _add(feed, "id", f"{home}/@@saved-search?id={search.id}")
        _add(feed, "title", search.name)
        _add(feed, "updated", max((_moment(record.modified()) for record in records), default=_stamp(search.saved)))
        author = etree.SubElement(feed, f"{{{_ATOM}}}author")
        _add(author, "name", api.portal.get_registry_record("plone.site_title"))
        _link(feed, f"{home}/@@saved-search?id={search.id}", "alternate")
        _link(feed, f"{home}/@@saved-search-feed?key={search.feed_key}", "self")
        for record in records:
            self._entry(feed, home, record)
        return feed

    def _entry(self, feed: Any, home: str, record: Any) -> None:
        entry = etree.SubElement(feed, f"{{{_ATOM}}}entry")
        address = f"{home}/resolveuid/{record.UID()}"
        number = getattr(record, "reference", "") or getattr(record, "file_notation", "") or ""
        _add(entry, "id", address)
        _add(entry, "title", " – ".join(part for part in (number, record.title or record.getId()) if part))
        _add(entry, "updated", _moment(record.modified()))
        _link(entry, address, "alternate")


def _add(parent: Any, name: str, text: str) -> None:
    etree.SubElement(parent, f"{{{_ATOM}}}{name}").text = _NO_XML.sub(" ", text)


def _link(parent: Any, address: str, rel: str) -> None:
    etree.SubElement(parent, f"{{{_ATOM}}}link", rel=rel, href=address)


def _moment(value: DateTime) -> str:
    return _stamp(value.timeTime())


def _stamp(seconds: float) -> str:
    return datetime.fromtimestamp(int(seconds), UTC).isoformat()
