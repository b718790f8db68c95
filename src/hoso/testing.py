"""Test layers: a Plone site with the default profile of Hoso. ``HOSO_HOME`` must name a folder of the test run."""

from plone.app.testing import FunctionalTesting, IntegrationTesting, PloneSandboxLayer, applyProfile
from plone.app.testing.layers import PLONE_FIXTURE
from plone.testing.zope import WSGI_SERVER_FIXTURE

from hoso.home import Home


class HosoLayer(PloneSandboxLayer):
    """A Plone site with the default profile of Hoso."""

    defaultBases = (PLONE_FIXTURE,)

    def setUpZope(self, app, configurationContext):
        import hoso

        Home.from_environment().make_folders()
        self.loadZCML(package=hoso)

    def setUpPloneSite(self, portal):
        applyProfile(portal, "hoso:default")


FIXTURE = HosoLayer()
INTEGRATION = IntegrationTesting(bases=(FIXTURE,), name="Hoso:Integration")
FUNCTIONAL = FunctionalTesting(bases=(FIXTURE, WSGI_SERVER_FIXTURE), name="Hoso:Functional")
