"""Tokens as virtual groups of the user folder."""

from plone import api
from Products.PlonePAS.interfaces.group import IGroupIntrospection
from Products.PluggableAuthService.interfaces.plugins import IGroupsPlugin

from hoso.access import visible_tokens
from hoso.access.install import install
from hoso.access.plugin import PLUGIN_ID
from hoso.access.token import is_token


def test_installing_twice_changes_nothing(portal):
    before = {each: portal.acl_users.plugins.listPluginIds(each) for each in (IGroupsPlugin, IGroupIntrospection)}
    install(portal)
    for interface, ids in before.items():
        assert portal.acl_users.plugins.listPluginIds(interface) == ids
        assert ids.count(PLUGIN_ID) == 1


def test_the_plugin_stands_behind_the_one_that_asks_group_by_group(portal):
    assert portal.acl_users.plugins.listPluginIds(IGroupsPlugin)[-1] == PLUGIN_ID


def test_tokens_stand_in_no_list_of_groups(portal):
    assert any(is_token(group) for group in portal.acl_users.getUserById("member").getGroups())
    assert not any(is_token(group.getId()) for group in portal.portal_groups.listGroups())
    assert not any(is_token(each["id"]) for each in portal.acl_users.searchGroups())
    assert not any(is_token(group) for group in portal.portal_groups.getGroupIds())


def test_a_token_can_be_looked_up_as_a_group(portal):
    for group in portal.acl_users.getUserById("member").getGroups():
        assert portal.portal_groups.getGroupById(group).getId() == group


def test_a_group_named_like_a_person_gives_its_members_nothing(portal):
    portal.portal_groups.addGroup("archivist-2")
    api.user.create(username="archivist-3", password="Mật-khẩu-thử-12", email="a3@example.org")
    from hoso.access.functions import Assignment, _store

    _store("archivist-2", (Assignment("archivist", "*", None, None),))
    portal.portal_groups.addPrincipalToGroup("archivist-3", "archivist-2")
    assert not any(is_token(group) for group in portal.acl_users.getUserById("archivist-3").getGroups())


def test_the_filter_of_a_search_holds_the_tokens(portal, act):
    act("anonymous")
    assert visible_tokens() == ["Anonymous"]
    act("member")
    assert "user:hoso:*:internal:read:*" in visible_tokens()
    assert "user:hoso:*:private:read:*" not in visible_tokens()
    assert visible_tokens() == visible_tokens(portal.acl_users.getUserById("member"))


def test_an_archivist_may_begin_records_in_the_site_and_a_member_may_not(portal, act):
    for name, may in (("archivist", True), ("member", False), ("anonymous", False)):
        act(name)
        assert bool(api.user.has_permission("Add portal content", obj=portal)) == may
        assert not api.user.has_permission("Modify portal content", obj=portal)
