"""What the tests of records start from."""

import pytest
from plone.app.testing import TEST_USER_ID, setRoles

from hoso.record.create import create


@pytest.fixture
def portal(integration):
    """The site, used by somebody who may do everything but delete originals."""
    setRoles(integration["portal"], TEST_USER_ID, ["Contributor", "Editor", "Site Administrator"])
    return integration["portal"]


@pytest.fixture
def dossier(portal):
    """An empty dossier."""
    return create(portal, "Dossier", title="Hồ sơ giao đất")


@pytest.fixture
def document(dossier):
    """A document in the dossier that nobody described."""
    return create(dossier, "ArchivalDocument", title="1004-QĐ-UBND")
