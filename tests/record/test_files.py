"""The immutable versions of a record's files."""

import dataclasses
import hashlib
import io
import os
from pathlib import Path

import pytest
from plone import api

from hoso.record import file_errors
from hoso.record.create import create
from hoso.record.files import add_version, current, versions
from hoso.record.lookup import find_by_sha256
from hoso.record.revision import revision

BYTES = b"%PDF-1.4 " + bytes(range(256)) * 9000
SHA256 = hashlib.sha256(BYTES).hexdigest()


def add(obj, content=BYTES, filename="1004.pdf", **kw):
    return add_version(obj, io.BytesIO(content), filename, **kw)


def test_the_bytes_stay_as_they_came(document):
    version = add(document, filename="Số 1004 QĐ-UBND.PDF")
    assert version.path().read_bytes() == BYTES
    assert (version.number, version.size, version.sha256) == (1, len(BYTES), SHA256)
    assert version.filename == "Số 1004 QĐ-UBND.PDF"
    assert version.media_type == "application/pdf"
    assert version.added.tzinfo is not None
    assert version.added_by == api.user.get_current().getId()


def test_a_file_of_a_folder_is_copied_and_left(document, tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(BYTES)
    assert add_version(document, path, path.name).path().read_bytes() == BYTES
    assert path.read_bytes() == BYTES


def test_a_better_scan_is_a_further_version(document):
    first = add(document)
    second = add(document, BYTES + b"again")
    assert versions(document) == (first, second)
    assert current(document) == second
    assert first.path().read_bytes() == BYTES


def test_a_version_cannot_be_changed(document):
    version = add(document)
    with pytest.raises(dataclasses.FrozenInstanceError):
        version.sha256 = "0" * 64
    assert isinstance(versions(document), tuple)


@pytest.mark.parametrize(
    ("content", "announced", "error"),
    [
        (BYTES, {"sha256": "0" * 64}, file_errors.DigestDiffers),
        (BYTES, {"size": len(BYTES) + 1}, file_errors.LengthDiffers),
        (b"", {}, file_errors.EmptyFile),
    ],
)
def test_what_is_not_whole_is_not_kept(document, content, announced, error):
    with pytest.raises(error, match="1004.pdf"):
        add(document, content, **announced)
    assert versions(document) == ()
    assert find_by_sha256(SHA256) == ()


def test_agreed_length_and_digest_are_kept(document):
    assert add(document, sha256=SHA256.upper(), size=len(BYTES)).sha256 == SHA256


def test_the_bound_on_size_holds(document):
    api.portal.set_registry_record("hoso.max_file_bytes", 1000)
    with pytest.raises(file_errors.FileTooLarge):
        add(document)


def test_names_have_a_bound(document):
    assert add(document, filename="n" * 300).filename == "n" * 300
    for filename in ("", "n" * 501):
        with pytest.raises(file_errors.FilenameTooLong):
            add(document, filename=filename)


def test_only_regular_files_are_originals(document, tmp_path):
    (tmp_path / "real").write_bytes(BYTES)
    (tmp_path / "link").symlink_to(tmp_path / "real")
    os.mkfifo(tmp_path / "pipe")
    for name in ("link", "pipe", "."):
        with pytest.raises(file_errors.NotARegularFile):
            add_version(document, tmp_path / name, "a.pdf")
    with pytest.raises(file_errors.CannotBeRead):
        add_version(document, tmp_path / "missing", "a.pdf")


def test_the_same_bytes_twice_are_refused_in_one_record_and_found_in_another(dossier, document):
    add(document)
    with pytest.raises(file_errors.SameAsCurrent):
        add(document)
    other = create(dossier, "ArchivalDocument", title="B")
    add(other)
    assert set(find_by_sha256(SHA256)) == {document.UID(), other.UID()}


def test_a_full_disk_has_its_own_message(document):
    class Full(io.RawIOBase):
        def read(self, size=-1):
            raise OSError(28, "No space left on device")

    with pytest.raises(file_errors.StorageFull, match="đầy"):
        add_version(document, Full(), "a.pdf")


def test_a_slow_stream_is_recognised_all_the_same(document):
    class Slow(io.BytesIO):
        def read(self, size=-1):
            return super().read(3)

    version = add_version(document, Slow(b"%PDF-1.4 slow"), "a")
    assert (version.media_type, version.size) == ("application/pdf", 13)


def test_no_temporary_file_stays(portal, document):
    folder = Path(portal._p_jar.db().storage.temporaryDirectory())
    before = set(folder.glob("hoso-*"))
    with pytest.raises(file_errors.DigestDiffers):
        add(document, sha256="0" * 64)
    add(document)
    assert set(folder.glob("hoso-*")) == before


def test_a_file_raises_the_revision(document):
    before = revision(document)
    add(document)
    assert revision(document) > before
