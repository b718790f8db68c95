"""Catalog entries below a record whose level changed."""

import threading
from contextlib import contextmanager

import pytest
import transaction
from plone.app.testing import TEST_USER_ID, setRoles
from Products.CMFPlone.CatalogTool import CatalogTool
from zope.component.hooks import getSite, setSite

from hoso.access import set_level, subtree, tokens
from hoso.home import Home
from hoso.jobs import JobContext, counts
from hoso.jobs.entry import new_entry
from hoso.record.create import create


def indexed(portal, record) -> list[str]:
    catalog = portal.portal_catalog
    rid = catalog.getrid("/".join(record.getPhysicalPath()))
    return sorted(catalog.getIndexDataForRID(rid)["allowedRolesAndUsers"])


@pytest.fixture
def context(functional_portal):
    """What a worker gives to the job: the site on connections of their own."""
    database = functional_portal._p_jar.db()

    @contextmanager
    def enter():
        connection = database.open()
        before = getSite()
        try:
            site = connection.root()["Application"][functional_portal.getId()]
            setSite(site)
            yield site
        finally:
            setSite(before)
            connection.close()

    return JobContext(Home.from_environment(), enter, threading.Event(), lambda: True)


@pytest.fixture
def large(functional_portal):
    """A dossier with 300 documents and a dossier inside with one more."""
    setRoles(functional_portal, TEST_USER_ID, ["Manager"])
    dossier = create(functional_portal, "Dossier", title="Hồ sơ lớn")
    for number in range(300):
        create(dossier, "ArchivalDocument", f"vb-{number:03}", title=f"Văn bản {number}")
    inner = create(dossier, "Dossier", "trong", title="Hồ sơ bên trong")
    create(inner, "ArchivalDocument", "vb", title="Văn bản bên trong")
    transaction.commit()
    return dossier


def below(dossier):
    return [*dossier.values(), *dossier["trong"].values()]


def test_a_large_dossier_is_renewed_by_the_job(functional_portal, context, large):
    set_level(large, "public")
    transaction.commit()
    assert counts(functional_portal._p_jar.root())["rights"].waiting == 1
    assert indexed(functional_portal, large) == ["Anonymous"]
    late = [record for record in below(large) if indexed(functional_portal, record) != tokens(record)]
    assert len(late) == 302
    subtree.renew_below(context, [new_entry("rights", large.UID())])
    transaction.begin()
    assert [record for record in below(large) if indexed(functional_portal, record) != ["Anonymous"]] == []


def test_a_job_that_was_killed_goes_on_where_it_was(functional_portal, context, monkeypatch):
    setRoles(functional_portal, TEST_USER_ID, ["Manager"])
    monkeypatch.setattr(subtree, "AT_ONCE", 2)
    monkeypatch.setattr(subtree, "_BATCH", 3)
    dossier = create(functional_portal, "Dossier", title="Hồ sơ")
    documents = [create(dossier, "ArchivalDocument", f"vb-{number}", title="Văn bản") for number in range(8)]
    transaction.commit()
    set_level(dossier, "public")
    transaction.commit()

    def renewed():
        transaction.begin()
        return [document.getId() for document in documents if indexed(functional_portal, document) == ["Anonymous"]]

    class Killed(BaseException):
        pass

    def die():
        raise Killed

    dying = JobContext(context.home, context.enter, context.stopping, die)
    with pytest.raises(Killed):
        subtree.renew_below(dying, [new_entry("rights", dossier.UID())])
    assert renewed() == ["vb-0", "vb-1", "vb-2"]

    written = []
    catalog_object = CatalogTool.catalog_object

    def counted(catalog, record, *args, **kwargs):
        written.append(record.getId())
        return catalog_object(catalog, record, *args, **kwargs)

    monkeypatch.setattr(CatalogTool, "catalog_object", counted)
    subtree.renew_below(context, [new_entry("rights", dossier.UID())])
    assert written == ["vb-3", "vb-4", "vb-5", "vb-6", "vb-7"]
    assert len(renewed()) == 8


def test_a_small_dossier_is_renewed_at_once(portal):
    dossier = create(portal, "Dossier", title="Hồ sơ nhỏ")
    inner = create(dossier, "Dossier", title="Hồ sơ bên trong")
    document = create(inner, "ArchivalDocument", title="Văn bản")
    portal.portal_catalog.searchResults()
    set_level(dossier, "public")
    portal.portal_catalog.searchResults()
    assert indexed(portal, inner) == indexed(portal, document) == ["Anonymous"]
    assert counts(portal._p_jar.root()).get("rights") is None


def test_what_chooses_its_own_level_is_left_out(portal):
    fonds = create(portal, "Fonds", title="Phông")
    own = create(fonds, "Dossier", title="Hồ sơ tự chọn")
    set_level(own, "private")
    create(own, "ArchivalDocument", title="Văn bản")
    following = create(fonds, "Dossier", title="Hồ sơ theo phông")
    bounded = create(following, "Dossier", title="Hồ sơ bên trong")
    set_level(bounded, "private")
    assert {record.UID() for record in subtree._dependent(fonds)} == {following.UID(), bounded.UID()}


def test_a_record_that_is_gone_by_now_ends_the_job(context):
    subtree.renew_below(context, [new_entry("rights", "0" * 32)])
