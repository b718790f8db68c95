"""What a person keeps, and what is new in it."""

import pytest
from plone import api

from hoso.access import assign, revoke, set_level
from hoso.record.create import create
from hoso.record.origin import Origin, set_value
from hoso.search import saved
from hoso.search.saved import Asked, novelty
from hoso.search.saved.shelf import TooManySearches, WrongName, WrongQuestion, shelves

TYPED = Origin("typed")


@pytest.fixture
def keep(archive, person):
    """``keep("member", "đất")``: the person's saved search, with what it finds known."""

    def do(name, text, **asked):
        search = saved.save(name, text or "Mọi văn bản", Asked(text, **asked))
        saved.mark_all(search, person(name), at=0)
        return search

    return do


@pytest.fixture
def new(person):
    """``new(search)``: titles of what is new."""
    return lambda search: [each.title for each in saved.fresh(search, person(search.owner)).records]


def test_what_is_found_when_saved_is_not_new(keep, new):
    assert new(keep("member", "đất")) == []


def test_added_described_and_opened_records_are_new(archive, keep, new, work):
    search = keep("member", '"giao đất"')
    create(archive, "ArchivalDocument", "moi", title="Tờ trình giao đất mới", origin=TYPED)
    other = create(archive, "ArchivalDocument", "khac", title="Giấy mời", origin=TYPED)
    work()
    assert new(search) == ["Tờ trình giao đất mới"]
    set_value(other, "title", "Giấy mời họp giao đất", TYPED)
    set_level(archive["kin"], "internal")
    work()
    assert set(new(search)) == {"Tờ trình giao đất mới", "Giấy mời họp giao đất", "Biên bản giao đất kín"}


def test_a_function_given_makes_new_what_it_opens(keep, new, work):
    search = keep("stranger", "đất")
    assign("stranger", "archivist")
    work()
    assert set(new(search)) == {"Quyết định giao đất", "Biên bản giao đất kín"}
    revoke("stranger", "archivist")
    work()
    assert new(search) == []


def test_what_was_told_is_new_no_longer_and_what_was_not_told_stays(archive, keep, new, work, person):
    search = keep("member", "đất")
    for name in ("một", "hai"):
        create(archive, "ArchivalDocument", title=f"Đất số {name}", origin=TYPED)
    work()
    one, two = saved.fresh(search, person("member")).records
    saved.mark_looked(search, person("member"), [one.UID()])
    assert new(search) == [two.title]
    saved.mark_all(search, person("member"))
    assert new(search) == []


def test_closed_and_opened_again_is_new_again_once_a_look_lay_between(archive, keep, new, work, person):
    search = keep("member", "đất")
    for level in ("private", "internal"):
        set_level(archive["giao-dat"], level)
        work()
        assert new(search) == (["Quyết định giao đất"] if level == "internal" else [])
        if level == "private":
            saved.mark_looked(search, person("member"), [])


def test_a_record_closed_before_the_index_knows_is_not_told(archive, keep, new, work):
    search = keep("member", "đất")
    document = create(archive, "ArchivalDocument", "moi", title="Đất mới", origin=TYPED)
    work()
    assert new(search) == ["Đất mới"]
    set_level(document, "private")
    work("commands")
    assert new(search) == []


def test_filters_and_container_are_part_of_the_question(archive, keep, new, work):
    by_kind = keep("member", "", filters=(("kind", "Dossier"),))
    inside = keep("member", "", within=archive.UID())
    create(archive, "ArchivalDocument", "moi", title="Đất mới", origin=TYPED)
    create(archive.aq_parent, "Dossier", "hs", title="Hồ sơ mới", origin=TYPED)
    work()
    assert (new(by_kind), new(inside)) == (["Hồ sơ mới"], ["Đất mới"])


def test_a_search_that_finds_too_much_has_nothing_new(archive, keep, person, work, monkeypatch):
    search = keep("archivist", "đất")
    monkeypatch.setattr(novelty, "LOOKED_THROUGH", 2)
    create(archive, "ArchivalDocument", "moi", title="Đất mới", origin=TYPED)
    work()
    assert saved.fresh(search, person("archivist")) == ([], False, True)
    assert saved.recent(search, person("archivist")) == []


def test_more_than_are_shown_are_told_as_more(archive, keep, person, work, monkeypatch):
    search = keep("member", "đất")
    monkeypatch.setattr(novelty, "LISTED", 1)
    for name in ("một", "hai"):
        create(archive, "ArchivalDocument", title=f"Đất số {name}", origin=TYPED)
    work()
    found = saved.fresh(search, person("member"))
    assert (len(found.records), found.more) == (1, True)


def test_a_feed_tells_what_is_new_first_then_what_was_told_last(archive, keep, person, work):
    search = keep("member", "đất")
    for name in ("một", "hai"):
        create(archive, "ArchivalDocument", title=f"Đất số {name}", origin=TYPED)
        work()
        if name == "một":
            saved.mark_all(search, person("member"))
    titles = [record.title for record in saved.recent(search, person("member"))]
    assert titles == ["Đất số hai", "Đất số một", "Quyết định giao đất"]


def test_a_key_opens_until_it_is_changed_or_the_feed_closed(keep):
    search = keep("member", "đất")
    assert saved.of_key("") is None
    first, second = saved.open_feed(search), saved.open_feed(search)
    assert saved.of_key(first) is None
    assert saved.of_key(second) is search
    saved.close_feed(search)
    assert saved.of_key(second) is None


def test_what_is_removed_leaves_nothing(keep):
    search = keep("member", "đất")
    key = saved.open_feed(search)
    saved.set_alert(search, "daily", "http://localhost")
    saved.remove(search)
    assert saved.of_key(key) is None
    assert saved.of_person("member") == []
    assert not shelves().alerts
    with pytest.raises(saved.NoSuchSearch):
        saved.one_of_person("member", search.id)


def test_everybody_has_their_own(keep):
    search = keep("member", "đất")
    with pytest.raises(saved.NoSuchSearch):
        saved.one_of_person("archivist", search.id)
    assert saved.of_person("archivist") == []


def test_an_account_that_is_gone_takes_its_searches_with_it(keep):
    key = saved.open_feed(keep("member", "đất"))
    api.user.delete(username="member")
    assert saved.of_key(key) is None
    assert saved.of_person("member") == []


def test_an_account_without_any_role_is_no_owner(portal, keep):
    search = keep("member", "đất")
    assert saved.owner_of(search).getId() == "member"
    portal.acl_users.portal_role_manager.removeRoleFromPrincipal("Member", "member")
    assert saved.owner_of(search) is None


def test_bounds(keep):
    for name in ("", "  ", "n" * 101):
        with pytest.raises(WrongName):
            saved.save("member", name, Asked("đất"))
    for asked in (
        Asked("a" * 2001),
        Asked("", filters=(("kind", "x" * 301),)),
        Asked("", filters=(("kind", "x"),) * 201),
    ):
        with pytest.raises(WrongQuestion):
            saved.save("member", "Đất", asked)
    for number in range(saved.MOST):
        saved.save("member", f"Số {number}", Asked("đất"))
    with pytest.raises(TooManySearches):
        saved.save("member", "Một nữa", Asked("đất"))
    assert saved.save("archivist", "Của người khác", Asked("đất"))
