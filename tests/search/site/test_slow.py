"""The record of slow searches: bounded, for its owner alone, in the way of nobody."""

import stat
import threading

import pytest

from hoso.home import Home
from hoso.search.site import slow
from hoso.search.site.slow import KEPT, SlowSearch, slow_searches, timed


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("HOSO_HOME", str(tmp_path))
    home = Home.from_environment()
    home.make_folders()
    return home


@pytest.fixture
def search(monkeypatch):
    """``search(text, seconds)``: one that takes so long."""
    clock = [0.0]
    monkeypatch.setattr(slow.time, "monotonic", lambda: clock[0])

    def do(text, seconds, total=1):
        with timed(text, 2) as found:
            clock[0] += seconds
            found.append(total)

    return do


def test_only_slow_ones_are_kept_the_slowest_first(home, search):
    search("nhanh", 0.25)
    assert slow_searches(home) == [] and not list(home.run.iterdir())
    search("chậm", 1.0, total=7)
    search("rất chậm", 3.0)
    assert [(each.text, each.seconds, each.filters) for each in slow_searches(home)] == [
        ("rất chậm", 3.0, 2),
        ("chậm", 1.0, 2),
    ]
    assert slow_searches(home)[1].total == 7


def test_few_are_kept_each_of_bounded_length(home, search):
    for number in range(KEPT + 10):
        search("x" * 5_000, 1.0 + number)
    kept = slow_searches(home)
    assert len(kept) == KEPT
    assert kept[-1].seconds == 11.0
    assert max(len(each.text) for each in kept) == 200


def test_after_a_week_they_are_gone(home, search, monkeypatch):
    search("cũ", 1.0)
    (old,) = slow_searches(home)
    monkeypatch.setattr(slow.time, "time", lambda: old.at + 7 * 86_400 + 1)
    assert slow_searches(home) == []
    search("mới", 1.0)
    assert "cũ" not in (home.run / "slow-searches.json").read_text()


def test_only_the_owner_may_read_them(home, search):
    search("chậm", 1.0)
    assert {stat.S_IMODE(path.stat().st_mode) for path in home.run.iterdir()} == {0o600}


def test_a_file_that_cannot_be_written_or_understood_fails_no_search(home, search, caplog):
    (home.run / "slow-searches.json").write_text("{")
    search("chậm", 1.0)
    assert [each.text for each in slow_searches(home)] == ["chậm"]
    for path in home.run.iterdir():
        path.unlink()
    home.run.rmdir()
    home.run.write_text("not a folder")
    search("chậm", 1.0)
    assert "could not be noted" in caplog.text


def test_a_search_that_fails_fails_as_ever(home):
    with pytest.raises(LookupError), timed("x", 0):
        raise LookupError


def test_many_at_once_lose_none(home):
    def note(number):
        slow._note(home, SlowSearch(slow.time.time(), number, str(number), 0, 0))

    threads = [threading.Thread(target=note, args=(number,)) for number in range(KEPT)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {each.text for each in slow_searches(home)} == {str(number) for number in range(KEPT)}
