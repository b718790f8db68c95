"""A site whose index is kept up to date by the worker's own lanes, run in the test's thread."""

from contextlib import nullcontext

import pytest
import transaction
from plone import api
from plone.app.testing import TEST_USER_ID, setRoles

from hoso.access import assign, set_level
from hoso.home import Home
from hoso.jobs import Worker
from hoso.record.create import create
from hoso.record.origin import Origin
from hoso.search.choice import Choice, choose_next, take_over
from hoso.search.site.engine import engine, forget_engines


@pytest.fixture
def portal(functional, empty_index):
    """The site with a manager signed in, an archivist and a member, and an empty index."""
    portal = functional["portal"]
    setRoles(portal, TEST_USER_ID, ["Manager"])
    for name in ("archivist", "member"):
        api.user.create(username=name, password="Mat-khau-12", email=f"{name}@example.org")
        assign(name, name)
    transaction.commit()
    return portal


@pytest.fixture(params=["embedded", pytest.param("elasticsearch 8", marks=pytest.mark.server(8))])
def each_engine(request, portal):
    """The site on each of the engines, with an empty index."""
    if request.param == "embedded":
        yield
        return
    home = Home.from_environment()
    choose_next(home, Choice(request.getfixturevalue("server_settings")))
    take_over(home)
    engine().start_build()
    engine().finish_build()
    yield
    forget_engines()
    home.search_engine.unlink()


@pytest.fixture
def work(portal):
    """Commit, and do what that leaves to the lanes of search."""

    def do():
        transaction.commit()
        Worker(lambda: nullcontext(portal), Home.from_environment(), only=["building", "indexing", "rights"]).drain(10)

    return do


@pytest.fixture
def archive(portal, work):
    """A public fonds with an internal dossier in it, which holds one more document that is private."""
    fonds = create(portal, "Fonds", "phong", title="Phông Ủy ban nhân dân", origin=Origin("typed"))
    set_level(fonds, "public")
    dossier = create(fonds, "Dossier", "ho-so", title="Hồ sơ đất đai", origin=Origin("typed"), box="12")
    set_level(dossier, "internal")
    create(dossier, "ArchivalDocument", "giao-dat", title="Quyết định giao đất", origin=Origin("typed"))
    secret = create(dossier, "ArchivalDocument", "kin", title="Biên bản giao đất kín", origin=Origin("typed"))
    set_level(secret, "private")
    work()
    return fonds
