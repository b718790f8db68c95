"""What the upload screen's script asks: what would become of files, what became of one, how far reading is."""

from __future__ import annotations

import base64
import binascii
from typing import Any

from Acquisition import aq_parent
from plone.uuid.interfaces import IUUID
from zope.i18n import translate

from hoso import pages
from hoso.access import may_view
from hoso.ingest.uploads import BadRequest, Choice, UploadError, check_first, look, take
from hoso.record.interfaces import IFiled
from hoso.record.lookup import by_uid
from hoso.ui.reading.state import state_label
from hoso.ui.upload.answer import Answer, this_site

MAX_FILES = 100
_HEAD_TEXT = 2_000


class Look(Answer):
    """``@@upload-look``: ``{"files": [{"name", "size", "head": base64, "sha256"}]}`` → for each a refusal, or, when
    the hash is known, duplicates, a document of the same name and the unfinished upload of this file.
    """

    def answer(self) -> dict[str, Any]:
        """One answer for each file, in their order."""
        asked = self.body().get("files")
        if not isinstance(asked, list) or len(asked) > MAX_FILES:
            raise BadRequest("danh sách tệp quá dài")
        return {"files": [self._answer(each) for each in asked]}

    def _answer(self, asked: Any) -> dict[str, Any]:
        name, length, sha256, head = _file(asked)
        try:
            check_first(name, length, head)
            if not sha256:
                return {}
            found = look(self.uploads, self.context, self.dossier_uid, name, length, sha256)
        except UploadError as error:
            return {"refusal": str(error)}
        answer: dict[str, Any] = {
            "duplicates": [_record(each) for each in found.duplicates],
            "same_name": _record(found.same_name) if found.same_name is not None else None,
        }
        if found.waiting:
            answer["upload"] = f"{self.context.absolute_url()}/@@tus/{found.waiting.upload.id}"
        return answer


class Store(Answer):
    """``@@upload-store``: ``{"id", "duplicate": "skip" or "keep", "same_name": "version" or "separate"}`` of a complete
    upload → the document it is now; the same when asked again.
    """

    def answer(self) -> dict[str, Any]:
        """The document, and how the file came to be it."""
        body = self.body()
        upload = self.uploads.find(str(body.get("id")), self.dossier_uid)
        choice = Choice(body.get("duplicate") == "keep", body.get("same_name") == "separate")
        taken = take(self.uploads, upload.id, choice, this_site)
        record = by_uid(taken.record)
        answer = {"status": taken.status, "warning": taken.warning, "uid": taken.record}
        return answer | (_record(record) if record is not None and may_view(None, record) else {})


class States(Answer):
    """``@@upload-states``: ``{"uids": […]}`` → UID → state of reading, of the documents this person may view."""

    def answer(self) -> dict[str, Any]:
        """Shape and words of each state, and whether it will change by itself."""
        uids = self.body().get("uids")
        if not isinstance(uids, list) or len(uids) > MAX_FILES or not all(isinstance(uid, str) for uid in uids):
            raise BadRequest("danh sách văn bản quá dài")
        records = {uid: by_uid(uid) for uid in uids}
        return {
            uid: self._state(record)
            for uid, record in records.items()
            if IFiled.providedBy(record) and may_view(None, record)
        }

    def _state(self, record: Any) -> dict[str, Any]:
        state = pages.state(record)
        shown = state_label(state)
        return {
            "css": shown.css,
            "label": translate(shown.label, context=self.request),
            "goes_on": state.name in ("waiting", "reading"),
        }


def _file(asked: Any) -> tuple[str, int, str, bytes]:
    """Name, length, SHA-256 and first bytes of a file asked for; raises ``BadRequest``."""
    if not isinstance(asked, dict):
        raise BadRequest("danh sách tệp")
    name, length, sha256, head = (asked.get(key) for key in ("name", "size", "sha256", "head"))
    if not (isinstance(name, str) and isinstance(length, int) and isinstance(head, str) and len(head) <= _HEAD_TEXT):
        raise BadRequest("danh sách tệp")
    try:
        return name, length, sha256.lower() if isinstance(sha256, str) else "", base64.b64decode(head, validate=True)
    except binascii.Error as error:
        raise BadRequest("danh sách tệp") from error


def _record(record: Any) -> dict[str, str]:
    """A record this person may view, with what it lies in if they may view that too."""
    above = aq_parent(record)
    where = above.Title() if IUUID(above, None) and may_view(None, above) else ""
    return {"title": record.title, "url": record.absolute_url(), "where": where}
