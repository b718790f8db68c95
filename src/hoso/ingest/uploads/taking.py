"""From a complete upload to a document of the dossier: once, in one transaction, the way an import does it."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plone.uuid.interfaces import IUUID

from hoso.access.setting import LevelError
from hoso.record.errors import RecordError
from hoso.record.limits import file_limit
from hoso.record.lookup import by_uid

from ..committing import SiteOpener, committed
from ..errors import DiskFull
from ..inspection import Inspected, Refused, inspect
from ..sources import known
from ..storing import Batch, Order
from ..walk import Item
from .errors import ChecksumMismatch, Incomplete, NoRoom, NoSuchUpload, NotAllowed, UploadError
from .looking import has_bytes, namesake, visible_duplicates
from .names import numbered
from .rights import may_add, may_change
from .storage import Uploads
from .upload import Choice, Upload

_PATIENCE = 20.0


class NotTaken(UploadError):
    """The archive refused the file; the message is the refusing room's."""

    status = 422


@dataclass(frozen=True, slots=True)
class Taken:
    """``record``: the document's UID. ``status``: added, new_version, unchanged (the dossier has these bytes under
    this name), skipped (they are elsewhere, ``record`` has them, nothing was stored). ``warning``: why the file will
    not be readable, or empty.
    """

    record: str
    status: str
    warning: str = ""


def take(uploads: Uploads, id: str, choice: Choice, open_site: SiteOpener) -> Taken:
    """Make the person's upload of that id a document; asked again, the same answer and no second document.

    Raises a class of ``errors``. The upload stays unless its bytes are at fault.
    """
    upload = uploads.find(id)
    with uploads.held(upload):
        upload = uploads.find(id)
        if upload.record:
            return Taken(upload.record, upload.status, upload.warning)
        inspected = _inspected(uploads, upload)
        try:
            path = uploads.path(upload)
            taken = committed(open_site, lambda site: _store(site, upload, choice, path, inspected), _PATIENCE)
        except DiskFull as error:
            raise NoRoom from error
        except (Refused, RecordError, LevelError) as error:
            raise NotTaken(str(error)) from error
        uploads.finish(upload, taken.record, taken.status, taken.warning)
    return taken


def _inspected(uploads: Uploads, upload: Upload) -> Inspected:
    """The file as it came, its length and hash agreed."""
    announced = upload.announced
    offset = uploads.offset(upload)
    if offset != announced.length:
        raise Incomplete(offset, announced.length)
    try:
        inspected = inspect(uploads.path(upload), file_limit(), announced.filename)
    except Refused as error:
        uploads.remove(upload)
        raise NotTaken(str(error)) from error
    if inspected.sha256 != announced.sha256:
        uploads.remove(upload)
        raise ChecksumMismatch
    return inspected


def _store(site: Any, upload: Upload, choice: Choice, path: Path, inspected: Inspected) -> Taken:
    dossier = by_uid(upload.dossier)
    if dossier is None:
        raise NoSuchUpload
    if not may_add(dossier):
        raise NotAllowed
    name, ours = _name(dossier, upload, choice)
    if not (ours or choice.keep_duplicate):
        for record in visible_duplicates(inspected.sha256):
            return Taken(IUUID(record), "skipped")
    into = "/".join(dossier.getPhysicalPath()[len(site.getPhysicalPath()) :])
    batch = Batch(site, Order(into, upload.id), None, new_target=False)
    batch.file(Item(name, path, False, inspected.size), inspected)
    (result,) = batch.stored.results
    # The importer's "duplicate" names what it is a duplicate of, which this person may not be allowed to know.
    status = "added" if result.status == "duplicate" else result.status
    return Taken(result.uid, status, inspected.warning)


def _name(dossier: Any, upload: Upload, choice: Choice) -> tuple[str, bool]:
    """The name under which the dossier takes the file, and whether it did so already in a request without answer."""
    announced = upload.announced
    for number in itertools.count(1):
        name = numbered(announced.filename, number)
        entry = known(dossier, name)
        if entry is not None and entry.run == upload.id:
            return name, True
        record = namesake(dossier, name)
        if record is None:
            return name, False
        if choice.separate or not may_change(record):
            continue
        if choice.keep_duplicate and has_bytes(record, announced.sha256):
            continue  # "store it all the same" means a second document
        return name, False
    raise AssertionError("count() never ends")
