"""From a file that came in to pages that can be read, through the outbox and the lane."""

import threading
from dataclasses import replace
from types import SimpleNamespace

import pytest
import transaction
from plone.app.testing import TEST_USER_ID, setRoles
from zope.component import getGlobalSiteManager

import hoso.pages.read
from hoso.home import Home
from hoso.jobs import counts, outbox_of, parked
from hoso.pages import (
    CorrectedMeanwhile,
    NoFile,
    NoSuchPage,
    correct,
    corrections_of,
    reading,
    request_reading,
    state,
    state_of_brain,
    uncorrect,
)
from hoso.pages.errors import NotRead, TooLongCorrection
from hoso.pages.events import IReadingStored
from hoso.pages.read import _turn
from hoso.recognition import ReaderUnavailable
from hoso.record.create import create
from hoso.record.files import add_version, current, versions
from hoso.record.interfaces import IRecordChanged
from hoso.record.revision import revision


@pytest.fixture
def heard():
    """The events of this room, in order."""
    events = []

    def stored(event):
        events.append(("stored", event.object.UID()))

    def changed(event):
        events.append((event.reason, event.uid))

    manager = getGlobalSiteManager()
    manager.registerHandler(stored, (IReadingStored,))
    manager.registerHandler(changed, (IRecordChanged,))
    yield events
    manager.unregisterHandler(stored, (IReadingStored,))
    manager.unregisterHandler(changed, (IRecordChanged,))


def brain(portal, obj):
    transaction.commit()
    return portal.portal_catalog.unrestrictedSearchResults(UID=obj.UID())[0]


def test_a_new_file_waits_and_is_read(portal, make_document, worker, heard):
    obj = make_document("Quyet dinh so 1004", "Dieu 2 giao dat")
    assert state(obj).name == "waiting"
    assert reading(obj) is None
    heard.clear()
    before = revision(obj)
    worker.drain()
    assert state(obj) == ("read", 2, 2, "")
    found = reading(obj)
    assert found.page_count == 2 and found.sources == {"text": 2} and found.sha256 == current(obj).sha256
    assert [page.text for page in found.pages()] == ["Quyet dinh so 1004", "Dieu 2 giao dat"]
    assert found.page(2) == list(found.pages())[1]
    assert heard == [("stored", obj.UID()), ("read", obj.UID())]
    assert revision(obj) > before
    with pytest.raises(NoSuchPage):
        found.page(3)


def test_nothing_is_left_behind(portal, make_document, worker):
    make_document("Quyet dinh")
    worker.drain()
    assert list(Home.from_environment().spool.iterdir()) == []
    lane = counts(portal._p_jar.root())["reading"]
    assert (lane.waiting, lane.running, lane.parked) == (0, 0, 0)


def test_reading_does_not_rewrite_the_record(portal, make_document, worker, monkeypatch):
    make_document("Quyet dinh")
    written = []
    original = hoso.pages.read.set_state

    def watched(obj, new):
        original(obj, new)
        written.append((new.name, obj._p_changed))

    monkeypatch.setattr(hoso.pages.read, "set_state", watched)
    worker.drain()
    assert ("reading", False) in written


def test_the_state_is_in_the_catalog(portal, make_document, worker):
    obj = make_document("Quyet dinh")
    catalog = portal.portal_catalog
    assert [b.UID for b in catalog.unrestrictedSearchResults(reading_state="waiting")] == [obj.UID()]
    assert state_of_brain(brain(portal, obj)) == ("waiting", 0, 0, "")
    worker.drain()
    assert [b.UID for b in catalog.unrestrictedSearchResults(reading_state="read")] == [obj.UID()]
    assert state_of_brain(brain(portal, obj)) == ("read", 1, 1, "")


def test_lists_wake_only_what_is_being_read(portal, make_document):
    obj = make_document("Quyet dinh")
    asleep = SimpleNamespace(reading_progress=brain(portal, obj).reading_progress)
    assert state_of_brain(asleep).name == "waiting"
    site = portal.portal_catalog.unrestrictedSearchResults(portal_type="Plone Site")[0]
    assert state_of_brain(SimpleNamespace(reading_progress=site.reading_progress)).name == "none"
    hoso.pages.read.set_state(obj, hoso.pages.ReadingState("reading", 1, 200))
    found = brain(portal, obj)
    hoso.pages.read.set_state(obj, hoso.pages.ReadingState("reading", 17, 200))
    assert state_of_brain(found) == ("reading", 17, 200, "")


def test_progress_is_told_page_by_page_where_it_takes_long(portal, make_document, worker, monkeypatch):
    obj = make_document("mot", "hai", "ba")
    monkeypatch.setattr(hoso.pages.read, "_SECONDS_BETWEEN_PROGRESS", 0.0)
    states = []
    original = hoso.pages.read.set_state
    monkeypatch.setattr(hoso.pages.read, "set_state", lambda obj, new: (states.append(tuple(new)), original(obj, new)))
    worker.drain()
    assert states == [("reading", 0, 0, "")] + [("reading", number, 3, "") for number in (1, 2, 3)]
    assert state(obj).name == "read"


@pytest.mark.parametrize(
    "name, content, words",
    [("a.pdf", b"%PDF-1.7\nnothing of a PDF", "hỏng"), ("b.pdf", b"not a PDF at all", "PDF, TIFF, JPEG hay PNG")],
)
def test_a_file_that_cannot_be_read_ends_in_a_named_state(
    portal, dossier, worker, tmp_path, heard, name, content, words
):
    obj = create(dossier, "ArchivalDocument", title="hỏng")
    (tmp_path / name).write_bytes(content)
    add_version(obj, tmp_path / name, name)
    transaction.commit()
    heard.clear()
    worker.drain()
    assert heard == [("read", obj.UID())]
    found = state(obj)
    assert found.name == "failed" and words in found.reason and ".blob" not in found.reason
    assert reading(obj) is None
    assert state_of_brain(brain(portal, obj)) == found
    assert parked(portal._p_jar.root()) == []


def test_a_new_version_is_read_anew(portal, make_document, worker, tmp_path, write_pdf):
    obj = make_document("ban mot")
    worker.drain()
    add_version(obj, write_pdf(tmp_path / "b.pdf", "ban hai", "trang sau"), "b.pdf")
    transaction.commit()
    assert state(obj).name == "waiting"
    assert reading(obj) is None
    worker.drain()
    assert [page.text for page in reading(obj).pages()] == ["ban hai", "trang sau"]


def test_what_was_read_of_an_older_version_is_not_stored(
    portal, make_document, worker, tmp_path, write_pdf, monkeypatch
):
    """While the worker reads, somebody adds a better scan."""
    obj = make_document("ban mot")
    original = hoso.pages.read.read_pages

    def meanwhile(*arguments, **options):
        yield from original(*arguments, **options)
        if len(versions(obj)) == 1:
            add_version(obj, write_pdf(tmp_path / "b.pdf", "ban hai"), "b.pdf")
            transaction.commit()

    monkeypatch.setattr(hoso.pages.read, "read_pages", meanwhile)
    worker.drain()
    assert [page.text for page in reading(obj).pages()] == ["ban hai"]
    assert state(obj).name == "read"


def test_the_same_bytes_are_read_once(dossier, make_document, worker, tmp_path, monkeypatch):
    first = make_document("chung mot tep")
    worker.drain()
    monkeypatch.setattr(hoso.pages.read, "read_pages", lambda *_, **__: pytest.fail("read again"))
    second = create(dossier, "ArchivalDocument", title="bản sao")
    add_version(second, tmp_path / f"{first.id}.pdf", "copy.pdf")
    transaction.commit()
    worker.drain()
    assert state(second).name == "read"
    assert reading(second).page(1) == reading(first).page(1)
    request_reading(first)
    transaction.commit()
    worker.drain()
    assert state(first).name == "read"


def test_reading_again_replaces_the_reading_and_keeps_the_correction(portal, make_document, worker):
    obj = make_document("Quyet dinh so 1004", "Dieu 2")
    worker.drain()
    correct(obj, 1, "Quyết định số 1004", "an")
    transaction.commit()
    before = reading(obj)
    request_reading(obj, again=True)
    transaction.commit()
    worker.drain()
    after = reading(obj)
    assert after.read_at > before.read_at
    assert [page.text for page in after.pages()] == ["Quyết định số 1004", "Dieu 2"]
    assert after.page(1).quality["corrected"]["by"] == "an"
    assert [word.box for word in after.page(1).words] == [word.box for word in before.page(1).words]


def test_a_correction_of_one_version_is_not_laid_over_another(portal, make_document, worker, tmp_path, write_pdf):
    obj = make_document("ban mot")
    worker.drain()
    correct(obj, 1, "bản một", "an")
    add_version(obj, write_pdf(tmp_path / "b.pdf", "ban hai"), "b.pdf")
    transaction.commit()
    worker.drain()
    assert reading(obj).page(1).text == "ban hai"
    assert [correction.text for correction in corrections_of(obj).values()] == ["bản một"]


def test_a_correction_tells_the_rooms_above(portal, make_document, worker, heard):
    obj = make_document("ban mot")
    worker.drain()
    heard.clear()
    before = revision(obj)
    correct(obj, 1, "bản một", "an")
    assert heard == [("read", obj.UID())]
    assert revision(obj) > before


def test_correcting_all_doubtful_pages_ends_the_review(portal, make_document, worker, monkeypatch):
    obj = make_document("mot", "hai", "ba")
    original = hoso.pages.read.read_pages

    def doubtful(*arguments, **options):
        for page in original(*arguments, **options):
            yield replace(page, quality={"needs_review": page.number != 2})

    monkeypatch.setattr(hoso.pages.read, "read_pages", doubtful)
    worker.drain()
    assert state(obj).name == "review" and reading(obj).review == (1, 3)
    correct(obj, 1, "một", "an")
    assert state(obj).name == "review" and reading(obj).review == (3,)
    correct(obj, 3, "ba", "an")
    assert state(obj).name == "read" and reading(obj).review == ()


def test_the_machines_text_comes_back(portal, make_document, worker, heard):
    obj = make_document("mot", "hai")
    worker.drain()
    uncorrect(obj, 1)
    assert reading(obj).correction(1) is None
    correct(obj, 1, "một", "an")
    heard.clear()
    uncorrect(obj, 1)
    assert heard == [("read", obj.UID())]
    assert list(reading(obj).texts()) == ["mot", "hai"]


def test_texts_are_those_of_the_pages(portal, make_document, worker):
    obj = make_document("mot", "hai")
    worker.drain()
    stamps = {reading(obj).stamp}
    for change in (lambda: correct(obj, 2, "hai lần", "an"), lambda: correct(obj, 2, "hai", "an")):
        change()
        stamps.add(reading(obj).stamp)
        assert list(reading(obj).texts()) == [page.text for page in reading(obj).pages()]
    assert len(stamps) == 3


def test_a_correction_never_covers_one_that_its_writer_did_not_see(portal, make_document, worker):
    obj = make_document("mot")
    worker.drain()
    seen = reading(obj).page_stamp(1)
    correct(obj, 1, "một", "an", seen=seen)
    for again in (lambda: correct(obj, 1, "MỘT", "bình", seen=seen), lambda: uncorrect(obj, 1, seen=seen)):
        with pytest.raises(CorrectedMeanwhile, match="an đã sửa"):
            again()
    assert reading(obj).page(1).text == "một"
    correct(obj, 1, "Một", "bình", seen=reading(obj).page_stamp(1))
    assert reading(obj).page(1).text == "Một"


def test_refused_corrections(portal, make_document, worker):
    obj = make_document("mot")
    with pytest.raises(NotRead):
        correct(obj, 1, "một", "an")
    worker.drain()
    with pytest.raises(NoSuchPage):
        correct(obj, 2, "hai", "an")
    with pytest.raises(TooLongCorrection):
        correct(obj, 1, "x" * 200_001, "an")
    assert reading(obj).page(1).text == "mot"


def test_a_record_without_a_file_has_nothing_to_read(dossier):
    obj = create(dossier, "ArchivalDocument", title="chưa có tệp")
    assert state(obj).name == "none"
    with pytest.raises(NoFile):
        request_reading(obj)


def test_a_missing_reader_blames_no_file(portal, make_document, worker, monkeypatch):
    obj = make_document("mot")

    def unavailable(*_, **__):
        raise ReaderUnavailable("tesseract is not installed")
        yield

    with monkeypatch.context() as patch:
        patch.setattr(hoso.pages.read, "read_pages", unavailable)
        worker.drain()
    assert state(obj).name == "reading"
    lane = counts(portal._p_jar.root())["reading"]
    assert (lane.waiting, lane.running, lane.parked) == (1, 0, 0)
    worker.drain()
    assert state(obj).name == "read"


def test_an_unforeseen_error_is_repeated_and_at_last_named(portal, make_document, worker, monkeypatch):
    obj = make_document("mot")

    def broken(*_, **__):
        raise RuntimeError("unforeseen")
        yield

    monkeypatch.setattr(hoso.pages.read, "read_pages", broken)
    monkeypatch.setattr("hoso.jobs.leases.pause_after", lambda attempts: 0.0)
    worker.drain()
    (item,) = parked(portal._p_jar.root())
    assert item.entry.uid == obj.UID()
    assert state(obj) == ("failed", 0, 0, "RuntimeError: unforeseen")


def test_a_removed_record_is_no_error(portal, make_document, worker):
    obj = make_document("mot")
    setRoles(portal, TEST_USER_ID, ["Manager"])
    obj.__parent__.manage_delObjects([obj.id])
    transaction.commit()
    worker.drain()
    assert parked(portal._p_jar.root()) == []
    lane = outbox_of(portal._p_jar.root()).lane("reading")
    assert lane.waiting == 0 and not lane.running


def test_the_same_bytes_have_one_reader_at_a_time(monkeypatch):
    monkeypatch.setattr(hoso.pages.read, "_SECONDS_BETWEEN_LOOKS", 0.01)
    order = []
    waiting = threading.Event()

    def second():
        with _turn(SimpleNamespace(checkpoint=waiting.set), "a") as waited:
            order.append(("second", waited))

    with _turn(SimpleNamespace(checkpoint=None), "a") as waited:
        thread = threading.Thread(target=second)
        thread.start()
        assert waiting.wait(10)
        with _turn(SimpleNamespace(checkpoint=None), "b") as other:
            order.append(("other bytes", other))
        order.append(("first", waited))
    thread.join(10)
    assert order == [("other bytes", False), ("first", False), ("second", True)]
