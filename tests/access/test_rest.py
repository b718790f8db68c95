"""What comes out over HTTP: nothing of a record may appear to whoever may not see it."""

import json
from urllib.parse import quote

import pytest
import transaction
from plone.app.testing import TEST_USER_ID, setRoles

from hoso.access import revoke, set_level
from hoso.record.create import create

SECRET = "Tuyetmat7731"


@pytest.fixture
def site(functional_portal, make_people):
    setRoles(functional_portal, TEST_USER_ID, ["Manager"])
    make_people()
    dossier = create(functional_portal, "Dossier", "ho-so", title="Hồ sơ nội bộ")
    create(dossier, "ArchivalDocument", "thuong", title="Văn bản thường")
    hidden = create(dossier, "ArchivalDocument", "kin", title=SECRET, description=SECRET)
    set_level(hidden, "private")
    fonds = create(functional_portal, "Fonds", "phong", title=SECRET)
    set_level(fonds, "private")
    opened = create(fonds, "Dossier", "mo", title="Hồ sơ công khai")
    set_level(opened, "public")
    create(opened, "ArchivalDocument", "cong-khai", title="Văn bản công khai")
    transaction.commit()
    return functional_portal


@pytest.fixture
def ask(site, request_factory, password):
    """``ask("member", "/ho-so")``: the answer of the REST interface."""

    def ask(name, path, method="GET", **kwargs):
        session = request_factory(basic_auth=(name, password) if name else None)
        return session.request(method, path, **kwargs)

    return ask


SEEN = {None: "/phong/mo", "stranger": "/phong/mo", "member": "/ho-so"}
"""Person → a container they may see. For all of them ``/ho-so/kin`` and ``/phong`` are hidden."""


def test_a_hidden_record_does_not_answer(ask):
    services = ("", *(f"/@{name}" for name in ("breadcrumbs", "navigation", "types", "history", "workflow", "actions")))
    for name in SEEN:
        for path in ("/ho-so/kin", "/phong"):
            for service in (*services, "/@search", "/@sharing", "/@contextnavigation", "/breadcrumbs_view/breadcrumbs"):
                answer = ask(name, path + service)
                assert answer.status_code in (401, 403, 404), (name, path, service)
                assert SECRET not in answer.text, (name, path, service)


def test_nothing_of_hidden_records_appears_elsewhere(ask):
    by_type = [{"i": "portal_type", "o": "plone.app.querystring.operation.selection.any", "v": ["Fonds", "Dossier"]}]
    for name, seen in SEEN.items():
        for path in (
            "",
            f"/@search?SearchableText={SECRET[:-2]}*",
            "/@search?path.query=/plone&metadata_fields=_all",
            "/@search?portal_type=ArchivalDocument&fullobjects=1",
            "/@navigation?expand.navigation.depth=4",
            f"/@querystring-search?query={quote(json.dumps({'query': by_type}))}",
            seen,
            f"{seen}?fullobjects=1",
            f"{seen}?expand=breadcrumbs,navigation,actions,workflow,contextnavigation",
            f"{seen}/@breadcrumbs",
            f"{seen}/@contextnavigation",
            f"{seen}/@navigation",
        ):
            answer = ask(name, path)
            assert answer.status_code == 200, (name, path)
            assert SECRET not in answer.text, (name, path)


def test_the_same_is_there_for_the_archivist(ask):
    for path in (
        "/ho-so",
        "/@search?portal_type=ArchivalDocument",
        "/ho-so/kin",
        "/phong/mo/@breadcrumbs",
        "/phong/mo",
    ):
        assert SECRET in ask("archivist", path).text


def test_counts_leave_hidden_records_out(ask):
    assert ask("member", "/ho-so").json()["items_total"] == 1
    assert ask("archivist", "/ho-so").json()["items_total"] == 2
    assert ask("member", "/@search?portal_type=ArchivalDocument").json()["items_total"] == 2
    assert ask(None, "/@search?portal_type=ArchivalDocument").json()["items_total"] == 1


def test_changes_follow_the_table(ask):
    new = {"title": "Đã sửa"}
    assert ask("member", "/ho-so/thuong", "PATCH", json=new).status_code == 401
    # What a person may not see is not there for them.
    assert ask("plone-roles", "/ho-so/thuong", "PATCH", json=new).status_code == 404
    assert ask("archivist", "/ho-so/thuong", "PATCH", json=new).status_code == 204
    document = {"@type": "ArchivalDocument", "title": "Văn bản mới"}
    assert ask("member", "/ho-so", "POST", json=document).status_code == 401
    assert ask("archivist", "/ho-so", "POST", json=document).status_code == 201
    assert ask("archivist", "", "POST", json={"@type": "Fonds", "title": "Phông mới"}).status_code == 201
    assert ask("stranger", "", "POST", json={"@type": "Fonds", "title": "Phông lạ"}).status_code == 401


def test_whoever_makes_a_record_is_not_its_owner(site, ask):
    made = ask("archivist", "/ho-so", "POST", json={"@type": "ArchivalDocument", "title": "Của tôi"}).json()["@id"]
    revoke("archivist", "archivist")
    transaction.commit()
    path = made.removeprefix(site.absolute_url())
    assert ask("archivist", path).status_code == 404


def test_types_offered_follow_the_table(ask):
    def offered(name):
        return {each["title"] for each in ask(name, "/ho-so/@types").json() if each.get("addable")}

    assert offered("member") == set()
    assert len(offered("archivist")) == 3


def test_accounts_and_groups_are_described_without_fault(request_factory, site):
    administrator = request_factory(role="Manager")
    assert administrator.get("/@users/archivist").json()["id"] == "archivist"
    assert administrator.get("/@users").status_code == 200
    groups = administrator.get("/@groups")
    assert groups.status_code == 200
    assert "hoso:" not in groups.text


def test_nobody_is_offered_the_sharing_page(ask):
    for name in ("archivist", "member"):
        actions = ask(name, "/ho-so/@actions").json()
        assert "local_roles" not in {action["id"] for action in actions["object"]}
    assert ask("archivist", "/ho-so/@sharing").status_code == 403
