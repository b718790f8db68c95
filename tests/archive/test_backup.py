"""Backup and restore of a home with a real database and blobs."""

import time
from contextlib import contextmanager

import pytest
import transaction
import ZODB
from ZODB.blob import Blob
from ZODB.FileStorage import FileStorage

from hoso.archive.backup import NothingToKeep, backup
from hoso.archive.manifest import BackupDamaged, Manifest, NoBackup
from hoso.archive.restore import HomeNotEmpty, restore
from hoso.home import Home


@contextmanager
def opened(home):
    database = ZODB.DB(FileStorage(str(home.data_fs), blob_dir=str(home.blobs)))
    connection = database.open()
    try:
        yield connection.root()
    finally:
        transaction.abort()
        connection.close()
        database.close()


@pytest.fixture
def home(tmp_path):
    home = Home(tmp_path / "home")
    home.make_folders()
    with opened(home) as root:
        root["title"] = "Nghị quyết"
        root["original"] = Blob(b"%PDF-1.7 original")
        transaction.commit()
    (home.spool / "aa").mkdir()
    (home.spool / "aa" / "1").write_bytes(b"page")
    (home.path / "admin-password").write_text("secret")
    return home


def content(home):
    with opened(home) as root, root["original"].open() as file:
        return {"title": root["title"], "original": file.read(), "names": sorted(root)}


def test_restored_home_equals_the_one_backed_up(home, tmp_path):
    backup(home, tmp_path / "kept")
    new = Home(tmp_path / "new")
    restore(new, tmp_path / "kept")
    assert content(new) == content(home)
    assert (new.spool / "aa" / "1").read_bytes() == b"page"
    assert (new.path / "admin-password").stat().st_mode & 0o077 == 0


def test_backup_while_the_database_is_open(home, tmp_path):
    with opened(home) as root:
        root["during"] = Blob(b"written while open")
        transaction.commit()
        backup(home, tmp_path / "kept")
        root["after"] = 1
        transaction.commit()
    new = Home(tmp_path / "new")
    restore(new, tmp_path / "kept")
    assert content(new)["names"] == ["during", "original", "title"]


def test_second_backup_keeps_blobs_and_holds_the_newer_state(home, tmp_path):
    backup(home, tmp_path / "kept")
    blob = next(path for path in (tmp_path / "kept").rglob("*.blob"))
    before = blob.stat().st_mtime_ns
    time.sleep(1.1)  # the database's copy is named after the second in which it was made
    with opened(home) as root:
        root["title"] = "Quyết định"
        root["second"] = Blob(b"second")
        transaction.commit()
    backup(home, tmp_path / "kept")
    assert blob.stat().st_mtime_ns == before
    new = Home(tmp_path / "new")
    restore(new, tmp_path / "kept")
    assert content(new)["title"] == "Quyết định"


@pytest.mark.parametrize("harm", ["changed", "missing", "shorter"])
def test_damaged_backup_is_refused_and_nothing_is_written(home, tmp_path, harm):
    backup(home, tmp_path / "kept")
    blob = next(path for path in (tmp_path / "kept").rglob("*.blob"))
    blob.chmod(0o600)
    match harm:
        case "changed":
            blob.write_bytes(blob.read_bytes()[::-1])
        case "missing":
            blob.unlink()
        case "shorter":
            blob.write_bytes(b"")
    new = Home(tmp_path / "new")
    with pytest.raises(BackupDamaged) as refused:
        restore(new, tmp_path / "kept")
    assert blob.name in refused.value.problems[0]
    assert not new.path.exists()


def test_restore_never_writes_over_data(home, tmp_path):
    backup(home, tmp_path / "kept")
    before = content(home)
    with pytest.raises(HomeNotEmpty):
        restore(home, tmp_path / "kept")
    assert content(home) == before


def test_an_unfinished_backup_is_no_backup(home, tmp_path):
    backup(home, tmp_path / "kept")
    (tmp_path / "kept" / "manifest.json").unlink()
    with pytest.raises(NoBackup):
        Manifest.read(tmp_path / "kept")


def test_nothing_to_back_up(tmp_path):
    with pytest.raises(NothingToKeep):
        backup(Home(tmp_path / "none"), tmp_path / "kept")
