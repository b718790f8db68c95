"""The embedded engine's own duties: folders, damage, one writer, and the sudden end of a process."""

import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from hoso.query import parse
from hoso.search import (
    DocumentEntry,
    IndexDamaged,
    IndexMissing,
    IndexOutdated,
    Request,
    WriterBusy,
)
from hoso.search.engines.embedded import EmbeddedEngine

ASKED = Request(query=parse("hồ sơ"), tokens=["staff"])


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "search"


@pytest.fixture
def engine(folder, entry):
    """An engine whose live generation holds one record of one page."""
    engine = EmbeddedEngine(folder)
    engine.start_build()
    engine.fill([entry("a", title="Hồ sơ", pages=["hồ sơ"])])
    engine.finish_build()
    yield engine
    engine.close()


def current(folder):
    return json.loads((folder / "current.json").read_text())


def test_without_an_index_nothing_is_answered(folder):
    engine = EmbeddedEngine(folder)
    with pytest.raises(IndexMissing, match="hoso reindex"):
        engine.find(ASKED)
    with pytest.raises(IndexMissing):
        engine.counts()
    with pytest.raises(IndexMissing):
        engine.write([])
    assert not (folder / "current.json").exists()
    engine.close()


def test_while_the_first_index_is_built_writes_go_there(folder, entry):
    engine = EmbeddedEngine(folder)
    engine.start_build()
    engine.write([entry("a", title="Hồ sơ")])
    with pytest.raises(IndexMissing):
        engine.find(ASKED)
    engine.finish_build()
    assert engine.find(ASKED).total == 1
    engine.close()


def test_the_old_generation_is_removed(engine, folder):
    assert current(folder)["generation"] == 1
    engine.start_build()
    assert sorted(p.name for p in folder.glob("*-?")) == ["documents-1", "documents-2", "pages-1", "pages-2"]
    engine.finish_build()
    assert current(folder)["generation"] == 2
    assert sorted(p.name for p in folder.glob("*-?")) == ["documents-2", "pages-2"]


def _largest(folder: Path) -> Path:
    return max(folder.glob("*.*"), key=lambda path: (path.suffix == ".store", path.stat().st_size))


DAMAGE = {
    "no folder": lambda f: [p.rename(f.parent / "gone") for p in [f / "documents-1"]],
    "no meta": lambda f: (f / "pages-1" / "meta.json").unlink(),
    "meta of zeros": lambda f: (f / "documents-1" / "meta.json").write_bytes(b"\0" * 50),
    "segment cut": lambda f: _largest(f / "documents-1").write_bytes(b"xx"),
    "segment gone": lambda f: _largest(f / "documents-1").unlink(),
    "stamp of zeros": lambda f: (f / "current.json").write_bytes(b"\0\0"),
    "stamp without meaning": lambda f: (f / "current.json").write_text("[1]"),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE.keys())
def test_a_damaged_index_is_said_and_can_be_rebuilt(engine, folder, entry, damage):
    engine.close()
    damage(folder)
    reader, writer = EmbeddedEngine(folder), EmbeddedEngine(folder)
    with pytest.raises(IndexDamaged, match="bị hỏng"):
        reader.find(ASKED)
    with pytest.raises(IndexDamaged):
        writer.write([entry("b")])
    writer.start_build()
    writer.fill([entry("a", title="Hồ sơ")])
    writer.finish_build()
    assert reader.find(ASKED).total == 1
    writer.close()
    reader.close()


@pytest.mark.parametrize("version", ["schema", "analysis"])
def test_an_index_of_another_version_is_said_and_can_be_rebuilt(engine, folder, entry, version):
    stamp = current(folder)
    stamp[version] += 1
    (folder / "current.json").write_text(json.dumps(stamp))
    with pytest.raises(IndexOutdated, match="phiên bản cũ"):
        engine.find(ASKED)
    engine.start_build()
    engine.write([entry("a", title="Hồ sơ")])
    engine.finish_build()
    assert engine.find(ASKED).total == 1


def test_one_writer_at_a_time(engine, folder, entry):
    other = EmbeddedEngine(folder)
    with pytest.raises(WriterBusy):
        other.write([entry("b")])
    with pytest.raises(WriterBusy):
        other.start_build()
    assert other.find(ASKED).total == 1
    engine.close()
    other.write([entry("b")])
    other.close()


def test_searches_go_on_while_generations_are_swapped(engine, folder, entry):
    reader = EmbeddedEngine(folder)
    failures: list[BaseException] = []
    stop = threading.Event()

    def search():
        try:
            while not stop.is_set():
                assert reader.find(ASKED).total == 1
                assert [uid for uid, _ in reader.revisions()] == ["a"]
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=search) for _ in range(2)]
    for thread in threads:
        thread.start()
    for revision in range(2, 10):
        engine.start_build()
        engine.fill([entry("a", revision=revision, title="Hồ sơ", pages=["hồ sơ"])])
        engine.finish_build()
        engine.write([entry("a", revision=revision, title="Hồ sơ", pages=["hồ sơ"])])
    stop.set()
    for thread in threads:
        thread.join()
    reader.close()
    assert failures == []


def test_a_full_disk_loses_nothing_that_was_there(engine, folder, entry):
    writer = EmbeddedEngine(folder)
    engine.close()
    script = (
        "import resource, signal, sys\n"
        "from pathlib import Path\n"
        "from hoso.search import DocumentEntry, WriteFailed\n"
        "from hoso.search.engines.embedded import EmbeddedEngine\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))\n"
        "engine = EmbeddedEngine(Path(sys.argv[1]))\n"
        "pages = [f'trang {n} ' * 50 for n in range(50)]\n"
        "entry = DocumentEntry(uid='b', revision=1, path='/b', kind='k', title='b', allowed=['staff'], pages=pages)\n"
        "try:\n"
        "    engine.write([entry])\n"
        "except WriteFailed as error:\n"
        "    print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", script, folder], capture_output=True, text=True)
    assert "dung lượng đĩa" in done.stdout, done.stderr
    assert [uid for uid, _ in writer.revisions()] == ["a"]
    writer.write([entry("b", title="Hồ sơ")])
    assert writer.find(ASKED).total == 2
    writer.close()


WRITER = """
import sys
from pathlib import Path
from hoso.search import DocumentEntry
from hoso.search.engines.embedded import EmbeddedEngine

engine = EmbeddedEngine(Path(sys.argv[1]))
for batch in range(10_000):
    engine.write([
        DocumentEntry(uid=f"{batch}-{n}", revision=batch, path="/", kind="k", title=f"lô {batch}", allowed=["staff"],
                      pages=[f"trang của lô {batch}"] * 2)
        for n in range(5)
    ])
    print(batch, flush=True)
"""


@pytest.mark.parametrize("kills", [3, pytest.param(25, marks=pytest.mark.deep)])
def test_kill_9_while_committing_keeps_whole_batches(folder, kills):
    first = EmbeddedEngine(folder)
    first.start_build()
    first.finish_build()
    first.close()
    acknowledged: dict[str, int] = {}
    for kill in range(kills):
        process = subprocess.Popen([sys.executable, "-c", WRITER, folder], stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        last = -1
        for _ in range(3 + kill):
            last = int(process.stdout.readline())
        os.kill(process.pid, signal.SIGKILL)
        rest = process.stdout.read().split()
        process.wait()
        last = int(rest[-1]) if rest else last
        acknowledged |= {f"{batch}-{n}": batch for batch in range(last + 1) for n in range(5)}
        reader = EmbeddedEngine(folder)
        kept = dict(reader.revisions())
        assert acknowledged.items() <= kept.items()
        assert len(kept) % 5 == 0
        assert reader.counts().pages >= 2 * len(kept)
        reader.close()


def test_an_entry_of_many_pages(engine):
    pages = [f"trang {number} kế hoạch năm {1900 + number}" for number in range(1, 1001)]
    engine.write([DocumentEntry(uid="b", revision=1, path="/b", kind="k", title="Dài", allowed=["staff"], pages=pages)])
    assert engine.pages_with_hits("b", parse('"trang 700"')) == [700]
    assert engine.pages_with_hits("b", parse("kế hoạch")) == list(range(1, 1001))
    hit = engine.find(Request(query=parse('"kế hoạch năm 2600"'), tokens=["staff"])).hits[0]
    assert [page.number for page in hit.pages] == [700]
