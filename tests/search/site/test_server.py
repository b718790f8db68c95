"""A site whose index stands on a server: moving there and back, and a server that goes away."""

from contextlib import nullcontext
from dataclasses import replace

import pytest
import transaction

from hoso.archive.condition import condition
from hoso.archive.verify import verify
from hoso.home import Home
from hoso.jobs import Worker, counts
from hoso.record.create import create
from hoso.record.origin import Origin, set_value
from hoso.search import EngineAway
from hoso.search.choice import Choice, choose_next, chosen, next_choice, take_over
from hoso.search.engines.elastic import breaker
from hoso.search.site import building, differences, engine, entries, find, indexing, request_build
from hoso.search.site.engine import forget_engines

pytestmark = pytest.mark.server(8)


@pytest.fixture(autouse=True)
def soon(monkeypatch):
    """Nobody waits for long before they try again."""
    monkeypatch.setattr(indexing, "_AWAY_SECONDS", 0.05)
    monkeypatch.setattr(building, "_AWAY_SECONDS", 0.05)
    monkeypatch.setattr(building, "_ANSWERING_SECONDS", 0.0)
    monkeypatch.setattr(breaker.Breaker.__init__, "__defaults__", (0.0,))
    yield
    home = Home.from_environment()
    forget_engines()
    home.search_engine.unlink(missing_ok=True)
    home.next_search_engine.unlink(missing_ok=True)


@pytest.fixture
def choose(server_settings, line):
    """Use the server, over a line that can be cut, as a site that has moved there does."""
    choice = Choice(replace(server_settings, addresses=(line.address,)))

    def choose():
        home = Home.from_environment()
        choose_next(home, choice)
        take_over(home)

    choose.choice = choice
    return choose


@pytest.fixture
def work(portal):
    """As ``work`` of the other tests, but whoever waits for a server waits only a moment."""

    def do():
        transaction.commit()
        Worker(lambda: nullcontext(portal), Home.from_environment(), only=["building", "indexing"]).drain(0.3)

    return do


def titles(portal, text):
    return sorted(hit.fields["title"] for hit in find(portal, text).hits)


def waiting(portal):
    lanes = counts(portal._p_jar.root())
    return sum(lanes[name].waiting for name in ("indexing", "building") if name in lanes)


def test_moving_there_and_back(portal, archive, work, choose):
    home = Home.from_environment()
    assert engine().about().kind == "tantivy"
    for choice, kind in ((choose.choice, "elasticsearch"), (Choice(), "tantivy")):
        before = titles(portal, "giao")
        choose_next(home, choice)
        assert titles(portal, "giao") == before
        request_build(portal)
        work()
        assert (chosen(home), next_choice(home)) == (choice, None)
        assert condition(home, portal).index.about.kind == kind
        assert titles(portal, "giao") == before
        create(archive["ho-so"], "ArchivalDocument", kind, title=f"Giao {kind}", origin=Origin("typed"))
        work()
        assert f"Giao {kind}" in titles(portal, "giao")
        assert not differences(portal)
        assert bool(list(home.search.glob("documents-*"))) == (kind == "tantivy")


def test_a_move_that_finds_its_server_away_waits_and_search_goes_on(portal, archive, work, choose, line):
    home = Home.from_environment()
    before = titles(portal, "giao")
    choose_next(home, choose.choice)
    request_build(portal)
    for left in (0, 3, 6, 9):
        line.cut(left)
        try:
            work()
        finally:
            line.mend()
        if next_choice(home) is None:
            break
        set_value(archive["ho-so"]["giao-dat"], "title", f"Quyết định giao đất {left}", Origin("typed"))
        before = [title for title in before if not title.startswith("Quyết định")]
        before = sorted([*before, f"Quyết định giao đất {left}"])
    work()
    assert next_choice(home) is None
    assert engine().about().kind == "elasticsearch"
    assert titles(portal, "giao") == before
    assert not differences(portal)


def test_a_server_that_goes_away_fails_no_save_and_loses_nothing(portal, choose, archive, work, line):
    choose()
    request_build(portal)
    work()
    assert not differences(portal)
    line.cut()
    for number in range(6):
        create(archive["ho-so"], "ArchivalDocument", f"d{number}", title=f"Giao {number}", origin=Origin("typed"))
        transaction.commit()
    set_value(archive["ho-so"], "title", "Hồ sơ mới", Origin("typed"))
    archive["ho-so"].manage_delObjects(["giao-dat"])
    work()
    assert waiting(portal) >= 6
    with pytest.raises(EngineAway, match="không trả lời"):
        find(portal, "giao")
    now = condition(Home.from_environment(), portal)
    assert (now.index.about, now.index.remedy) == (None, "hoso search-engine")
    kinds = [finding.kind for finding in verified(portal).findings]
    assert kinds == ["index_away"]
    line.mend()
    work()
    assert waiting(portal) == 0
    assert not differences(portal)
    assert {"Giao 0", "Giao 5"} <= set(titles(portal, "giao"))
    assert "Quyết định giao đất" not in titles(portal, "giao")
    assert verified(portal).findings == []


@pytest.mark.parametrize("swallow", [False, True], ids=["request lost", "answer lost"])
def test_a_line_that_breaks_again_and_again_loses_nothing(portal, choose, archive, work, line, swallow):
    choose()
    request_build(portal)
    work()
    for left in range(0, 14, 2):
        line.cut(left, swallow=swallow)
        create(archive["ho-so"], "ArchivalDocument", f"d{left}", title=f"Giao {left}", origin=Origin("typed"))
        if left % 4 == 0:
            request_build(portal)
        work()
    line.mend()
    work()
    assert waiting(portal) == 0
    assert not differences(portal)
    assert "Giao 12" in titles(portal, "giao")


def test_a_refused_record_is_parked_and_holds_up_nothing(portal, choose, archive, work, monkeypatch):
    def entry_of(obj):
        entry = entries.entry_of(obj)
        # No value of the server's can be so long.
        return replace(entry, authority="x" * 40_000) if obj.title == "Dài" else entry

    for module in (building, indexing):
        monkeypatch.setattr(module, "entry_of", entry_of)
    choose()
    create(archive, "Dossier", "dai", title="Dài", origin=Origin("typed"))
    create(archive, "Dossier", "khac", title="Hồ sơ khác", origin=Origin("typed"))
    request_build(portal)
    work()
    assert "Hồ sơ khác" in titles(portal, "khác")
    lane = counts(portal._p_jar.root())["indexing"]
    assert lane.parked + lane.waiting == 1, "it waits for its next attempts, then it is parked"


def verified(portal):
    return verify(lambda: nullcontext(portal), repair=False)
