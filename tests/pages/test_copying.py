"""A searchable copy on demand: asked for, made in its lane, kept, made anew when what it shows has changed."""

import hashlib
import json
from contextlib import nullcontext

import pikepdf
import pytest
import transaction
from zope.i18n import translate

import hoso.pages.copying
from hoso.home import Home
from hoso.jobs import Worker, counts, leases
from hoso.pages import NoFile, NotRead, copy_file, copy_state, correct, reading, request_copy
from hoso.pages.copy_state import KIND, copies, copy_key
from hoso.pages.copy_words import CHANGES, FAILURES, OBSTACLES, failure
from hoso.recognition import ReaderUnavailable, searchable
from hoso.recognition.errors import BY_CODE
from hoso.recognition.searchable import CopyFailed
from hoso.record.create import create
from hoso.record.files import add_version, current


@pytest.fixture
def copier(portal):
    """The worker's lane of copies."""
    return Worker(lambda: nullcontext(portal), Home.from_environment(), only=["copies"])


@pytest.fixture
def read_document(make_document, worker):
    """A record whose file has been read, of a title of its own, so that no other test's copy is there already."""

    def make(*texts, title):
        obj = make_document(*texts, title=title)
        worker.drain()
        return obj

    return make


def ask(obj):
    request_copy(obj)
    transaction.commit()


def test_a_copy_is_made_when_asked_for_and_then_kept(read_document, copier):
    obj = read_document("Quyet dinh so 1004", "Dieu 2 giao dat", title="Giao đất")
    original = hashlib.sha256(current(obj).path().read_bytes()).hexdigest()
    assert copy_state(obj).name == "none"
    assert copy_file(obj) is None
    ask(obj)
    assert copy_state(obj).name == "waiting"
    copier.drain()
    state = copy_state(obj)
    assert state.name == "ready"
    found = copy_file(obj)
    assert found.path.stat().st_size == found.size == state.size
    assert found.filename == f"{obj.id} (tìm được).pdf"
    with pikepdf.open(found.path) as document:
        assert len(document.pages) == 2
        assert "Giao đất" in document.Root.Metadata.read_bytes().decode()
    # Its fonts are not in the file, so it claims nothing.
    assert not state.archival
    assert state.obstacles == (OBSTACLES["font_missing"],)
    assert hashlib.sha256(current(obj).path().read_bytes()).hexdigest() == original == current(obj).sha256


def test_asking_again_makes_nothing_twice(read_document, copier, portal):
    obj = read_document("mot", title="Hỏi hai lần")
    ask(obj)
    ask(obj)
    assert counts(portal._p_jar.root())["copies"].waiting == 1
    copier.drain()
    before = copy_file(obj).path.stat().st_ino
    ask(obj)
    assert counts(portal._p_jar.root())["copies"].waiting == 0
    copier.drain()
    assert copy_file(obj).path.stat().st_ino == before


def test_a_correction_a_title_and_an_eviction_each_ask_for_a_new_copy(read_document, copier):
    obj = read_document("mot hai", title="Sửa rồi tải")
    ask(obj)
    copier.drain()
    tags = {copy_file(obj).tag}
    correct(obj, 1, "mot ba", "an")
    assert copy_state(obj).name == "none"
    ask(obj)
    copier.drain()
    tags.add(copy_file(obj).tag)
    obj.title = "Tên khác"
    assert copy_state(obj).name == "none"
    ask(obj)
    copier.drain()
    tags.add(copy_file(obj).tag)
    assert len(tags) == 3
    copy_file(obj).path.unlink()
    assert copy_state(obj).name == "none"
    ask(obj)
    copier.drain()
    assert copy_file(obj).tag in tags


def test_a_correction_goes_into_the_copy(read_document, copier):
    import pypdfium2

    obj = read_document("Quyet dinh", title="Sửa chữ trong bản sao")
    correct(obj, 1, "Quyết định", "an")
    ask(obj)
    copier.drain()
    with pypdfium2.PdfDocument(copy_file(obj).path) as document:
        assert "Quyết định" in document[0].get_textpage().get_text_range().replace("\r\n", " ")


def test_nothing_is_left_in_the_workshop(read_document, copier):
    obj = read_document("mot", title="Dọn xưởng")
    ask(obj)
    copier.drain()
    assert list((copies().folder / "making").iterdir()) == []


def test_a_record_without_a_file_or_not_read(dossier, make_document):
    empty = create(dossier, "ArchivalDocument", title="chưa có tệp")
    assert copy_state(empty).name == "none" and copy_state(empty).reason
    with pytest.raises(NoFile):
        request_copy(empty)
    waiting = make_document("mot", title="chưa đọc")
    assert copy_state(waiting).name == "none" and copy_state(waiting).reason
    with pytest.raises(NotRead):
        request_copy(waiting)


def test_a_file_of_which_none_can_be_made_says_why(read_document, copier, monkeypatch, portal):
    obj = read_document("mot", title="Không làm được")

    def refuse(*_, **__):
        raise CopyFailed("damaged", 3)

    monkeypatch.setattr(hoso.pages.copying, "make_copy", refuse)
    ask(obj)
    copier.drain()
    state = copy_state(obj)
    assert state.name == "failed"
    assert state.reason == FAILURES["damaged"]
    assert "hỏng" in translate(state.label, target_language="vi")
    assert copy_file(obj) is None
    assert counts(portal._p_jar.root())["copies"].waiting == 0
    monkeypatch.undo()
    ask(obj)
    copier.drain()
    assert copy_state(obj).name == "ready"


def test_what_fails_for_no_known_reason_is_parked_and_says_so(read_document, copier, monkeypatch, portal):
    obj = read_document("mot", title="Lỗi lạ")

    def break_down(*_, **__):
        raise RuntimeError("nobody foresaw this")

    monkeypatch.setattr(hoso.pages.copying, "make_copy", break_down)
    monkeypatch.setattr(leases, "pause_after", lambda attempts: 0.0)
    ask(obj)
    copier.drain(patience=1.0)
    assert counts(portal._p_jar.root())["copies"].parked == 1
    assert copy_state(obj).reason == FAILURES["parked"]


def test_a_reader_that_is_away_uses_up_no_attempt(read_document, copier, monkeypatch, portal):
    obj = read_document("mot", title="Bộ đọc nghỉ")

    def away(*_, **__):
        raise ReaderUnavailable("not installed")

    monkeypatch.setattr(hoso.pages.copying, "make_copy", away)
    ask(obj)
    copier.drain()
    assert counts(portal._p_jar.root())["copies"].waiting == 1
    assert copy_state(obj).name == "waiting"


def test_an_interrupted_making_begins_anew(read_document, copier, monkeypatch):
    obj = read_document("mot", "hai", title="Bị ngắt giữa chừng")
    original = hoso.pages.copying.make_copy

    def interrupted(path, pages, target, *, title, passed):
        def stop(number):
            if number == 2:
                copier.stopping.set()
            passed(number)

        return original(path, pages, target, title=title, passed=stop)

    monkeypatch.setattr(hoso.pages.copying, "make_copy", interrupted)
    ask(obj)
    copier.drain()
    assert copy_state(obj).name == "waiting"
    assert copy_file(obj) is None
    assert list((copies().folder / "making").iterdir()) == []
    monkeypatch.undo()
    copier.stopping.clear()
    copier.drain()
    assert copy_state(obj).name == "ready"


def test_a_note_without_its_copy_is_no_copy(read_document):
    obj = read_document("mot", title="Chỉ còn lời ghi")
    key = copy_key(obj, reading(obj))
    copies().put(key.sha256, key.note, json.dumps({"obstacles": {}, "changes": {}, "layers": 0}).encode())
    assert copy_state(obj).name == "none"


def test_every_code_has_its_words():
    assert set(OBSTACLES) == set(searchable.OBSTACLES)
    assert set(CHANGES) == set(searchable.CHANGES)
    for code in {*BY_CODE, *FAILURES, "crashed"}:
        assert translate(failure(code), target_language="vi") != failure(code)


def test_the_lane_is_of_its_own():
    from hoso.jobs.handlers import lane_of

    assert lane_of(KIND) not in (lane_of("read"), lane_of("index"))


def test_an_encrypted_file_that_opens_and_one_that_does_not(dossier, worker, copier, tmp_path, write_pdf):
    obj = create(dossier, "ArchivalDocument", title="Có mật khẩu mở")
    with pikepdf.open(write_pdf(tmp_path / "plain.pdf", "mot")) as document:
        document.save(tmp_path / "owner.pdf", encryption=pikepdf.Encryption(owner="x", user=""))
    add_version(obj, tmp_path / "owner.pdf", "owner.pdf")
    transaction.commit()
    worker.drain()
    ask(obj)
    copier.drain()
    assert CHANGES["encryption"] in copy_state(obj).notes
    with pikepdf.open(copy_file(obj).path) as made:
        assert not made.is_encrypted
