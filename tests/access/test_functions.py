"""Functions of people: given, ended and taken without a touch of any record."""

from datetime import date, timedelta

import pytest
from plone import api
from Products.CMFPlone.CatalogTool import CatalogTool

from hoso.access import UnknownFunction, UnknownPerson, WrongPeriod, assign, functions_of, may_view, revoke, set_level
from hoso.access import functions as module
from hoso.access.functions import Assignment, assignments
from hoso.record.create import create

TODAY = date.today()
DAY = timedelta(days=1)


@pytest.fixture
def dossier(portal):
    return create(portal, "Dossier", title="Hồ sơ nội bộ")


@pytest.fixture
def no_reindexing(portal, monkeypatch):
    """From here on nothing may enter the catalog."""
    portal.portal_catalog.searchResults()  # works off what waits

    def refuse(*args, **kwargs):
        raise AssertionError("a record was indexed")

    monkeypatch.setattr(CatalogTool, "catalog_object", refuse)


def sees(portal, act, name, record) -> bool:
    act(name)
    found = bool(portal.portal_catalog.searchResults(UID=record.UID()))
    assert found == bool(api.user.has_permission("View", obj=record)) == may_view(None, record)
    return found


def test_granting_and_revoking_hold_at_once(portal, act, dossier, no_reindexing):
    assert not sees(portal, act, "stranger", dossier)
    assign("stranger", "member")
    assert sees(portal, act, "stranger", dossier)
    revoke("stranger", "member")
    assert not sees(portal, act, "stranger", dossier)


@pytest.mark.parametrize(
    ("first", "last", "holds"),
    [
        (None, TODAY - DAY, False),
        (None, TODAY, True),
        (TODAY, TODAY, True),
        (TODAY + DAY, None, False),
        (TODAY - DAY, TODAY + DAY, True),
    ],
)
def test_a_function_holds_from_its_first_to_its_last_day(portal, act, dossier, no_reindexing, first, last, holds):
    assign("stranger", "member", from_=first, to=last)
    assert bool(functions_of("stranger")) == holds
    assert sees(portal, act, "stranger", dossier) == holds


def test_a_function_ends_by_itself(portal, act, dossier, no_reindexing, monkeypatch):
    assign("stranger", "member", to=TODAY)
    assert sees(portal, act, "stranger", dossier)

    class Tomorrow(date):
        @classmethod
        def today(cls):
            return TODAY + DAY

    monkeypatch.setattr(module, "date", Tomorrow)
    assert not sees(portal, act, "stranger", dossier)


def test_assigning_again_changes_the_period(portal):
    assign("stranger", "member", from_=TODAY)
    assign("stranger", "member", to=TODAY + DAY)
    assert assignments("stranger") == (Assignment("member", "*", None, TODAY + DAY),)


def test_a_function_in_one_department_gives_nothing_on_a_record_that_names_none(portal, act, dossier):
    assign("stranger", "member", department="stnmt")
    assert not sees(portal, act, "stranger", dossier)
    revoke("stranger", "member", department="stnmt")
    assert assignments("stranger") == ()


def test_what_is_refused(portal):
    with pytest.raises(UnknownFunction, match="archivist, member"):
        assign("stranger", "king")
    with pytest.raises(UnknownFunction):
        assign("stranger", "anonymous")
    with pytest.raises(UnknownPerson, match="nobody"):
        assign("nobody", "member")
    with pytest.raises(WrongPeriod):
        assign("stranger", "member", from_=TODAY, to=TODAY - DAY)
    assert assignments("stranger") == ()


def test_whoever_gets_the_id_of_a_deleted_account_has_no_function(portal, act, dossier):
    api.user.delete(username="archivist")
    api.user.create(username="archivist", password="Khác-người-34", email="khac@example.org")
    assert not sees(portal, act, "archivist", dossier)


def test_taking_a_function_from_an_archivist_leaves_nothing(portal, act, dossier):
    set_level(dossier, "private")
    assert sees(portal, act, "archivist", dossier)
    revoke("archivist", "archivist")
    assert not sees(portal, act, "archivist", dossier)
