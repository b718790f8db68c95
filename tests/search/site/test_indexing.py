"""The index follows the records, through the outbox."""

import shutil

import pytest
import transaction
from plone import api
from plone.app.textfield.value import RichTextValue
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

from hoso.home import Home
from hoso.record.create import create
from hoso.record.origin import Origin, set_value
from hoso.search.errors import IndexMissing
from hoso.search.site import differences, engine, find, index_trouble


def titles(portal, text, user=None):
    person = api.user.get(username=user) if user else None
    return [hit.fields["title"] for hit in find(portal, text, user=person and person.getUser()).hits]


def test_without_an_index_search_says_so_and_the_worker_builds_it(portal, work):
    shutil.rmtree(Home.from_environment().search)
    with pytest.raises(IndexMissing):
        find(portal, "đất")
    assert index_trouble()
    create(portal, "Dossier", "d", title="Hồ sơ đất đai")
    work()
    assert index_trouble() == ""
    assert titles(portal, "dat dai") == ["Hồ sơ đất đai"]


def test_a_described_record_is_found_by_its_new_words_alone(portal, archive, work):
    document = archive["ho-so"]["giao-dat"]
    set_value(document, "title", "Quyết định thu hồi", Origin("typed"))
    work()
    assert titles(portal, "thu hồi") == ["Quyết định thu hồi"]
    assert titles(portal, '"Quyết định giao"') == []


def test_a_renamed_dossier_reaches_the_entries_below(portal, archive, work):
    set_value(archive["ho-so"], "box", "99", Origin("typed"))
    work()
    (hit,) = [hit for hit in find(portal, "giao").hits if hit.fields["title"] == "Quyết định giao đất"]
    assert "99" in hit.fields["place"]["shelf"]


def test_a_removed_record_is_gone_with_all_inside(portal, archive, work):
    archive.manage_delObjects(["ho-so"])
    work()
    assert titles(portal, "đất") == []
    assert not differences(portal)


def test_a_moved_record_is_found_at_its_new_place(portal, archive, work):
    other = create(archive, "Dossier", "khac", title="Hồ sơ khác", origin=Origin("typed"))
    transaction.commit()
    api.content.move(archive["ho-so"]["giao-dat"], other)
    work()
    (hit,) = find(portal, '"Quyết định giao đất"').hits
    assert hit.fields["path"].endswith("/khac/giao-dat")
    assert not differences(portal)


def test_news_is_found_and_follows_its_changes(portal, work):
    news = api.content.create(portal, "News Item", "tin", title="Cải cách hành chính")
    news.text = RichTextValue("<p>Theo <b>Nghị quyết số 08-NQ/TU</b></p>", "text/html", "text/x-html-safe")
    notify(ObjectModifiedEvent(news))
    work()
    assert titles(portal, "08-NQ/TU") == ["Cải cách hành chính"]
    news.title = "Tin đã đổi"
    notify(ObjectModifiedEvent(news))
    work()
    assert titles(portal, "08-NQ/TU") == ["Tin đã đổi"]
    assert not differences(portal)


def test_differences_tell_what_the_index_lacks_has_wrong_or_too_much(portal, archive, work):
    dossier = archive["ho-so"]
    uids = {name: dossier[name].UID() for name in ("giao-dat", "kin")}
    engine().delete([uids["giao-dat"]])
    dossier["kin"].record_revision += 1
    archive._delObject("ho-so", suppress_events=True)
    archive._setObject("ho-so", dossier.aq_base, suppress_events=True)
    found = differences(portal)
    assert found.missing == (uids["giao-dat"],)
    assert found.different == (uids["kin"],)
    assert found.strange == ()


def test_an_index_made_by_hand_of_files_that_are_gone_is_built_again(portal, archive, work):
    for path in Home.from_environment().search.glob("documents-*/meta.json"):
        path.write_text("{")
    assert index_trouble()
    set_value(archive, "title", "Phông mới", Origin("typed"))
    work()
    assert titles(portal, "Phông mới")[0] == "Phông mới"
    assert not differences(portal)
