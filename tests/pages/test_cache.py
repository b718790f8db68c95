import errno
import os

import pytest

import hoso.pages.cache as cache_module
from hoso.pages.cache import FileCache

SHA = "ab" * 32


@pytest.fixture
def cache(tmp_path):
    return FileCache(tmp_path, largest=1_000)


def names(cache):
    return sorted(path.name for path in cache.folder.rglob("*.jpg"))


def fill(cache, count, size=100):
    for number in range(count):
        cache.put(SHA, f"{number:02}.jpg", bytes(size))
        os.utime(cache.folder / SHA[:2] / SHA / f"{number:02}.jpg", (number, number))


def test_what_was_put_comes_back(cache):
    assert cache.get(SHA, "1.jpg") is None
    cache.put(SHA, "1.jpg", b"picture")
    assert cache.get(SHA, "1.jpg") == b"picture"
    assert cache.get("cd" * 32, "1.jpg") is None


def test_the_oldest_go_first_until_a_fifth_is_free(cache):
    fill(cache, 11)
    cache.sweep()
    assert names(cache) == [f"{number:02}.jpg" for number in range(3, 11)]


def test_nothing_goes_while_there_is_room(cache):
    fill(cache, 10)
    cache.sweep()
    assert len(names(cache)) == 10


def test_a_process_looks_at_its_first_picture_and_after_every_so_many_bytes(cache, monkeypatch):
    monkeypatch.setattr(cache_module, "_BETWEEN_SWEEPS", 1_000)
    swept = []
    monkeypatch.setattr(FileCache, "sweep", lambda self: swept.append(len(names(self))))
    fill(cache, 25)
    assert swept == [1, 11, 21]


def test_full_disk_costs_the_cache_only(cache, monkeypatch, caplog):
    def full(*_, **__):
        raise OSError(errno.ENOSPC, "no space left")

    monkeypatch.setattr(cache_module.tempfile, "mkstemp", full)
    cache.put(SHA, "1.jpg", b"picture")
    assert cache.get(SHA, "1.jpg") is None
    assert "no room in the cache" in caplog.text


def test_what_was_used_stays_longer(cache):
    fill(cache, 11)
    cache.used(SHA, "00.jpg", "none.jpg")
    cache.sweep()
    assert names(cache) == ["00.jpg", *(f"{number:02}.jpg" for number in range(4, 11))]


def test_a_file_made_beside_is_taken_over(cache, tmp_path):
    made = tmp_path / "made"
    made.write_bytes(b"copy")
    cache.adopt(SHA, "copy.pdf", made)
    assert not made.exists()
    assert cache.path(SHA, "copy.pdf").read_bytes() == b"copy"
    cache.remove(SHA, "copy.pdf")
    cache.remove(SHA, "copy.pdf")
    assert cache.get(SHA, "copy.pdf") is None


def test_caches_are_swept_apart(tmp_path, monkeypatch):
    swept = []
    monkeypatch.setattr(FileCache, "sweep", lambda self: swept.append(self.folder.name))
    for name in ("one", "other", "one"):
        FileCache(tmp_path / name, 1_000).put(SHA, "1", b"1")
    assert swept == ["one", "other"]


def test_other_errors_are_not_hidden(cache, monkeypatch):
    def broken(*_, **__):
        raise PermissionError(errno.EACCES, "not yours")

    monkeypatch.setattr(cache_module.tempfile, "mkstemp", broken)
    with pytest.raises(PermissionError):
        cache.put(SHA, "1.jpg", b"picture")


def test_a_torn_write_leaves_nothing(cache, monkeypatch):
    def torn(*_):
        raise OSError(errno.EIO, "broken disk")

    monkeypatch.setattr(cache_module.Path, "replace", torn)
    with pytest.raises(OSError, match="broken disk"):
        cache.put(SHA, "1.jpg", b"picture")
    assert [path for path in cache.folder.rglob("*") if path.is_file()] == []
