"""The picture of one page, made on demand in a limited child and cached; permission is checked at every request."""

from __future__ import annotations

import hashlib
from typing import Any

from Products.Five.browser import BrowserView
from zExceptions import NotFound
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse

from hoso import pages
from hoso.recognition import UnreadableFile
from hoso.ui.frame.parameters import whole_number
from hoso.ui.frame.transfer import not_modified
from hoso.ui.page.address import MAX_PAGES

# The picture of a page as wide as the window, one to look into, one on a small screen, one among others.
WIDTH, LARGE, SMALL, THUMB = 1200, 2400, 800, 200


@implementer(IPublishTraverse)
class PagePicture(BrowserView):
    """``…/page-picture/17?w=1200``: a WebP; in its stead a line of text where none can be made (404)."""

    number: int | None = None

    def publishTraverse(self, request: Any, name: str) -> PagePicture:
        """Take the page's number from the address."""
        number = whole_number(name, MAX_PAGES)
        if number is None or self.number is not None:
            raise NotFound(name)
        self.number = number
        return self

    def __call__(self) -> bytes:
        width = whole_number(str(self.request.form.get("w", WIDTH)), pages.WIDTHS[-1])
        if self.number is None or width not in pages.WIDTHS:
            raise NotFound("page-picture")
        response = self.request.response
        response.setHeader("X-Content-Type-Options", "nosniff")
        response.setHeader("Content-Security-Policy", "sandbox")
        # Kept by the browser, but shown only after asking whether the person still may see it.
        response.setHeader("Cache-Control", "private, no-cache")
        try:
            picture = pages.page_picture(self.context, self.number, width)
        except (pages.PagesError, UnreadableFile) as error:
            response.setStatus(404)
            response.setHeader("Content-Type", "text/plain; charset=utf-8")
            return str(error).encode()
        response.setHeader("Content-Type", "image/webp")
        if not_modified(self.request, hashlib.sha256(picture).hexdigest()[:32]):
            return b""
        return picture
