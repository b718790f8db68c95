"""Each test has the sample archive under it, in a copy that is thrown away."""

from __future__ import annotations

import shutil
from types import SimpleNamespace

import pytest
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD
from plone.testing.zope import Browser
from pytest_plone import fixtures_factory
from sample import FUNCTIONAL, PASSWORD, build_index, clear, give_file, give_reading, pdf, read_page

from hoso.home import Home

globals().update(fixtures_factory(((FUNCTIONAL, "functional"),), keep_session=False))


@pytest.fixture
def index(functional):
    """``index(record, …)`` builds the search index of these records alone; no change waits to be indexed after that."""
    return lambda *records: build_index(functional["portal"], *records)


@pytest.fixture
def scanned(tmp_path):
    """``scanned(document, line, …)``: the document gets a further file, of one page with each line."""

    def give(document, *lines: str) -> None:
        give_file(document, pdf(len(lines)), "scanned.pdf")
        give_reading(document, tmp_path, *(read_page(number, line) for number, line in enumerate(lines, 1)))

    return give


@pytest.fixture
def password():
    """Everybody's password."""
    return PASSWORD


@pytest.fixture
def portal(functional):
    """The site, with an archivist, a member and somebody without a function, and the archive in it."""
    home = Home.from_environment()
    clear(home)
    shutil.copytree(functional["home"], home.path, dirs_exist_ok=True)
    return functional["portal"]


@pytest.fixture
def archive(portal, functional):
    """The records of the archive by name."""
    app = functional["app"]
    return SimpleNamespace(**{name: app.unrestrictedTraverse(path) for name, path in functional["paths"].items()})


@pytest.fixture
def browse(functional):
    """``browse("member")``: a browser in which that person is signed in; without a name nobody is."""

    def open_browser(name: str | None = None) -> Browser:
        browser = Browser(functional["app"])
        browser.handleErrors = True
        browser.raiseHttpErrors = False
        browser.followRedirects = False
        if name == "owner":
            browser.addHeader("Authorization", f"Basic {SITE_OWNER_NAME}:{SITE_OWNER_PASSWORD}")
        elif name:
            browser.addHeader("Authorization", f"Basic {name}:{PASSWORD}")
        return browser

    return open_browser
