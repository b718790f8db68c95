"""kill -9 of everything, singly and together, while sixty files come in: nothing lost, nothing twice."""

import io
import random
import subprocess
import sys
import time
from pathlib import Path

import bench_documents
import pikepdf
import pytest
from ZODB._compat import PersistentUnpickler
from ZODB.FileStorage import FileStorage
from ZODB.utils import get_pickle_metadata

pytestmark = pytest.mark.deep

BIN = Path(sys.executable).parent
FILES, PRINTED, KILLS = 60, 12, 10
VICTIMS = (
    ("web",), ("worker",), ("zeo",), ("importer",), ("worker", "zeo"), ("importer", "zeo"),
    ("importer", "worker"), ("web", "zeo"), ("web", "worker", "zeo"), ("web", "worker", "zeo", "importer"),
)  # fmt: skip


def sixty_files(folder):
    """Sixty files, each one or two pages of the collection, twelve of them printed; their names."""
    names, number = set(), 0
    for source in bench_documents.originals():
        with pikepdf.open(source) as pdf:
            for first in range(0, len(pdf.pages), 2):
                if number == FILES:
                    return names
                part = pikepdf.new()
                part.pages.extend(pdf.pages[first : first + 2])
                name = f"{number // 15 + 1:02d}/{source.stem}-{first + 1:02d}.pdf"
                target = folder / name
                target.parent.mkdir(exist_ok=True)
                part.save(target)
                if number % (FILES // PRINTED) == 0:
                    printed = target.with_suffix(".printed")
                    bench_documents.print_to_images(target, printed)
                    printed.replace(target)
                names.add(target.stem)
                number += 1
    raise AssertionError("the collection is too small")


class _Anything:
    """Stands for any class while a record of the database is taken apart."""

    def __init__(self, *arguments, **named):
        pass

    def __setstate__(self, state):
        pass

    def __call__(self, *arguments, **named):
        return _Anything()

    append = extend = __setitem__ = __call__


def wrong_references(data_fs):
    """References to an object of another class than the one referred to: the sign of an id given out twice."""
    storage = FileStorage(str(data_fs), read_only=True)
    records = {oid: storage.load(oid)[0] for oid in storage._index}
    storage.close()
    classes = {oid: get_pickle_metadata(data) for oid, data in records.items()}
    made = {}
    wrong = []
    for oid, data in records.items():
        referred = []
        unpickler = PersistentUnpickler(
            lambda module, name: made.setdefault((module, name), type(name, (_Anything,), {"__module__": module})),
            referred.append,
            io.BytesIO(data),
        )
        unpickler.load()
        unpickler.load()
        for reference in referred:
            if not isinstance(reference, tuple):
                continue
            target, kind = reference
            kind = kind[0] if isinstance(kind, tuple) else kind
            if isinstance(kind, type) and (kind.__module__, kind.__name__) != classes.get(target):
                wrong.append((oid, classes[oid], target, classes.get(target)))
    return wrong


def import_files(instance, folder):
    return subprocess.Popen(
        [BIN / "hoso", "import", folder, "--into", "sixty", "--json"],
        env=instance.environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def test_sixty_files_and_ten_kills(make_instance, tmp_path):
    instance = make_instance(demo=False)
    names = sixty_files(tmp_path)
    draw = random.Random(60)
    importer = import_files(instance, tmp_path)
    began = time.monotonic()
    for victims in draw.sample(VICTIMS, KILLS):
        time.sleep(draw.uniform(2, 12))
        for victim in victims:
            if victim == "importer":
                importer.kill()
                importer.communicate()
            else:
                instance.kill(victim)
        print(f"{time.monotonic() - began:6.1f} s: kill -9 {', '.join(victims)}")
        if importer.poll() is not None:
            importer = import_files(instance, tmp_path)
    importer.communicate(timeout=600)
    report = instance.hoso("import", tmp_path, "--into", "sixty", "--json")
    assert report["totals"]["files"]["unchanged"] == FILES
    assert report["totals"]["files"]["added"] == report["totals"]["files"]["rejected"] == 0
    status = instance.hoso("status", "--wait", "--json")
    assert status["indexing"]["parked"] == status["reading"]["failed"] == 0
    assert instance.hoso("verify", "--json")["findings"] == []
    everything = instance.hoso("search", "", "--filter", "kind=ArchivalDocument", "--size", "100", "--json")
    assert everything["total"] == FILES
    assert sorted(hit["title"] for hit in everything["hits"]) == sorted(names)
    instance.stop()
    assert wrong_references(instance.home / "storage" / "Data.fs") == []


def test_a_long_file_goes_on_where_it_was(make_instance, tmp_path):
    """Two hundred scanned pages; the pages read before the kill are not read again."""
    instance = make_instance(demo=False)
    source = tmp_path / "source" / "long.pdf"
    source.parent.mkdir()
    page = tmp_path / "page.pdf"
    bench_documents.print_to_images(bench_documents.originals()[0], page)
    with pikepdf.open(page) as pdf, pikepdf.new() as long:
        for number in range(200):
            long.pages.append(pdf.pages[number % len(pdf.pages)])
        long.save(source)
    instance.hoso("import", source.parent, "--into", "long")
    spool = instance.home / "spool"
    deadline = time.monotonic() + 600
    while len(before := _spooled(spool)) < 20:
        assert time.monotonic() < deadline
        time.sleep(0.5)
    instance.kill("worker")
    before = _spooled(spool)
    time.sleep(5)
    again = _spooled(spool)
    assert {name: again.get(name) for name in before} == before
    instance.hoso("status", "--wait")
    assert instance.hoso("status", "--json")["pages"] == 200


def _spooled(folder):
    """Finished pages in the spool: name → when and as what they were written."""
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_mtime_ns, path.stat().st_ino)
        for path in folder.rglob("*")
        if path.is_file() and "unfinished" not in path.name and path.suffix not in (".part", ".lock")
    }
