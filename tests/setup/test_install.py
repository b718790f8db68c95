"""The default profile on a real Plone site."""


def test_profile_is_installed_at_its_newest_version(portal):
    setup = portal.portal_setup
    installed = setup.getLastVersionForProfile("hoso:default")
    assert ".".join(installed) == setup.getVersionForProfile("hoso:default")


def test_the_list_of_people_has_nothing_left_to_write(portal):
    roles = portal.acl_users.portal_role_manager
    assert set(portal.valid_roles()) - {"Anonymous", "Authenticated", "Owner"} <= set(roles.listRoleIds())
