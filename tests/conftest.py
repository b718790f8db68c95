"""The Plone site of the integration tests: made once, each test on a copy that is thrown away."""

import os
import shutil
import tempfile
import time

# Zope's time zone and the instance's folder must be there before anything of Zope is imported.
os.environ.setdefault("TZ", "Asia/Ho_Chi_Minh")
time.tzset()
os.environ.setdefault("OMP_THREAD_LIMIT", "1")
os.environ.setdefault("zope_i18n_compile_mo_files", "true")
os.environ.setdefault("zope_i18n_allowed_languages", "vi en")
_NO_SERVER = "needs a server of Elasticsearch"
_home = tempfile.TemporaryDirectory(prefix="hoso-")
os.environ["HOSO_HOME"] = _home.name

import hypothesis  # noqa: E402
import pytest  # noqa: E402
from pytest_plone import fixtures_factory  # noqa: E402

from hoso.home import Home  # noqa: E402
from hoso.search.site.engine import engine, forget_engines  # noqa: E402
from hoso.testing import FUNCTIONAL, INTEGRATION  # noqa: E402

# keep_session adds an autouse fixture that would start Plone for the pure tests too; the hook below asks for the
# session's layer only where a test uses it.
globals().update(fixtures_factory(((FUNCTIONAL, "functional"), (INTEGRATION, "integration")), keep_session=False))


# What is tried once must not fail at the next try: the long rounds, and pytest by itself, look for what is new.
hypothesis.settings.register_profile("repeatable", derandomize=True)


@pytest.fixture
def empty_index():
    """A search index in which nothing is, whatever tests before left."""
    home = Home.from_environment()
    forget_engines()
    shutil.rmtree(home.search, ignore_errors=True)
    home.search.mkdir(parents=True)
    engine().start_build()
    engine().finish_build()


def pytest_make_parametrize_id(val):
    """Long bytes have no name: some are encrypted, and so other ones in each process that shares the work."""
    return "bytes" if isinstance(val, bytes) and len(val) > 40 else None


# First, so that the groups are there when the work is shared out.
@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Keep a layer for the whole session as soon as one test needs it, and mark those tests ``plone``.

    Where processes share the work, one takes the tests that stop, fill and wipe a running instance, one those that look
    at its screens, one those of a search server; else a file's tests stay together.
    """
    for item in items:
        server = item.get_closest_marker("server")
        on_instance = "screens" if item.get_closest_marker("screens") else "instance"
        shared = on_instance if "instance" in item.fixturenames else "server" if server else str(item.path)
        item.add_marker(pytest.mark.xdist_group(shared))
        if server and not os.environ.get(f"HOSO_ELASTICSEARCH_{server.args[0]}"):
            item.add_marker(pytest.mark.skip(reason=f"{_NO_SERVER} {server.args[0]}"))
        for layer in ("integration", "functional"):
            if layer in item.fixturenames:
                item.fixturenames.insert(0, f"{layer}_session")
                item.add_marker("plone")


def pytest_terminal_summary(terminalreporter):
    """Say which tests were left out because no search server runs, and what brings them back."""
    reasons = [str(report.longrepr) for report in terminalreporter.stats.get("skipped", ())]
    for major, command in ((8, "scripts/test"), (9, "scripts/test deep")):
        left_out = sum(f"{_NO_SERVER} {major}" in reason for reason in reasons)
        if left_out:
            terminalreporter.write_line(
                f"{left_out} tests on a server of Elasticsearch {major} were left out. They run with: {command}",
                yellow=True,
            )
