"""The default profile on a real Plone site."""


def test_profile_is_installed_at_its_newest_version(portal):
    setup = portal.portal_setup
    assert setup.getLastVersionForProfile("hoso:default") == setup.getVersionForProfile("hoso:default")
