"""Between a change of rights and the index that knows it: nothing counts that may not be seen, anywhere."""

import pytest
import transaction
from AccessControl.users import nobody
from plone import api
from zope.annotation.interfaces import IAnnotations

from hoso import jobs
from hoso.access import sees_everything, set_level
from hoso.jobs import leases
from hoso.record.create import create
from hoso.record.origin import Origin, set_value
from hoso.search.site import alike, asker, engine, find, indexing, matching
from hoso.search.site.withheld import withheld

TYPED = Origin("typed")


@pytest.fixture
def next_request(portal):
    """Commit; what was remembered for the length of a request is forgotten."""

    def do():
        transaction.commit()
        IAnnotations(portal.REQUEST).clear()

    return do


def person(portal, name):
    return nobody.__of__(portal.acl_users) if name == "anonymous" else api.user.get(username=name).getUser()


def counted(portal, user, **asked):
    """Everything of an answer that counts."""
    answer = find(portal, "", user=user, **asked)
    totals = {sum(each.count for each in counts) for name, counts in answer.facets.items() if name in ("kind", "level")}
    return answer.total, totals, len(matching("", 99, user=user))


def test_what_was_closed_counts_nowhere_before_the_index_knows(portal, archive, next_request, work):
    member, archivist = person(portal, "member"), person(portal, "archivist")
    assert counted(portal, member) == (3, {3}, 3)
    set_level(archive["ho-so"], "private")
    next_request()
    for asked in ({}, {"size": 0}, {"start": 20}):
        assert counted(portal, member, **asked) == (1, {1}, 1)
    # Who sees everything misses nothing.
    assert counted(portal, archivist) == (4, {4}, 4)
    work()
    assert withheld(portal) == []
    assert counted(portal, member) == (1, {1}, 1)


def test_what_was_removed_or_moved_counts_nowhere(portal, archive, next_request, work):
    member = person(portal, "member")
    closed = create(archive, "Dossier", "kin", title="Hồ sơ kín", origin=TYPED)
    set_level(closed, "private")
    work()
    assert counted(portal, member) == (3, {3}, 3)
    named = {archive["ho-so"].UID(), archive["ho-so"]["giao-dat"].UID()}
    api.content.move(archive["ho-so"]["giao-dat"], closed)
    next_request()
    assert counted(portal, member) == (2, {2}, 2)
    archive.manage_delObjects(["ho-so"])
    next_request()
    # What was removed with its container is not named.
    assert set(withheld(portal)) == named
    # Also for those who see everything; what was moved out is still inside for the index.
    assert counted(portal, person(portal, "archivist")) == (2, {2}, 2)
    assert counted(portal, member) == (1, {1}, 1)
    work()
    assert withheld(portal) == []
    assert counted(portal, member) == (1, {1}, 1)


def test_what_was_opened_is_hidden_until_the_index_knows(portal, archive, next_request, work):
    member = person(portal, "member")
    set_level(archive["ho-so"]["kin"], "internal")
    next_request()
    assert counted(portal, member) == (3, {3}, 3)
    work()
    assert counted(portal, member) == (4, {4}, 4)


def test_a_described_record_is_not_withheld(portal, archive, next_request):
    set_value(archive["ho-so"]["giao-dat"], "title", "Quyết định thu hồi", TYPED)
    next_request()
    assert withheld(portal) == []


def test_rights_come_first_then_what_was_described_then_all_else(portal, archive, work, monkeypatch):
    """Neither closing a record nor a change that somebody looks for waits behind an import."""
    other = create(archive, "Dossier", "khac", title="Hồ sơ khác", origin=TYPED)
    added = [create(other, "ArchivalDocument", title=f"Văn bản {number}", origin=TYPED) for number in range(9)]
    described, closed = archive["ho-so"]["giao-dat"], archive["ho-so"]["kin"]
    set_value(described, "title", "Quyết định thu hồi", TYPED)
    set_level(closed, "internal")
    transaction.commit()
    written = []
    real = indexing.write

    def note(context, present, gone):
        written.extend(entry.uid for entry in present)
        real(context, present, gone)

    monkeypatch.setattr(indexing, "write", note)
    work()
    assert written[:2] == [closed.UID(), described.UID()]
    assert {each.UID() for each in added} <= set(written[2:])


def test_a_record_that_cannot_be_written_is_withheld_and_at_last_taken_out(portal, archive, work, monkeypatch):
    """It is parked with its error, holds up nobody, and its old entry tells nothing any more."""
    document = archive["ho-so"]["giao-dat"]
    real, still_told = indexing.entry_of, []

    def fails(obj):
        if obj.UID() == document.UID():
            still_told.append(document.UID() in dict(engine().revisions()) and document.UID() not in withheld(portal))
            raise ValueError("not to be written")
        return real(obj)

    monkeypatch.setattr(indexing, "entry_of", fails)
    monkeypatch.setattr(leases, "pause_after", lambda attempts: 0.0)
    set_level(document, "private")
    set_value(archive, "title", "Phông mới", TYPED)
    work()
    (parked,) = jobs.parked(portal._p_jar.root())
    assert (parked.entry.uid, parked.entry.error) == (document.UID(), "ValueError: not to be written")
    assert len(still_told) >= 5 and not any(still_told)
    assert document.UID() not in dict(engine().revisions())
    assert find(portal, '"Phông mới"').total
    assert withheld(portal) == []
    monkeypatch.undo()
    jobs.retry(portal._p_jar.root(), parked.key)
    work()
    assert document.UID() in dict(engine().revisions())
    assert jobs.parked(portal._p_jar.root()) == []


def test_who_sees_everything(portal, archive):
    assert sees_everything(person(portal, "archivist"))
    assert sees_everything()
    assert not sees_everything(person(portal, "member"))
    assert not sees_everything(person(portal, "anonymous"))


def test_words_of_what_was_closed_are_not_counted_for_likeness(portal, archive, next_request, work):
    member = person(portal, "member")
    for name in ("mot", "hai"):
        create(archive["ho-so"], "ArchivalDocument", name, title="Báo cáo bí ẩn quặng vàng", origin=TYPED)
    work()
    assert "quặng vàng" in alike(portal, archive["ho-so"]["mot"], user=member).words
    set_level(archive["ho-so"]["hai"], "private")
    next_request()
    assert "quặng vàng" not in alike(portal, archive["ho-so"]["mot"], user=member).words
    assert asker(member).without
