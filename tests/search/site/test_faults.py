"""An engine that is down, hangs, dies in the middle or refuses a record: saves go on, the index catches up."""

import time
from contextlib import nullcontext

import pytest
import transaction
from plone import api

from hoso import jobs
from hoso.home import Home
from hoso.jobs import Worker, leases
from hoso.record.create import create
from hoso.record.origin import Origin, set_value
from hoso.search.errors import SearchError, WriteFailed
from hoso.search.site import differences, engine, find, indexing, request_build
from hoso.search.site.engine import _engines
from hoso.search.site.withheld import LANE

TYPED = Origin("typed")


class Faulty:
    """In front of the real engine: ``before`` is called with the name of each call, ``after`` once it is done."""

    def __init__(self, real):
        self.real = real
        self.calls = []
        self.before = self.after = lambda name: None

    def __getattr__(self, name):
        method = getattr(self.real, name)

        def call(*args, **kwargs):
            self.calls.append(name)
            self.before(name)
            result = method(*args, **kwargs)
            self.after(name)
            return result

        return call


@pytest.fixture
def faulty(archive, monkeypatch):
    """The engine of the site, with faults to be set."""
    faulty = Faulty(engine())
    monkeypatch.setattr(_engines, "current", lambda home: faulty)
    monkeypatch.setattr(leases, "pause_after", lambda attempts: 0.0)
    return faulty


def down(name):
    raise WriteFailed("down")


def waiting(portal):
    counts = jobs.counts(portal._p_jar.root()).get(LANE)
    return counts.waiting if counts else 0


def test_no_save_ever_asks_the_engine(portal, archive, faulty):
    """So none can fail, hang or be slow with it."""
    faulty.before = down
    document = create(archive["ho-so"], "ArchivalDocument", "moi", title="Văn bản mới", origin=TYPED)
    set_value(document, "title", "Văn bản đổi", TYPED)
    api.content.move(document, create(archive, "Dossier", "khac", title="Hồ sơ khác", origin=TYPED))
    archive["ho-so"].manage_delObjects(["kin"])
    transaction.commit()
    assert faulty.calls == []


def test_while_it_is_down_the_backlog_is_seen_and_then_drains(portal, archive, faulty, work):
    faulty.before = down
    set_value(archive, "title", "Phông đổi tên", TYPED)
    before = time.time()
    work(patience=0)
    assert waiting(portal) > 0
    assert jobs.oldest(portal._p_jar.root())[LANE] <= before
    assert jobs.parked(portal._p_jar.root()) == []
    with pytest.raises(SearchError):
        find(portal, "Phông")
    faulty.before = lambda name: None
    work()
    assert waiting(portal) == 0
    assert find(portal, '"Phông đổi tên"').total
    assert not differences(portal)


def test_a_worker_that_dies_after_writing_writes_the_same_again(portal, archive, faulty, work):
    """What was written but not ticked off comes again, and changes nothing."""
    died = []

    def dies(name):
        if name == "write" and not died:
            died.append(name)
            raise RuntimeError("killed")

    faulty.after = dies
    set_value(archive["ho-so"]["giao-dat"], "title", "Quyết định thu hồi", TYPED)
    work()
    assert died and faulty.calls.count("write") > 1
    assert [hit.fields["title"] for hit in find(portal, '"thu hồi"').hits] == ["Quyết định thu hồi"]
    assert not differences(portal)
    assert jobs.parked(portal._p_jar.root()) == []


def test_a_record_that_breaks_is_parked_alone_with_its_error(portal, archive, faulty, work, monkeypatch):
    bad = archive["ho-so"]["giao-dat"].UID()
    real = indexing.entry_of

    def breaks(obj):
        if obj.UID() == bad:
            raise ValueError("a text that breaks")
        return real(obj)

    monkeypatch.setattr(indexing, "entry_of", breaks)
    # Renaming the dossier sends everything in it again, in one batch.
    set_value(archive["ho-so"], "title", "Hồ sơ đổi tên", TYPED)
    work()
    (parked,) = jobs.parked(portal._p_jar.root())
    assert (parked.entry.uid, parked.entry.error) == (bad, "ValueError: a text that breaks")
    assert waiting(portal) == 0
    assert find(portal, '"Hồ sơ đổi tên"').total
    assert differences(portal).different == (bad,)


def test_while_a_build_runs_saves_go_on_and_search_answers(portal, archive, faulty, work, worker):
    """A change made in the middle of a build is in the live index at once, and in the new one when it takes over."""
    document = archive["ho-so"]["giao-dat"]
    seen = []

    def in_between(name):
        if name == "fill" and not seen:
            # Filled with the old title; then changed, indexed by the lane beside, and found in the live index.
            set_value(document, "title", "Quyết định trong lúc dựng", TYPED)
            archive["ho-so"].manage_delObjects(["kin"])
            transaction.commit()
            worker(["indexing"]).drain()
            seen.append(find(portal, '"trong lúc dựng"').total)
            seen.append(find(portal, '"Biên bản giao đất kín"').total)

    faulty.after = in_between
    generation = engine().about().generation
    request_build(portal)
    work()
    assert seen == [1, 0]
    assert engine().about().generation > generation
    assert find(portal, '"trong lúc dựng"').total == 1
    assert find(portal, '"Biên bản giao đất kín"').total == 0
    assert not differences(portal)


def test_a_build_that_dies_leaves_the_live_index(portal, archive, faulty, work):
    def dies(name):
        if name == "finish_build" and faulty.calls.count(name) == 1:
            raise RuntimeError("killed")

    faulty.before = dies
    request_build(portal)
    work()
    assert faulty.calls.count("finish_build") == 2
    assert find(portal, '"giao đất"').total == 2
    assert not differences(portal)


def test_differences_go_through_both_sides_once(portal, archive, faulty):
    """Missing, different and strange at the beginning, in the middle and at the end."""
    document, dossier = archive["ho-so"]["giao-dat"], archive["ho-so"]
    true = dict(engine().revisions())
    given = {**true, "0" * 32: 1, "f" * 33: 1, document.UID() + "a": 1}
    del given[dossier.UID()]
    given[document.UID()] += 1
    faulty.calls.clear()
    faulty.real = Given(given)
    found = differences(portal)
    assert found.missing == (dossier.UID(),)
    assert found.different == (document.UID(),)
    assert found.strange == tuple(sorted(["0" * 32, "f" * 33, document.UID() + "a"]))
    assert (found.compared, faulty.calls) == (len(true), ["revisions"])


class Given:
    """An engine that has these revisions."""

    def __init__(self, revisions):
        self._revisions = revisions

    def revisions(self):
        return iter(sorted(self._revisions.items()))


@pytest.fixture
def worker(portal):
    """``worker(lanes)``: a worker in the test's thread."""
    return lambda lanes: Worker(lambda: nullcontext(portal), Home.from_environment(), only=lanes)


@pytest.fixture
def work(portal, worker):
    """Commit, and do what that leaves to the lanes of search."""

    def do(patience=10):
        transaction.commit()
        worker(["building", "indexing", "rights"]).drain(patience)

    return do
