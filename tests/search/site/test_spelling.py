"""What was meant, as far as the person may know it."""

import pytest
from plone import api

from hoso.record.create import create
from hoso.record.origin import Origin
from hoso.search.site import find, meant


@pytest.fixture
def person(portal, archive, work):
    """``person(name)``: the archivist or the member, with a document on complaints beside the others."""
    title = "Giải quyết khiếu nại về bồi thường"
    create(archive["ho-so"], "ArchivalDocument", "khieu-nai", title=title, origin=Origin("typed"))
    work()
    return lambda name: api.user.get(username=name).getUser()


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("quyet dinhh giao dat", "quyet dinh giao dat"),
        ("quyết đinhh giao đất", "quyết định giao đất"),
        ("khieu lai", "khieu nai"),
        ("khiếu lại", "khiếu nại"),
        ('"giai quyet khieu nqi"', '"giai quyet khieu nai"'),
        ("b0i thuong", "boi thuong"),
        ("boithuong", "boi thuong"),
        ("khieeu nai boi thuogn", "khieu nai boi thuong"),
        ("dinhh", "dinh"),
    ],
)
def test_one_mistake_is_put_right_in_the_way_it_was_typed(portal, person, typed, right):
    found = meant(portal, typed, user=person("member"))
    assert (found.text, found.total) == (right, 1)
    assert find(portal, found.text, user=person("member")).total == 1


@pytest.mark.parametrize(
    "typed",
    ["giao dat", "xyzzy", "", "15/2016/QĐ-UBND", "số:15", "khieu lai OR nai", "khieu -lai", "kh*", "a " * 20, "dat"],
)
def test_nothing_is_proposed_for_what_is_right_or_cannot_be_put_right(portal, person, typed):
    assert meant(portal, typed, user=person("member")) is None


def test_a_word_that_only_others_may_see_is_never_proposed(portal, person):
    assert meant(portal, "giao dat kim", user=person("archivist")).text == "giao dat kin"
    assert meant(portal, "bieen ban", user=person("archivist")).text == "bien ban"
    for typed in ("giao dat kim", "dat kinn", "kinn", "bieen ban", "dat kin giao"):
        found = meant(portal, typed, user=person("member"))
        assert found is None or "kin" not in found.text.split() and "bien" not in found.text.split(), typed


def test_only_what_is_within_the_container_counts(portal, person, archive):
    uid = archive["ho-so"].UID()
    assert meant(portal, "khieu lai", user=person("member"), within=uid).text == "khieu nai"
    assert meant(portal, "khieu lai", user=person("member"), within="another") is None
