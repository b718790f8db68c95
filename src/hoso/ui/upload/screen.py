"""Adding files to a dossier: the page around the script, and the plain form for whoever has none."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cached_property
from typing import Any, ClassVar, NamedTuple

from plone import api
from plone.protect.authenticator import check
from plone.uuid.interfaces import IUUID
from Products.statusmessages.interfaces import IStatusMessage
from zExceptions import Forbidden
from ZPublisher.HTTPRequest import FileUpload

from hoso import pages
from hoso.access import may_view
from hoso.ingest.uploads import LIMITS, Choice, NoSuchUpload, UploadError, Uploads, may_add, take_whole
from hoso.record.i18n import _
from hoso.record.interfaces import IFiled
from hoso.record.limits import file_limit
from hoso.record.lookup import by_uid
from hoso.ui.frame import Problem, Screen, parameters
from hoso.ui.frame.mast import script_version
from hoso.ui.frame.navigation import Link, way_up
from hoso.ui.reading.state import StateLabel, state_label
from hoso.ui.upload.answer import this_site, uploads_of_person

# Without script the browser shows no progress and cannot go on after a break: a few small files at a time.
PLAIN_FILES = 20


class Unfinished(NamedTuple):
    """An upload that was broken off: the file to choose again, how much has come, until when that is kept."""

    id: str
    name: str
    size: str
    have: str
    until: str


class Stored(NamedTuple):
    """A document that came of a file, with the state of its reading."""

    title: str
    url: str
    state: StateLabel


class Refused(NamedTuple):
    """A file that was not taken in, and why."""

    name: str
    reason: str


class UploadScreen(Screen):
    """``<dossier>/@@upload``. A POST carries files, or the id of an unfinished upload to drop."""

    help: ClassVar[str] = "upload"
    section = "archive"
    scripts: ClassVar[tuple[str, ...]] = (*Screen.scripts, "upload-collect", "upload-file", "upload-list", "upload")
    refused: tuple[Refused, ...] = ()
    plain_files = PLAIN_FILES

    @property
    def title(self) -> str:
        return _("Add files")

    def prepare(self) -> None:
        if not may_add(self.context):
            raise Problem(_("Nothing can be added here. Choose a dossier."), status=403)
        self.stored = [each for uid in parameters.texts(self.request.form, "stored") if (each := _stored(uid))]
        if self.request.method == "POST":
            self._receive()

    def _receive(self) -> None:
        try:
            check(self.request)
        except Forbidden as error:
            message = _("This page is too old. Load it again and choose the files again.")
            raise Problem(message, status=403, link=self.address, label=_("Add files")) from error
        form = self.request.form
        if "drop" in form:
            self._drop(parameters.text(form, "drop"))
            self._go_on(_("The unfinished upload is dropped."))
            return
        files = _files(form.get("files"))
        if not 0 < len(files) <= PLAIN_FILES:
            message = _("Choose 1 to ${limit} files at a time.", mapping={"limit": PLAIN_FILES})
            raise Problem(message, link=self.address, label=_("Add files"))
        choice = Choice(parameters.text(form, "duplicate") == "keep", parameters.text(form, "same_name") == "separate")
        dossier, limit = IUUID(self.context), file_limit()
        taken, refused = [], []
        for file in files:
            try:
                result = take_whole(self._uploads, dossier, file.filename, file, choice, limit, this_site)
            except UploadError as error:
                refused.append(Refused(file.filename, str(error)))
                continue
            taken.append(result.record)
        if not refused:
            self._go_on(_("${count} files are in the dossier.", mapping={"count": len(taken)}), taken)
        self.refused = tuple(refused)
        self.stored = [each for uid in taken if (each := _stored(uid))]

    def _drop(self, id: str) -> None:
        try:
            upload = self._uploads.find(id, IUUID(self.context))
            with self._uploads.held(upload):
                self._uploads.remove(upload)
        except NoSuchUpload:
            return  # dropped already
        except UploadError as error:
            raise Problem(str(error), link=self.address, label=_("Add files")) from error

    def _go_on(self, message: str, stored: Any = ()) -> None:
        api.portal.show_message(message, self.request)
        query = "&".join(f"stored={uid}" for uid in stored)
        self.request.response.redirect(f"{self.address}?{query}" if query else self.address)

    def messages(self) -> list[str]:
        """What is to be told since the page before."""
        return [message.message for message in IStatusMessage(self.request).show()]

    @property
    def address(self) -> str:
        """This page's address."""
        return f"{self.context.absolute_url()}/@@upload"

    @cached_property
    def way_up(self) -> list[Link]:
        """The dossier and the records above it that this person may see."""
        return [*way_up(self.context), Link(self.context.absolute_url(), self.context.title)]

    @cached_property
    def _uploads(self) -> Uploads:
        return uploads_of_person()

    @cached_property
    def unfinished(self) -> list[Unfinished]:
        """The person's broken-off uploads into this dossier."""
        return [
            Unfinished(
                each.upload.id,
                each.upload.announced.filename,
                self.wording.size(each.upload.announced.length),
                self.wording.size(each.offset),
                self.wording.moment(datetime.fromtimestamp(each.expires, UTC)),
            )
            for each in self._uploads.waiting(IUUID(self.context))
        ]

    @property
    def largest(self) -> str:
        """How large a file may be."""
        return self.wording.size(file_limit())

    @property
    def chunk_bytes(self) -> int:
        """How much the script may send at once."""
        return LIMITS.chunk_bytes

    @property
    def tus(self) -> str:
        """The address of the tus client."""
        return f"{self.static}/vendor/tus-js-client-4.3.1/tus.min.js"

    @property
    def hasher(self) -> str:
        """The address of the script that computes hashes beside the page."""
        return f"{self.static}/scripts/upload-hash.js?v={script_version('upload-hash')}"


def _files(value: Any) -> list[FileUpload]:
    """The files of a form's field; an input without a choice sends one without a name."""
    values = value if isinstance(value, list) else [value]
    return [each for each in values if isinstance(each, FileUpload) and each.filename]


def _stored(uid: str) -> Stored | None:
    record = by_uid(uid)
    if not IFiled.providedBy(record) or not may_view(None, record):
        return None
    return Stored(record.title, record.absolute_url(), state_label(pages.state(record)))
