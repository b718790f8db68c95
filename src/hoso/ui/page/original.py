"""The original file, byte for byte, for those who may see the record."""

from __future__ import annotations

from typing import Any

from Products.Five.browser import BrowserView
from zExceptions import NotFound
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse

from hoso.record import files
from hoso.ui.frame.parameters import whole_number
from hoso.ui.frame.transfer import attachment, not_modified, send_file


@implementer(IPublishTraverse)
class Original(BrowserView):
    """``…/original`` is the current version, ``…/original/2`` the second."""

    number: int | None = None

    def publishTraverse(self, request: Any, name: str) -> Original:
        """Take the version's number from the address."""
        number = whole_number(name, 999_999)
        if number is None or self.number is not None:
            raise NotFound(name)
        self.number = number
        return self

    def __call__(self) -> Any:
        version = self._version()
        response = self.request.response
        response.setHeader("Content-Type", version.media_type)
        response.setHeader("Content-Disposition", attachment(version.filename))
        response.setHeader("X-Content-Type-Options", "nosniff")
        response.setHeader("Content-Security-Policy", "sandbox")
        response.setHeader("Cache-Control", "private, no-cache")
        if not_modified(self.request, version.sha256):
            return b""
        return send_file(self.request, version.path(), version.size, version.sha256)

    def _version(self) -> Any:
        if self.number is None:
            version = files.current(self.context)
        else:
            version = next((v for v in files.versions(self.context) if v.number == self.number), None)
        if version is None:
            raise NotFound("original")
        return version
