"""From a complete upload to a document: once, whatever is repeated, and nothing of what the person may not know."""

import hashlib
from contextlib import contextmanager
from io import BytesIO

import pikepdf
import pytest
import transaction
from plone import api
from plone.app.testing import TEST_USER_ID, TEST_USER_NAME, login, logout, setRoles
from plone.uuid.interfaces import IUUID
from ZODB.POSException import ConflictError
from zope.annotation.interfaces import IAnnotations

from hoso import pages
from hoso.access import assign, revoke, set_level
from hoso.ingest.uploads import Announced, Choice, NoSuchUpload, NotAllowed, Uploads, look, take, take_whole, taking
from hoso.ingest.uploads.errors import ChecksumMismatch, Incomplete, WrongKind
from hoso.record import files
from hoso.record.create import create
from hoso.record.lookup import by_uid
from hoso.record.origin import origin

MAX = 1 << 20
VERSION, SEPARATE, KEEP = Choice(), Choice(separate=True), Choice(keep_duplicate=True)


def pdf(text):
    return f"%PDF-1.4\n% {text}\ntrailer<</Root 1 0 R>>\n%%EOF\n".encode()


def sha256(content):
    return hashlib.sha256(content).hexdigest()


@pytest.fixture
def dossier(portal):
    """A dossier, and signed in an archivist who is nothing else."""
    api.user.create(username="luutru", password="Mat-khau-thu-12", email="a@example.org")
    assign("luutru", "archivist")
    fonds = create(portal, "Fonds", title="Phông")
    made = create(fonds, "Dossier", title="Hồ sơ 12")
    create(fonds, "Dossier", title="Hồ sơ khác")
    transaction.commit()
    login(portal, "luutru")
    yield made
    logout()


@pytest.fixture
def uploads(home):
    return Uploads(home, "luutru")


@pytest.fixture
def open_site(portal):
    @contextmanager
    def opened():
        transaction.begin()
        try:
            yield portal
        finally:
            transaction.abort()

    return opened


@pytest.fixture
def sent(uploads, dossier):
    """``sent("a.pdf", content)``: a complete upload into the dossier."""

    def send(name, content, *, announced=None, into=dossier):
        upload = uploads.create(IUUID(into), Announced(name, len(content), sha256(announced or content)), MAX)
        uploads.append(upload, 0, BytesIO(content), len(content))
        return upload.id

    return send


def documents(dossier):
    transaction.begin()
    return sorted((each.title, len(files.versions(each))) for each in dossier.objectValues())


def another_request(portal):
    """Rights are looked up once in a request, functions once for the person signed in."""
    IAnnotations(portal.REQUEST).clear()
    login(portal, api.user.get_current().getUserName())


def test_a_complete_upload_is_a_document(dossier, uploads, sent, open_site):
    content = pdf("một")
    id = sent("12.003 Tờ trình.pdf", content)
    taken = take(uploads, id, VERSION, open_site)
    document = by_uid(taken.record)
    version = files.current(document)
    assert taken.status == "added"
    assert (version.filename, version.sha256, version.added_by) == ("12.003 Tờ trình.pdf", sha256(content), "luutru")
    assert version.open().read() == content
    assert origin(document, "title").source == "filename"
    assert pages.state(document).name == "waiting"
    assert uploads.waiting() == []


def test_asked_again_it_is_the_same_document(dossier, uploads, sent, open_site):
    id = sent("a.pdf", pdf("a"))
    assert take(uploads, id, VERSION, open_site) == take(uploads, id, VERSION, open_site)
    assert documents(dossier) == [("a", 1)]


@pytest.mark.parametrize("choice", [VERSION, SEPARATE, KEEP])
@pytest.mark.parametrize("there_before", [False, True])
def test_a_process_that_dies_after_the_commit_leaves_one_document(
    dossier, uploads, sent, open_site, monkeypatch, choice, there_before
):
    if there_before:
        take(uploads, sent("a.pdf", pdf("before")), VERSION, open_site)
    id = sent("a.pdf", pdf("a"))

    def die(*arguments):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(uploads.__class__, "finish", die)
        with pytest.raises(KeyboardInterrupt):
            take(uploads, id, choice, open_site)
    before = documents(dossier)
    taken = take(uploads, id, choice, open_site)
    assert documents(dossier) == before
    assert sha256(pdf("a")) in [version.sha256 for version in files.versions(by_uid(taken.record))]


def test_a_process_that_dies_before_the_commit_leaves_nothing_and_loses_nothing(
    dossier, uploads, sent, open_site, monkeypatch
):
    id = sent("a.pdf", pdf("a"))

    def die():
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(transaction, "commit", die)
        with pytest.raises(KeyboardInterrupt):
            take(uploads, id, VERSION, open_site)
    assert documents(dossier) == []
    take(uploads, id, VERSION, open_site)
    assert documents(dossier) == [("a", 1)]


def test_a_conflict_is_repeated(dossier, uploads, sent, open_site, monkeypatch):
    id = sent("a.pdf", pdf("a"))
    store, tries = taking._store, []

    def conflicting(*arguments):
        tries.append(store(*arguments))
        if len(tries) < 3:
            raise ConflictError
        return tries[-1]

    monkeypatch.setattr(taking, "_store", conflicting)
    take(uploads, id, VERSION, open_site)
    assert len(tries) == 3
    assert documents(dossier) == [("a", 1)]


def test_other_bytes_than_announced_are_dropped(dossier, uploads, sent, open_site):
    id = sent("a.pdf", pdf("a"), announced=pdf("b"))
    with pytest.raises(ChecksumMismatch) as error:
        take(uploads, id, VERSION, open_site)
    assert error.value.status == 460
    assert documents(dossier) == []
    with pytest.raises(NoSuchUpload):
        uploads.find(id)


def test_an_incomplete_upload_is_no_document(dossier, uploads, open_site):
    content = pdf("a")
    upload = uploads.create(IUUID(dossier), Announced("a.pdf", len(content), sha256(content)), MAX)
    uploads.append(upload, 0, BytesIO(content[:10]), 10)
    with pytest.raises(Incomplete):
        take(uploads, upload.id, VERSION, open_site)
    assert documents(dossier) == []
    assert uploads.offset(upload) == 10


def test_who_lost_the_right_on_the_way_adds_nothing(portal, dossier, uploads, sent, open_site):
    id = sent("a.pdf", pdf("a"))
    revoke("luutru", "archivist")
    transaction.commit()
    another_request(portal)
    with pytest.raises(NotAllowed):
        take(uploads, id, VERSION, open_site)
    assert documents(dossier) == []


def test_a_dossier_that_is_gone_takes_nothing(portal, dossier, uploads, sent, open_site):
    id = sent("a.pdf", pdf("a"))
    dossier.__parent__._delObject(dossier.getId())
    transaction.commit()
    with pytest.raises(NoSuchUpload):
        take(uploads, id, VERSION, open_site)


def test_the_same_name_is_a_version_or_a_document_of_its_own(dossier, uploads, sent, open_site):
    first = take(uploads, sent("a.pdf", pdf("1")), VERSION, open_site)
    second = take(uploads, sent("a.pdf", pdf("2")), VERSION, open_site)
    third = take(uploads, sent("a.pdf", pdf("3")), SEPARATE, open_site)
    assert (second.status, second.record) == ("new_version", first.record)
    assert third.status == "added"
    assert documents(dossier) == [("a", 2), ("a (2)", 1)]


def test_a_described_document_gets_the_file_it_waits_for(dossier, uploads, sent, open_site):
    described = create(dossier, "ArchivalDocument", "to-trinh", title="Tờ trình về việc hỗ trợ")
    transaction.commit()
    assert take(uploads, sent("Tờ trình.pdf", pdf("1")), VERSION, open_site).record == IUUID(described)
    assert documents(dossier) == [("Tờ trình về việc hỗ trợ", 1)]


def test_known_bytes_are_left_out_unless_wanted(portal, dossier, uploads, sent, open_site):
    first = take(uploads, sent("a.pdf", pdf("a")), VERSION, open_site)
    again = take(uploads, sent("b.pdf", pdf("a")), VERSION, open_site)
    assert (again.status, again.record) == ("skipped", first.record)
    assert documents(dossier) == [("a", 1)]
    wanted = take(uploads, sent("b.pdf", pdf("a")), KEEP, open_site)
    assert (wanted.status, wanted.record == first.record) == ("added", False)
    twice = take(uploads, sent("a.pdf", pdf("a")), KEEP, open_site)
    assert twice.status == "added"
    assert documents(dossier) == [("a", 1), ("a (2)", 1), ("b", 1)]


def test_nothing_is_said_of_records_the_person_may_not_see(portal, dossier, uploads, sent, open_site, home):
    secret = create(dossier.__parent__, "Dossier", title="Mật danh")
    set_level(dossier.__parent__, "public")
    set_level(secret, "private")
    dossier.manage_setLocalRoles(TEST_USER_ID, ["Record Contributor"])
    transaction.commit()
    hidden = take(uploads, sent("x.pdf", pdf("x"), into=secret), VERSION, open_site)
    open_ = take(uploads, sent("y.pdf", pdf("y")), VERSION, open_site)
    logout()
    setRoles(portal, TEST_USER_ID, ["Member"])
    login(portal, TEST_USER_NAME)
    another_request(portal)
    mine = Uploads(home, TEST_USER_ID)
    found = [look(mine, dossier, IUUID(dossier), f"{name}.pdf", 10, sha256(pdf(name))) for name in "xy"]
    assert [[IUUID(each) for each in one.duplicates] for one in found] == [[], [open_.record]]
    content = pdf("x")
    taken = take_whole(mine, IUUID(dossier), "x.pdf", BytesIO(content), VERSION, MAX, open_site)
    assert taken.status == "added"
    assert taken.record != hidden.record
    assert not taken.warning


def test_what_would_become_of_a_file(dossier, uploads, sent, open_site):
    taken = take(uploads, sent("a.pdf", pdf("a")), VERSION, open_site)
    content = pdf("b")
    upload = uploads.create(IUUID(dossier), Announced("b.pdf", len(content), sha256(content)), MAX)
    same = look(uploads, dossier, IUUID(dossier), "a.pdf", 3, sha256(b"new"))
    unfinished = look(uploads, dossier, IUUID(dossier), "b.pdf", len(content), sha256(content))
    assert (same.duplicates, IUUID(same.same_name), same.waiting) == ((), taken.record, None)
    assert unfinished.waiting.upload == upload
    other = look(uploads, dossier, IUUID(dossier), "c.pdf", len(content), sha256(content))
    assert other.waiting is None


def test_a_file_that_came_whole_goes_the_same_way(dossier, uploads, open_site):
    content = pdf("a")
    taken = take_whole(uploads, IUUID(dossier), "a.pdf", BytesIO(content), VERSION, MAX, open_site)
    assert files.current(by_uid(taken.record)).sha256 == sha256(content)
    with pytest.raises(WrongKind):
        take_whole(uploads, IUUID(dossier), "b.pdf", BytesIO(b"PK\x03\x04"), VERSION, MAX, open_site)
    assert documents(dossier) == [("a", 1)]
    assert uploads.waiting() == []


def test_a_file_with_a_password_is_kept_and_said_to_be_unreadable(dossier, uploads, sent, open_site):
    with pikepdf.new() as document:
        document.add_blank_page()
        buffer = BytesIO()
        document.save(buffer, encryption=pikepdf.Encryption(owner="x", user="y"))
    taken = take(uploads, sent("kín.pdf", buffer.getvalue()), VERSION, open_site)
    assert taken.status == "added"
    assert "mật khẩu" in taken.warning
    assert "kín.pdf" in taken.warning
