"""Mails of what is new, through a server that takes them."""

import time
from contextlib import nullcontext
from datetime import datetime

import pytest
from plone import api

from hoso import jobs
from hoso.access import set_level
from hoso.jobs import leases
from hoso.record.create import create
from hoso.record.origin import Origin
from hoso.search import saved
from hoso.search.saved import Asked, alerts
from hoso.search.saved.alerts import LANE
from hoso.search.saved.due import next_due
from hoso.search.saved.shelf import shelves

TYPED = Origin("typed")
BASE = "https://luutru.example.org"


@pytest.fixture
def search(archive, person):
    """A search of the member with a mail every day."""
    search = saved.save("member", "Đất đai", Asked("đất"))
    saved.mark_all(search, person("member"), at=0)
    saved.set_alert(search, "daily", BASE)
    return search


@pytest.fixture
def a_day_later(portal, work):
    """Have sent what is due a day later; called again, one more day later."""
    days = iter(range(1, 100))

    def do():
        saved.send_due(portal, time.time() + next(days) * 86_400)
        work(LANE)

    return do


def add(archive, title):
    return create(archive, "ArchivalDocument", title=title, origin=TYPED)


def body(mail):
    return mail.get_content()


def test_a_mail_tells_titles_numbers_and_addresses_once(archive, search, work, mails, a_day_later):
    document = create(
        archive,
        "ArchivalDocument",
        title="Quyết định\tđất mới",
        origin=TYPED,
        code_number="15",
        code_notation="QĐ-UBND",
    )
    work()
    a_day_later()
    ((recipients, mail),) = mails.taken
    assert recipients == ["member@example.org"]
    assert mail["From"] == "Kho lưu trữ <luu-tru@example.org>"
    assert "Đất đai" in mail["Subject"]
    assert "15/QĐ-UBND – Quyết định đất mới" in body(mail)
    assert f"{BASE}/resolveuid/{document.UID()}" in body(mail)
    assert f"{BASE}/@@saved-search?id={search.id}" in body(mail)
    assert "Quyết định giao đất" not in body(mail)
    a_day_later()
    assert len(mails.taken) == 1


def test_nothing_new_sends_nothing(search, mails, a_day_later):
    a_day_later()
    assert mails.taken == []


def test_only_what_may_be_viewed_at_the_moment_of_sending(archive, search, work, mails, portal):
    shown, hidden = add(archive, "Đất công khai"), add(archive, "Đất sắp đóng")
    set_level(add(archive, "Đất kín"), "private")
    work()
    saved.send_due(portal, time.time() + 86_400)
    # The index still shows it.
    set_level(hidden, "private")
    work(LANE)
    ((_, mail),) = mails.taken
    assert shown.title in body(mail)
    assert hidden.title not in body(mail)
    assert "Đất kín" not in body(mail)


def test_a_mail_is_not_due_before_its_time_nor_twice(archive, search, portal, work, mails):
    add(archive, "Đất mới")
    work()
    assert saved.send_due(portal, time.time()) == 0
    tomorrow = time.time() + 86_400
    assert (saved.send_due(portal, tomorrow), saved.send_due(portal, tomorrow)) == (1, 0)
    saved.set_alert(search, "never", BASE)
    assert saved.send_due(portal, tomorrow + 10 * 86_400) == 0
    work(LANE)
    assert mails.taken == []


def test_due_in_the_morning_of_the_next_day_or_monday():
    tuesday = datetime(2026, 11, 24, 7, 0)
    moments = {("daily", 6): 24, ("daily", 7): 25, ("daily", 23): 25, ("weekly", 7): 30}
    for (frequency, hour), day in moments.items():
        due = next_due(frequency, tuesday.replace(hour=hour).timestamp())
        assert datetime.fromtimestamp(due) == datetime(2026, 11, day, 7)


def test_the_worker_sees_by_itself_what_is_due(archive, search, portal, work, mails):
    add(archive, "Đất mới")
    work()
    shelves().alerts[search.id] = (search.owner, time.time() - 1)
    saved.watch_alerts(lambda: nullcontext(portal), TwoLooks())
    assert shelves().alerts[search.id][1] > time.time()
    work(LANE)
    assert len(mails.taken) == 1


class TwoLooks:
    """Stops after two."""

    looks = 0

    def wait(self, seconds):
        self.looks += 1
        return self.looks > 2


def test_a_removed_account_gets_none(archive, search, portal, work, mails):
    add(archive, "Đất mới")
    work()
    saved.send_due(portal, time.time() + 86_400)
    api.user.delete(username="member")
    work(LANE)
    assert (mails.taken, list(shelves().alerts)) == ([], [])
    assert jobs.parked(portal._p_jar.root()) == []


def test_a_disabled_account_gets_none_until_it_is_enabled(archive, search, portal, work, mails, a_day_later):
    add(archive, "Đất mới")
    work()
    roles = portal.acl_users.portal_role_manager
    roles.removeRoleFromPrincipal("Member", "member")
    a_day_later()
    assert mails.taken == []
    roles.assignRoleToPrincipal("Member", "member")
    a_day_later()
    assert len(mails.taken) == 1


def test_refused_mails_are_parked_and_hold_up_nobody(archive, search, portal, person, work, mails, monkeypatch):
    monkeypatch.setattr(leases, "pause_after", lambda attempts: 0.0)
    add(archive, "Đất mới")
    other = saved.save("archivist", "Của lưu trữ viên", Asked("đất"))
    saved.set_alert(other, "daily", BASE)
    person("archivist").setProperties(email="")
    work()
    mails.refuse = True
    saved.send_due(portal, time.time() + 86_400)
    work(LANE)
    errors = {parked.entry.uid: parked.entry.error for parked in jobs.parked(portal._p_jar.root())}
    assert "SMTPRecipientsRefused" in errors[search.id]
    assert "chưa có địa chỉ thư" in errors[other.id]
    assert mails.taken == []
    mails.refuse = False
    for parked in jobs.parked(portal._p_jar.root()):
        jobs.retry(portal._p_jar.root(), parked.key)
    work(LANE)
    assert [recipients for recipients, _ in mails.taken] == [["member@example.org"]]


def test_while_the_mail_server_is_away_mails_wait(archive, search, portal, work, mails, a_day_later):
    add(archive, "Đất mới")
    work()
    mails.stop()
    a_day_later()
    root = portal._p_jar.root()
    assert jobs.counts(root)[LANE].waiting == 1
    assert jobs.parked(root) == []
    assert [each.title for each in saved.fresh(search, saved.owner_of(search)).records] == ["Đất mới"]


def test_without_a_sender_the_mail_is_parked_with_the_remedy(
    archive, search, portal, work, mails, a_day_later, monkeypatch
):
    monkeypatch.setattr(leases, "pause_after", lambda attempts: 0.0)
    api.portal.get_tool("portal_registry")["plone.email_from_address"] = None
    add(archive, "Đất mới")
    work()
    a_day_later()
    (parked,) = jobs.parked(portal._p_jar.root())
    assert "Cấu hình trang" in parked.entry.error


def test_a_mail_sent_again_carries_the_same_identity(archive, search, portal, work, mails, monkeypatch):
    """The worker dies between handing over and noting that: the mail comes twice, and can be told to be the same."""
    monkeypatch.setattr(leases, "pause_after", lambda attempts: 0.0)
    add(archive, "Đất mới")
    work()
    mark, failures = alerts._mark, []

    def dies_once(*args):
        if not failures:
            failures.append(args)
            raise RuntimeError("dies")
        mark(*args)

    monkeypatch.setattr(alerts, "_mark", dies_once)
    saved.send_due(portal, time.time() + 86_400)
    work(LANE)
    first, second = (mail["Message-ID"] for _, mail in mails.taken)
    assert first == second
