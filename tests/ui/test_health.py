"""The page for monitoring."""

from __future__ import annotations

import json

import pytest

from hoso.home import Home
from hoso.jobs.presence import presence
from hoso.search.site.engine import forget_engines


@pytest.mark.parametrize("place", ["app", "portal"])
def test_health_tells_whether_work_goes_on(functional, portal, index, browse, place):
    index()
    address = functional["app"].absolute_url() if place == "app" else portal.absolute_url()
    browser = browse()
    browser.open(f"{address}/hoso-health")
    answer = json.loads(browser.contents)
    assert browser.headers["Status"].startswith("200")
    assert answer["status"] == "degraded"
    assert (answer["storage"], answer["engine"], answer["worker"]) == ("ok", "ok", "down")
    with presence(Home.from_environment()):
        browser.open(f"{address}/hoso-health")
        assert json.loads(browser.contents)["status"] == "ok"


def test_health_without_an_index_is_degraded(portal, browse):
    home = Home.from_environment()
    kept = home.search.rename(home.path / "search-kept") if home.search.exists() else None
    forget_engines()
    try:
        browser = browse()
        with presence(home):
            browser.open(f"{portal.absolute_url()}/hoso-health")
    finally:
        if kept:
            kept.rename(home.search)
        forget_engines()
    answer = json.loads(browser.contents)
    assert browser.headers["Status"].startswith("200")
    assert (answer["status"], answer["engine"]) == ("degraded", "down")


def test_health_without_storage_is_503(functional, portal, browse, monkeypatch):
    from ZODB.POSException import StorageError

    def gone(*args, **kw):
        raise StorageError("gone")

    monkeypatch.setattr(type(functional["app"]._p_jar.db()), "history", gone)
    browser = browse()
    browser.open(f"{portal.absolute_url()}/hoso-health")
    assert browser.headers["Status"].startswith("503")
    assert json.loads(browser.contents)["storage"] == "down"
    assert "gone" not in str(browser.contents)
