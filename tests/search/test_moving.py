"""An index moves from one engine to another while search goes on; here both are of the kind that needs no server."""

import pytest

from hoso.query import parse
from hoso.search import EngineAway, EntryRefused, IndexMissing, Request
from hoso.search.engines.embedded import EmbeddedEngine
from hoso.search.moving import MovingEngine


class Fragile(EmbeddedEngine):
    """An engine whose writes can be made to fail."""

    error = None

    def write(self, entries):
        if self.error:
            raise self.error
        super().write(entries)


@pytest.fixture
def engines(tmp_path, entry):
    live, target = Fragile(tmp_path / "old"), Fragile(tmp_path / "new")
    live.start_build()
    live.fill([entry("a", title="Hồ sơ"), entry("b", title="Hồ sơ")])
    live.finish_build()
    yield live, target
    live.close()
    target.close()


def uids(engine):
    return [uid for uid, _ in engine.revisions()]


def test_the_old_engine_answers_until_the_new_one_is_complete(engines, entry):
    live, target = engines
    moved = []
    moving = MovingEngine(live, target, lambda: moved.append(uids(target)))
    moving.start_build()
    moving.fill([entry("a", title="Hồ sơ"), entry("b", title="Hồ sơ")])
    moving.write([entry("c")])
    moving.delete(["b"])
    moving.fill([entry("b", title="Hồ sơ")])
    assert uids(moving) == ["a", "c"]
    with pytest.raises(IndexMissing):
        target.counts()
    moving.finish_build()
    assert moved == [["a", "c"]]
    moving.write([entry("d")])
    assert uids(moving) == uids(target) == ["a", "c", "d"]
    assert uids(live) == ["a", "c"]
    moving.remove()
    with pytest.raises(IndexMissing):
        live.counts()
    assert moving.find(Request(query=parse("hồ sơ"), tokens=["staff"])).total == 1


def test_a_target_that_fails_fails_the_build_and_no_write(engines, entry):
    live, target = engines
    moving = MovingEngine(live, target, lambda: pytest.fail("taken over"))
    moving.start_build()
    target.error = EngineAway("gone")
    moving.write([entry("c")])
    assert uids(moving) == ["a", "b", "c"]
    target.error = None
    with pytest.raises(EngineAway):
        moving.fill([entry("a")])
    with pytest.raises(EngineAway):
        moving.finish_build()
    moving.abandon_build()
    moving.write([entry("d")])
    assert uids(live) == ["a", "b", "c", "d"]


def test_what_the_target_refuses_is_written_to_the_live_one_and_said(engines, entry):
    live, target = engines
    moving = MovingEngine(live, target, lambda: None)
    moving.start_build()
    target.error = EntryRefused("too large")
    with pytest.raises(EntryRefused):
        moving.write([entry("c")])
    assert uids(live) == ["a", "b", "c"]
    target.error = None
    moving.fill([entry("a")])
    moving.finish_build()
    assert uids(moving) == ["a"]


def test_one_may_move_away_from_an_engine_that_is_gone(engines, entry):
    live, target = engines
    live.error = EngineAway("gone for good")
    moving = MovingEngine(live, target, lambda: None)
    moving.start_build()
    moving.fill([entry("a")])
    with pytest.raises(EngineAway):
        moving.write([entry("c")])
    moving.finish_build()
    assert uids(moving) == ["a", "c"]
