"""Restoring an instance from a backup, into a home that holds no data."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from hoso.home import Home

from .backup import BLOBS, DATABASE, OTHER, SPOOL, DatabaseNotCopied, Progress
from .manifest import BackupDamaged, Manifest, copy


class HomeNotEmpty(Exception):
    """There are data in the home already: restoring never writes over them."""

    def __init__(self, home: Home) -> None:
        super().__init__(
            f"{home.storage} đã có dữ liệu. Khôi phục không ghi đè: chuyển thư mục đó đi nơi khác rồi chạy lại."
        )


def restore(home: Home, folder: Path, progress: Progress = lambda done, of: None) -> Manifest:
    """Restore the backup in ``folder`` into ``home``; the processes of the instance must not run.

    Every file is checked against the manifest before anything is written. The storage gets its name when it is
    complete, so that a broken-off restore leaves an empty home. Raises ``NoBackup``, ``BackupDamaged``,
    ``HomeNotEmpty``, ``DatabaseNotCopied``.
    """
    if home.data_fs.exists():
        raise HomeNotEmpty(home)
    manifest = Manifest.read(folder)
    if problems := list(manifest.problems(folder)):
        raise BackupDamaged(folder, problems)
    home.path.mkdir(parents=True, exist_ok=True)
    making = home.path / "storage.part"
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir()
    places = {BLOBS: making / "blobs", SPOOL: home.spool, OTHER: home.path}
    files = [name for name in manifest.files if not name.startswith(f"{DATABASE}/")]
    for done, name in enumerate(files, start=1):
        part, _, inside = name.partition("/")
        copy(folder / name, places[part] / inside)
        progress(done, len(files))
    for secret in ("admin-password", "demo-accounts.csv"):
        if (home.path / secret).exists():
            (home.path / secret).chmod(0o600)
    _restore_database(folder / DATABASE, making / "Data.fs")
    shutil.rmtree(home.storage, ignore_errors=True)
    making.rename(home.storage)
    home.make_folders()
    # What is derived belongs to the data that are gone; the worker builds it anew.
    for derived in (home.search, home.pictures, home.copies):
        shutil.rmtree(derived)
        derived.mkdir()
    return manifest


def _restore_database(source: Path, target: Path) -> None:
    tool = subprocess.run(
        [sys.executable, "-m", "ZODB.scripts.repozo", "--recover", "--repository", source, "--output", target],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
    )
    if tool.returncode:
        raise DatabaseNotCopied(tool.stderr)
