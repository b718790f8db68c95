"""The people of the tests, and a way to be one of them."""

from __future__ import annotations

import pytest
from plone import api
from plone.app.testing import TEST_USER_ID, login, logout, setRoles
from zope.annotation.interfaces import IAnnotations
from zope.component import getGlobalSiteManager

from hoso.access import assign
from hoso.record.interfaces import IRecordChanged

PEOPLE = {
    "archivist": ("archivist",),
    "member": ("member",),
    "stranger": (),
    "creator": (),
    "plone-roles": (),
}
"""Sign-in name → functions. ``creator`` owns all records, ``plone-roles`` has every role of Plone short of an
administrator's; neither has a function."""

PASSWORD = "Mat-khau-thu-12"


def _make_people() -> None:
    for name, functions in PEOPLE.items():
        api.user.create(username=name, password=PASSWORD, email=f"{name}@example.org")
        for function in functions:
            assign(name, function)
    api.user.grant_roles(username="plone-roles", roles=["Reader", "Editor", "Contributor", "Reviewer"])


class Act:
    """``act("member")``: what follows is asked by that person in a request of its own."""

    def __init__(self, portal):
        self.portal = portal

    def __call__(self, name: str | None) -> None:
        IAnnotations(self.portal.REQUEST).clear()  # where borg.localrole remembers answers for one request
        if name is None or name == "anonymous":
            logout()
        elif name in ("Manager", "Site Administrator"):
            login(self.portal, "test-user")
            setRoles(self.portal, TEST_USER_ID, [name])
            login(self.portal, "test-user")
        else:
            login(self.portal, name)


@pytest.fixture
def record_changes():
    """The changes of records told while the test runs, as (UID, reason, subtree)."""
    told = []

    def listen(event):
        told.append((event.uid, event.reason, event.subtree))

    manager = getGlobalSiteManager()
    manager.registerHandler(listen, (IRecordChanged,))
    yield told
    manager.unregisterHandler(listen, (IRecordChanged,))


@pytest.fixture
def portal(integration):
    """The site with its people, used by an administrator."""
    portal = integration["portal"]
    setRoles(portal, TEST_USER_ID, ["Manager"])
    _make_people()
    return portal


@pytest.fixture
def make_people():
    """Makes the people in the current site."""
    return _make_people


@pytest.fixture
def password():
    """The password of all of them."""
    return PASSWORD


@pytest.fixture
def act(portal):
    return Act(portal)
