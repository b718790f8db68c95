"""What each person finds: rights in the question, and once more on what is shown."""

import pytest
import transaction
from AccessControl.users import nobody
from plone import api
from zope.annotation.interfaces import IAnnotations

from hoso.access import set_level
from hoso.language import PartialDate
from hoso.record.create import create
from hoso.record.origin import Origin
from hoso.search.site import find

EVERYTHING = {"Phông Ủy ban nhân dân", "Hồ sơ đất đai", "Quyết định giao đất", "Biên bản giao đất kín"}


def person(portal, name):
    return nobody.__of__(portal.acl_users) if name == "anonymous" else api.user.get(username=name).getUser()


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("archivist", EVERYTHING),
        ("member", EVERYTHING - {"Biên bản giao đất kín"}),
        ("anonymous", {"Phông Ủy ban nhân dân"}),
    ],
)
def test_hits_count_and_facets_are_of_what_may_be_seen(portal, archive, name, seen):
    answer = find(portal, "", user=person(portal, name))
    assert {hit.fields["title"] for hit in answer.hits} == seen
    assert answer.total == len(seen)
    assert sum(count.count for count in answer.facets["kind"]) == len(seen)


def test_a_closed_record_is_hidden_before_the_index_knows(portal, archive):
    member = person(portal, "member")
    assert find(portal, '"Quyết định giao đất"', user=member).total == 1
    set_level(archive["ho-so"], "private")
    transaction.commit()
    # Roles are remembered for the length of a request; this is the next one.
    IAnnotations(portal.REQUEST).clear()
    answer = find(portal, '"Quyết định giao đất"', user=member)
    assert (answer.total, answer.hits) == (0, [])


def test_a_level_changed_above_reaches_the_index(portal, archive, work):
    set_level(archive["ho-so"], "public")
    work()
    found = find(portal, "giao", user=person(portal, "anonymous"))
    assert [hit.fields["title"] for hit in found.hits] == ["Quyết định giao đất"]


def test_facets_carry_names_for_people(portal, archive):
    answer = find(portal, "", user=person(portal, "archivist"))
    labels = {count.value: count.label for count in answer.facets["kind"]}
    assert labels["Dossier"] == "Hồ sơ"
    assert [count.label for count in answer.facets["fonds"]] == ["Phông Ủy ban nhân dân"]


def test_a_record_is_found_by_the_name_of_its_fonds(portal, archive):
    found = find(portal, '"Phông Ủy ban nhân dân"', user=person(portal, "member"))
    assert {hit.fields["title"] for hit in found.hits} == EVERYTHING - {"Biên bản giao đất kín"}


def test_a_hidden_fonds_is_not_found_by_its_name_through_an_open_record(portal, archive, work):
    set_level(archive["ho-so"], "public")
    set_level(archive, "internal")
    work()
    anonymous = person(portal, "anonymous")
    assert [hit.fields["title"] for hit in find(portal, "giao", user=anonymous).hits] == ["Quyết định giao đất"]
    answer = find(portal, '"Phông Ủy ban nhân dân"', user=anonymous)
    assert (answer.total, answer.facets["fonds"]) == (0, [])
    assert find(portal, '"Phông Ủy ban nhân dân"', user=person(portal, "member")).total


def test_a_record_is_found_by_its_fields(portal, archive, work):
    act = create(
        archive["ho-so"], "LegalAct", "act", title="Về đất", origin=Origin("typed"), document_type="quyet-dinh",
        signer="Trần Văn An", issued_date=PartialDate.parse("30/6/2016"), code_number="15", code_notation="QĐ-UBND",
    )  # fmt: skip
    work()
    archivist = person(portal, "archivist")
    for text in ("số:15/QĐ", "loại:qd", 'loại:"quyết định"', 'signer:"văn an"', "năm:2016", "ngày:6/2016", "đất số:15"):
        assert [hit.uid for hit in find(portal, text, user=archivist).hits] == [act.UID()], text
    inside = {hit.fields["title"] for hit in find(portal, 'hồ sơ:"đất đai"', user=archivist).hits}
    assert inside == EVERYTHING - {"Phông Ủy ban nhân dân"} | {"Về đất"}
