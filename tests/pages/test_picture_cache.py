import errno
import os

import pytest

from hoso.pages import picture_cache
from hoso.pages.picture_cache import PictureCache

SHA = "ab" * 32


@pytest.fixture
def cache(tmp_path):
    return PictureCache(tmp_path, largest=1_000)


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
    monkeypatch.setattr(picture_cache, "_BETWEEN_SWEEPS", 1_000)
    monkeypatch.setattr(picture_cache, "_written", 1_000)
    swept = []
    monkeypatch.setattr(PictureCache, "sweep", lambda self: swept.append(len(names(self))))
    fill(cache, 25)
    assert swept == [1, 11, 21]


def test_full_disk_costs_the_cache_only(cache, monkeypatch, caplog):
    def full(*_, **__):
        raise OSError(errno.ENOSPC, "no space left")

    monkeypatch.setattr(picture_cache.tempfile, "mkstemp", full)
    cache.put(SHA, "1.jpg", b"picture")
    assert cache.get(SHA, "1.jpg") is None
    assert "no room for pictures" in caplog.text


def test_other_errors_are_not_hidden(cache, monkeypatch):
    def broken(*_, **__):
        raise PermissionError(errno.EACCES, "not yours")

    monkeypatch.setattr(picture_cache.tempfile, "mkstemp", broken)
    with pytest.raises(PermissionError):
        cache.put(SHA, "1.jpg", b"picture")


def test_a_torn_write_leaves_nothing(cache, monkeypatch):
    def torn(*_):
        raise OSError(errno.EIO, "broken disk")

    monkeypatch.setattr(picture_cache.Path, "replace", torn)
    with pytest.raises(OSError, match="broken disk"):
        cache.put(SHA, "1.jpg", b"picture")
    assert [path for path in cache.folder.rglob("*") if path.is_file()] == []
