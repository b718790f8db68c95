"""The Plone site of the integration tests: made once, each test on a copy that is thrown away."""

import os
import tempfile

# Zope's time zone and the instance's folder must be there before anything of Zope is imported.
os.environ.setdefault("TZ", "Asia/Ho_Chi_Minh")
os.environ.setdefault("OMP_THREAD_LIMIT", "1")
os.environ.setdefault("zope_i18n_compile_mo_files", "true")
_home = tempfile.TemporaryDirectory(prefix="hoso-")
os.environ["HOSO_HOME"] = _home.name

from pytest_plone import fixtures_factory  # noqa: E402

from hoso.testing import FUNCTIONAL, INTEGRATION  # noqa: E402

# keep_session adds an autouse fixture that would start Plone for the pure tests too; the hook below asks for the
# session's layer only where a test uses it.
globals().update(
    fixtures_factory(((FUNCTIONAL, "functional"), (INTEGRATION, "integration")), keep_session=False)
)


def pytest_collection_modifyitems(items):
    """Keep a layer for the whole session as soon as one test needs it, and mark those tests ``plone``."""
    for item in items:
        for layer in ("integration", "functional"):
            if layer in item.fixturenames:
                item.fixturenames.insert(0, f"{layer}_session")
                item.add_marker("plone")
