"""Pieces on disk: whatever is sent, cut, repeated and reopened, an upload is the beginning of the file, or nothing."""

import hashlib
import json
import os
import tempfile
import threading
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from hoso.home import Home
from hoso.ingest.uploads import LIMITS, Announced, NoSuchUpload, Uploads
from hoso.ingest.uploads.errors import (
    BadRequest,
    Busy,
    ChunkTooLarge,
    EmptyFile,
    NoRoom,
    TooLarge,
    TooManyWaiting,
    TooMuchWaiting,
    WrongKind,
    WrongOffset,
)
from hoso.ingest.uploads.storage import sweep

CHUNK = 64
MAX = 10_000


def content_of(size):
    return b"%PDF-" + bytes(number % 251 for number in range(size))


def announced(content, name="scan.pdf"):
    return Announced(name, len(content), hashlib.sha256(content).hexdigest())


def uploads_in(folder, owner="luutru", **limits):
    return Uploads(Home(folder), owner, replace(LIMITS, **{"chunk_bytes": CHUNK, "spare_bytes": 0, **limits}))


@pytest.fixture
def uploads(tmp_path):
    return uploads_in(tmp_path)


class Sending(RuleBasedStateMachine):
    """A browser on a bad line, and what it would do wrong if it lost count."""

    @initialize(size=st.integers(1, 400))
    def begin(self, size):
        self.folder = tempfile.TemporaryDirectory()
        self.content = content_of(size)
        self.uploads = uploads_in(Path(self.folder.name))
        self.upload = self.uploads.create("dossier", announced(self.content), MAX)

    def teardown(self):
        self.folder.cleanup()

    @property
    def offset(self):
        return self.uploads.offset(self.upload)

    @rule(size=st.integers(0, CHUNK))
    def send_the_next(self, size):
        before = self.offset
        piece = self.content[before : before + size]
        assert self.uploads.append(self.upload, before, BytesIO(piece), len(piece)) == before + len(piece)

    @rule(size=st.integers(1, CHUNK), kept=st.integers(0, CHUNK))
    def the_line_is_cut_within_a_piece(self, size, kept):
        before = self.offset
        piece = self.content[before : before + size]
        after = self.uploads.append(self.upload, before, BytesIO(piece[:kept]), len(piece))
        assert after == before + len(piece[:kept])

    @rule(offset=st.integers(0, 500), data=st.binary(min_size=1, max_size=CHUNK))
    def a_piece_comes_that_does_not_go_on(self, offset, data):
        if offset == self.offset:
            return
        with pytest.raises(WrongOffset) as refused:
            self.uploads.append(self.upload, offset, BytesIO(data), len(data))
        assert refused.value.offset == self.offset

    @precondition(lambda self: self.offset)
    @rule(back=st.integers(1, CHUNK))
    def a_piece_is_repeated_because_its_answer_was_lost(self, back):
        start = max(0, self.offset - back)
        piece = self.content[start : self.offset]
        with pytest.raises(WrongOffset):
            self.uploads.append(self.upload, start, BytesIO(piece), len(piece))

    @rule(more=st.integers(1, CHUNK))
    def more_comes_than_was_announced(self, more):
        left = len(self.content) - self.offset
        with pytest.raises(ChunkTooLarge):
            self.uploads.append(self.upload, self.offset, BytesIO(bytes(left + more)), left + more)

    @rule()
    def a_piece_is_too_large(self):
        with pytest.raises(ChunkTooLarge):
            self.uploads.append(self.upload, self.offset, BytesIO(bytes(CHUNK + 1)), CHUNK + 1)

    @rule()
    def the_process_is_another(self):
        self.uploads = uploads_in(Path(self.folder.name))
        self.upload = self.uploads.find(self.upload.id)

    @rule(owner=st.sampled_from(("canbo", "admin", "")))
    def somebody_else_tries(self, owner):
        with pytest.raises(NoSuchUpload):
            uploads_in(Path(self.folder.name), owner).find(self.upload.id)

    @invariant()
    def what_has_come_is_the_beginning(self):
        if hasattr(self, "uploads"):
            assert self.uploads.path(self.upload).read_bytes() == self.content[: self.offset]


Sending.TestCase.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
test_sending = Sending.TestCase


def test_the_announcement_is_checked(uploads):
    good = announced(content_of(10))
    for wrong, error in (
        (replace(good, length=0), EmptyFile),
        (replace(good, length=MAX + 1), TooLarge),
        (replace(good, sha256="0"), BadRequest),
    ):
        with pytest.raises(error):
            uploads.create("dossier", wrong, MAX)
    assert uploads.waiting() == []


def test_another_kind_of_file_is_refused_with_its_first_bytes(uploads):
    content = b"PK\x03\x04" + bytes(2_000)
    upload = uploads.create("dossier", announced(content), MAX)
    with pytest.raises(WrongKind):
        for offset in range(0, len(content), CHUNK):
            uploads.append(upload, offset, BytesIO(content[offset:]), min(CHUNK, len(content) - offset))
    assert uploads.waiting() == []
    with pytest.raises(NoSuchUpload):
        uploads.find(upload.id)


def test_two_requests_at_one_upload_do_not_mix(uploads):
    content = content_of(100)
    upload = uploads.create("dossier", announced(content), MAX)
    entered, leave = threading.Event(), threading.Event()

    class Slow(BytesIO):
        def read(self, size=-1):
            entered.set()
            leave.wait(30)
            return super().read(size)

    thread = threading.Thread(target=uploads.append, args=(upload, 0, Slow(content[:50]), 50))
    thread.start()
    assert entered.wait(30)
    with pytest.raises(Busy):
        uploads.append(upload, 0, BytesIO(content[:50]), 50)
    leave.set()
    thread.join()
    assert uploads.append(upload, 50, BytesIO(content[50:]), len(content) - 50) == len(content)


def test_one_person_cannot_fill_the_disk(tmp_path):
    few = uploads_in(tmp_path, person_uploads=2)
    for name in "ab":
        few.create("dossier", announced(content_of(10), name), MAX)
    with pytest.raises(TooManyWaiting):
        few.create("dossier", announced(content_of(10), "c"), MAX)
    uploads_in(tmp_path, "canbo", person_uploads=2).create("dossier", announced(content_of(10)), MAX)
    with pytest.raises(TooMuchWaiting):
        uploads_in(tmp_path, person_bytes=40).create("dossier", announced(content_of(10), "d"), MAX)


def test_a_disk_that_is_nearly_full_takes_nothing(tmp_path):
    with pytest.raises(NoRoom):
        uploads_in(tmp_path, spare_bytes=1 << 60).create("dossier", announced(content_of(10)), MAX)


def test_a_full_disk_keeps_what_was_there(uploads, monkeypatch):
    content = content_of(100)
    upload = uploads.create("dossier", announced(content), MAX)
    uploads.append(upload, 0, BytesIO(content[:50]), 50)

    def full(descriptor):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(NoRoom):
            uploads.append(upload, 50, BytesIO(content[50:]), len(content) - 50)
    assert uploads.path(upload).read_bytes() == content[:50]
    assert uploads.append(upload, 50, BytesIO(content[50:]), len(content) - 50) == len(content)


def test_what_waits_is_listed_by_dossier(uploads):
    content = content_of(100)
    for dossier, name in (("d1", "b.pdf"), ("d1", "a.pdf"), ("d2", "c.pdf")):
        upload = uploads.create(dossier, announced(content, name), MAX)
        uploads.append(upload, 0, BytesIO(content[:20]), 20)
    assert [(each.upload.announced.filename, each.offset) for each in uploads.waiting("d1")] == [
        ("a.pdf", 20), ("b.pdf", 20),
    ]  # fmt: skip
    assert len(uploads.waiting()) == 3
    with pytest.raises(NoSuchUpload):
        uploads.find(upload.id, "d1")


def test_ids_are_no_paths(uploads, tmp_path):
    upload = uploads.create("dossier", announced(content_of(10)), MAX)
    for id in ("", "..", f"../{upload.id}", upload.id.upper(), upload.id + "/.", "\0"):
        with pytest.raises(NoSuchUpload):
            uploads.find(id)


def test_abandoned_uploads_are_dropped_and_others_stay(uploads, tmp_path):
    content = content_of(100)
    old, new = (uploads.create("dossier", announced(content, name), MAX) for name in ("old", "new"))
    folder = uploads.path(old).parent
    for path in (*folder.iterdir(), folder):
        os.utime(path, (1_000, 1_000))
    sweep(Home(tmp_path).uploads, 2_000)
    assert [each.upload for each in uploads.waiting()] == [new]
    with pytest.raises(NoSuchUpload):
        uploads.append(old, 0, BytesIO(content[:10]), 10)


def test_an_upload_that_was_being_made_when_the_process_died_is_none(uploads, tmp_path):
    upload = uploads.create("dossier", announced(content_of(10)), MAX)
    folder = uploads.path(upload).parent
    half = folder.with_name("0" * 32 + ".new")
    half.mkdir()
    (half / "facts.json.new").write_text(json.dumps({})[:1])
    assert [each.upload for each in uploads.waiting()] == [upload]
