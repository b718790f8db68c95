"""The elastic engine's own duties: what stands on the server, what it refuses, and a line that breaks."""

from dataclasses import replace

import pytest
from elasticsearch import Elasticsearch

from hoso.query import parse
from hoso.search import (
    EngineAway,
    EntryRefused,
    IndexDamaged,
    IndexMissing,
    IndexOutdated,
    Request,
    TryLater,
)
from hoso.search.engines.elastic import ElasticEngine, Server
from hoso.search.engines.elastic.breaker import Breaker
from hoso.search.engines.elastic.generations import Generations
from hoso.search.engines.elastic.mapping import to_document
from hoso.search.engines.elastic.writing import Operation, _bulk

pytestmark = pytest.mark.server(8)

ASKED = Request(query=parse("hồ sơ"), tokens=["staff"])


@pytest.fixture
def client(server_settings):
    with Elasticsearch(list(server_settings.addresses)) as client:
        yield client


@pytest.fixture
def engine(server_settings, entry):
    """An engine whose live generation holds one record of two pages."""
    engine = ElasticEngine(server_settings)
    engine.start_build()
    engine.fill([entry("a", title="Hồ sơ", pages=["hồ sơ một", "hồ sơ hai"])])
    engine.finish_build()
    yield engine
    engine.close()


def indexes(client, settings):
    return sorted(client.indices.get(index=f"{settings.name}-*"))


def page_count(client, settings):
    client.indices.refresh(index=f"{settings.name}-pages-*")
    return client.count(index=f"{settings.name}-pages-*")["count"]


def test_without_an_index_nothing_is_answered(client, server_settings, entry):
    engine = ElasticEngine(server_settings)
    for ask in (lambda: engine.find(ASKED), engine.counts, lambda: list(engine.revisions()), lambda: engine.write([])):
        with pytest.raises(IndexMissing, match="hoso reindex"):
            ask()
    with pytest.raises(IndexMissing):
        engine.write([entry("a")])
    assert indexes(client, server_settings) == [], "a write makes no index"
    engine.close()


def test_while_the_first_index_is_built_writes_go_there(server_settings, entry):
    engine = ElasticEngine(server_settings)
    engine.start_build()
    engine.write([entry("a", title="Hồ sơ")])
    with pytest.raises(IndexMissing):
        engine.find(ASKED)
    engine.finish_build()
    assert engine.find(ASKED).total == 1
    engine.close()


def test_the_old_generation_and_unfinished_ones_are_removed(engine, client, server_settings):
    name = server_settings.name
    assert indexes(client, server_settings) == [f"{name}-documents-1", f"{name}-pages-1"]
    engine.start_build()
    assert len(indexes(client, server_settings)) == 4
    # Another process that knows nothing of it begins anew.
    other = ElasticEngine(server_settings)
    other.start_build()
    assert len(indexes(client, server_settings)) == 4
    other.finish_build()
    assert indexes(client, server_settings) == [f"{name}-documents-2", f"{name}-pages-2"]
    other.remove()
    assert indexes(client, server_settings) == []
    other.close()


def test_another_site_on_the_same_server_is_left_alone(engine, client, server_settings, entry):
    other = ElasticEngine(replace(server_settings, name=server_settings.name + "_b"))
    other.start_build()
    other.finish_build()
    engine.start_build()
    engine.finish_build()
    engine.remove()
    assert other.counts().documents == 0
    other.remove()
    other.close()


def test_a_damaged_index_is_said_and_can_be_rebuilt(engine, client, server_settings, entry):
    client.indices.delete(index=f"{server_settings.name}-pages-1")
    for ask in (lambda: engine.find(ASKED), engine.counts, lambda: engine.write([entry("b")])):
        with pytest.raises(IndexDamaged, match="bị hỏng"):
            ask()
    engine.start_build()
    engine.fill([entry("a", title="Hồ sơ")])
    engine.finish_build()
    assert engine.find(ASKED).total == 1


def test_an_index_of_another_version_is_said_and_can_be_rebuilt(engine, client, server_settings, entry):
    live = Generations(Server(server_settings)).live
    for index, alias in zip(indexes(client, server_settings), live, strict=True):
        actions = [{"remove": {"index": index, "alias": alias}}, {"add": {"index": index, "alias": f"{alias}9"}}]
        client.indices.update_aliases(actions=actions)
    with pytest.raises(IndexOutdated, match="phiên bản cũ"):
        engine.find(ASKED)
    engine.start_build()
    engine.write([entry("a", title="Hồ sơ")])
    engine.finish_build()
    assert engine.find(ASKED).total == 1
    assert engine.about().generation == 2


def test_the_server_itself_refuses_what_comes_late(engine, server_settings, entry):
    server, live = Server(server_settings), Generations(Server(server_settings)).live
    engine.write([entry("a", revision=7, title="mới")])
    old = to_document(entry("a", revision=6, title="cũ"))
    assert _bulk(server, live.documents, [Operation("a", 6, old.record)]) == {"a"}
    engine.delete(["a"])
    assert _bulk(server, live.documents, [Operation("a", 6, old.record)]) == {"a"}, "not even after a deletion"
    engine.write([entry("a", revision=7, title="khôi phục")])
    assert list(engine.revisions()) == [("a", 7)]


def test_fields_that_nobody_declared_are_refused(engine, server_settings):
    server, live = Server(server_settings), Generations(Server(server_settings)).live
    with pytest.raises(EntryRefused) as raised:
        _bulk(server, live.documents, [Operation("b", 1, b'{"uid": "b", "surprise": 1}')])
    assert "strict" in raised.value.detail


def test_a_refused_entry_is_said_and_the_others_can_be_written(engine, entry):
    bad = entry("bad", authority="x" * 40_000)
    with pytest.raises(EntryRefused, match="không nhận"):
        engine.write([entry("good", title="Hồ sơ"), bad])
    engine.write([entry("good", title="Hồ sơ")])
    assert [uid for uid, _ in engine.revisions()] == ["a", "good"]


def test_pages_that_did_not_change_are_not_sent_again_and_old_ones_go(engine, client, server_settings, entry):
    def numbers():
        client.indices.refresh(index=f"{server_settings.name}-pages-1")
        found = client.search(index=f"{server_settings.name}-pages-1", seq_no_primary_term=True, size=10)
        return {hit["_id"]: hit["_seq_no"] for hit in found["hits"]["hits"]}

    before = numbers()
    engine.write([entry("a", revision=2, title="Đổi tên", pages=["hồ sơ một", "hồ sơ hai"])])
    assert numbers() == before
    engine.write([entry("a", revision=3, title="Đổi tên", pages=["một trang"])])
    assert page_count(client, server_settings) == 1
    assert engine.pages_with_hits("a", parse("trang")) == [1]
    engine.delete(["a"])
    assert page_count(client, server_settings) == 0


def test_several_shards_and_many_records_come_in_one_order(server_settings, entry):
    engine = ElasticEngine(replace(server_settings, shards=3))
    engine.start_build()
    engine.fill([entry(f"u{n:05}", title=f"Hồ sơ {n}") for n in range(12_000)])
    engine.finish_build()
    assert [uid for uid, _ in engine.revisions()] == [f"u{n:05}" for n in range(12_000)]
    assert engine.matching(ASKED, 11_000) == [f"u{n:05}" for n in range(11_000)]
    assert engine.find(Request(query=parse("hồ sơ"), tokens=["staff"], start=10_000, size=100)).total == 12_000
    assert engine.find(Request(query=parse("11999"), tokens=["staff"])).hits[0].uid == "u11999"
    engine.remove()
    engine.close()


def written(engine):
    """What is found of each record: its revision, and the words on its pages; it has to be of one revision whole."""
    seen = {}
    for uid, revision in engine.revisions():
        pages = engine.pages_with_hits(uid, parse("chung"))
        (word,) = {f"lần{n}" for n in (1, 2) if engine.pages_with_hits(uid, parse(f'"lần{n}"')) == pages}
        seen[uid] = (revision, len(pages), word)
    return seen


@pytest.mark.parametrize("swallow", [False, True], ids=["request lost", "answer lost"])
def test_a_line_that_breaks_in_a_batch_leaves_whole_records(server_settings, line, entry, swallow):
    """Wherever it breaks: each record is as before or as sent, and the batch sent again is whole."""
    old = [entry(uid, revision=1, pages=[f"chung lần1 {uid} {n}" for n in range(3)]) for uid in "abc"]
    new = [entry(uid, revision=2, pages=[f"chung lần2 {uid} {n}" for n in range(2)]) for uid in "abc"]
    settings = replace(server_settings, addresses=(line.address,))
    watching = ElasticEngine(server_settings)
    broken = 0
    for left in range(20):
        engine = ElasticEngine(settings, Server(settings, Breaker(0.0)))
        watching.start_build()
        watching.fill(old)
        watching.finish_build()
        line.cut(left, swallow=swallow)
        try:
            engine.write(new)
            whole = True
        except TryLater:
            whole = False
        line.mend()
        states = written(watching)
        assert set(states.values()) <= {(1, 3, "lần1"), (2, 2, "lần2")}
        if whole:
            break
        broken += 1
        engine.write(new)
        assert set(written(watching).values()) == {(2, 2, "lần2")}
        engine.close()
    assert whole and broken > 4
    watching.close()


def test_a_line_that_breaks_in_a_build_leaves_the_live_index(server_settings, line, entry, library):
    settings = replace(server_settings, addresses=(line.address,))
    engine = ElasticEngine(settings, Server(settings, Breaker(0.0)))
    watching = ElasticEngine(server_settings)
    engine.start_build()
    engine.fill(library)
    engine.finish_build()
    for left in range(2, 30):
        line.cut(left)
        try:
            engine.start_build()
            engine.fill([entry("new")])
            engine.finish_build()
            break
        except EngineAway:
            assert watching.counts().documents == 5
        finally:
            line.mend()
    assert [uid for uid, _ in watching.revisions()] == ["new"]
    assert left > 6
    watching.close()
    engine.close()
