"""The default profile on a real Plone site."""


def test_profile_is_installed_at_its_newest_version(portal):
    setup = portal.portal_setup
    installed = setup.getLastVersionForProfile("hoso:default")
    assert ".".join(installed) == setup.getVersionForProfile("hoso:default")
