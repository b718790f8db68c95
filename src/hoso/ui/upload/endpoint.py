"""The tus 1.0 protocol: core, creation, termination, expiration."""

from __future__ import annotations

from email.utils import formatdate
from typing import Any

from zExceptions import NotFound
from zope.interface import implementer
from zope.publisher.interfaces.browser import IBrowserPublisher

from hoso.ingest.uploads import Announced, BadRequest, Upload, parse
from hoso.record.limits import file_limit
from hoso.ui.frame.parameters import whole_number
from hoso.ui.upload.answer import Answer, Refusal

VERSION = "1.0.0"
EXTENSIONS = "creation,termination,expiration"
PIECE = "application/offset+octet-stream"
# More than any file has bytes.
_LARGEST = 10**15


@implementer(IBrowserPublisher)
class Tus(Answer):
    """``<dossier>/@@tus`` makes uploads, ``<dossier>/@@tus/<id>`` is one.

    A complete upload is no document yet: that is a step of its own (``@@upload-store``), so that its answer can say
    what became of the file and a lost answer can be asked for again.
    """

    id: str | None = None

    def publishTraverse(self, request: Any, name: str) -> Tus:
        """Take the upload's id from the address."""
        if self.id is not None:
            raise NotFound(name)
        self.id = name
        return self

    def browserDefault(self, request: Any) -> tuple[Tus, tuple[str, ...]]:
        """This view itself.

        Of other methods than GET, HEAD and POST the publisher demands that the last name of an address is an item of
        what stands before, as WebDAV would: a view is none of its dossier's. Below a view it demands nothing.
        """
        return (self, ()) if self.id is not None or request.method in ("GET", "HEAD", "POST") else (self, ("-",))

    def answer(self) -> None:
        """Do what the method says; tus answers in headers."""
        self.request.response.setHeader("Tus-Resumable", VERSION)
        method = self.request.method
        if method == "POST":
            # Some proxies let only GET and POST pass.
            method = self.request.getHeader("X-HTTP-Method-Override", method)
        if method != "OPTIONS" and self.request.getHeader("Tus-Resumable") != VERSION:
            self.request.response.setHeader("Tus-Version", VERSION)
            raise Refusal(412, "Tus-Resumable: 1.0.0")
        actions = {
            ("OPTIONS", False): self._describe,
            ("OPTIONS", True): self._describe,
            ("POST", False): self._create,
            ("HEAD", True): self._tell,
            ("PATCH", True): self._append,
            ("DELETE", True): self._remove,
        }
        action = actions.get((method, self.id is not None))
        if action is None:
            raise Refusal(405, f"{method}?")
        action()

    def _describe(self) -> None:
        response = self.request.response
        response.setStatus(204)
        response.setHeader("Tus-Version", VERSION)
        response.setHeader("Tus-Extension", EXTENSIONS)
        response.setHeader("Tus-Max-Size", str(file_limit()))

    def _create(self) -> None:
        metadata = parse(self.request.getHeader("Upload-Metadata", ""))
        announced = Announced(metadata.get("filename", ""), self._number("Upload-Length"), metadata.get("sha256", ""))
        upload = self.uploads.create(self.dossier_uid, announced, file_limit())
        response = self.request.response
        response.setStatus(201)
        response.setHeader("Location", f"{self.context.absolute_url()}/@@tus/{upload.id}")
        self._expires(upload)

    def _tell(self) -> None:
        upload = self._upload()
        response = self.request.response
        response.setHeader("Upload-Offset", str(self.uploads.offset(upload)))
        response.setHeader("Upload-Length", str(upload.announced.length))
        self._expires(upload)

    def _append(self) -> None:
        if self.request.getHeader("Content-Type", "").partition(";")[0].strip() != PIECE:
            raise Refusal(415, f"Content-Type: {PIECE}")
        upload = self._upload()
        size = self._number("Content-Length")
        offset = self.uploads.append(upload, self._number("Upload-Offset"), self.request.get("BODYFILE"), size)
        self.request.response.setStatus(204)
        self.request.response.setHeader("Upload-Offset", str(offset))
        self._expires(upload)

    def _remove(self) -> None:
        upload = self._upload()
        with self.uploads.held(upload):
            self.uploads.remove(upload)
        self.request.response.setStatus(204)

    def _upload(self) -> Upload:
        return self.uploads.find(self.id, self.dossier_uid)

    def _expires(self, upload: Upload) -> None:
        expires = self.uploads.expires(upload)
        self.request.response.setHeader("Upload-Expires", formatdate(expires, usegmt=True))

    def _number(self, header: str) -> int:
        text = self.request.getHeader(header, "")
        if text == "0":
            return 0
        number = whole_number(text, _LARGEST)
        if number is None:
            raise BadRequest(f"{header} không phải số")
        return number
