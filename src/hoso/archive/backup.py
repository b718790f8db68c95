"""Backup of an instance into a folder, while the site runs.

The order makes it consistent: the database first, up to its last finished transaction, then the blobs. A blob is
written once and never changed, so that every blob of that database state is there afterwards; what came later is
surplus and does no harm. What can be derived (search index, page pictures) is left out; readings are derived too,
but dear, and lie in the blobs. A second backup into the same folder copies only new blobs and the database's
growth; the older state holds until the new manifest takes its place.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from hoso.home import Home

from .manifest import Kept, Manifest, NoBackup, copy, sha256
from .notes import BackupNote, leave

DATABASE, BLOBS, SPOOL, OTHER = "database", "blobs", "spool", "home"

# Small files of the home that are no data but belong to this very instance.
_INSTANCE_FILES = ("admin-password", "demo-accounts.csv", "site-version")

Progress = Callable[[int, int], None]
"""Called with the number of files done and the number of all files."""


class NothingToKeep(Exception):
    """There is no database under HOSO_HOME."""

    def __init__(self, home: Home) -> None:
        super().__init__(f"Không có dữ liệu ở {home.storage}: chưa có gì để sao lưu.")


class DatabaseNotCopied(Exception):
    """The database could not be copied; the message holds the tool's own words."""

    def __init__(self, words: str) -> None:
        super().__init__(f"Không chép được cơ sở dữ liệu: {words.strip()}")


def backup(home: Home, folder: Path, progress: Progress = lambda done, of: None) -> Manifest:
    """Back the instance up into ``folder`` (made when missing) and return the manifest; a note of it stays in the home.

    Raises ``NothingToKeep``, ``DatabaseNotCopied`` or ``OSError`` (disk full); the folder's earlier backup stays
    valid in each of these cases.
    """
    if not home.data_fs.is_file():
        raise NothingToKeep(home)
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    try:
        before = Manifest.read(folder).files
    except NoBackup:
        before = {}
    manifest = Manifest(datetime.now(UTC).isoformat(timespec="seconds"), version("hoso"))
    _copy_database(home, folder / DATABASE)
    for path in sorted((folder / DATABASE).iterdir()):
        manifest.files[f"{DATABASE}/{path.name}"] = Kept(path.stat().st_size, sha256(path))
    sources = list(_sources(home))
    for done, (name, source) in enumerate(sources, start=1):
        kept = _unchanged(before, folder, name, source) if name.startswith(f"{BLOBS}/") else None
        try:
            manifest.files[name] = kept or copy(source, folder / name)
        except FileNotFoundError:
            # A spooled page whose reading was stored meanwhile; a blob would be missed by the database.
            if name.startswith(f"{BLOBS}/"):
                raise
        progress(done, len(sources))
    manifest.write(folder)
    for name in before.keys() - manifest.files.keys():
        (folder / name).unlink(missing_ok=True)
    size = sum(kept.size for kept in manifest.files.values())
    leave(home.last_backup, BackupNote(manifest.made, str(folder.absolute()), len(manifest.files), size))
    return manifest


def _copy_database(home: Home, target: Path) -> None:
    """Copy the database by repozo: whole the first time, then what was appended since."""
    target.mkdir(exist_ok=True)
    tool = subprocess.run(
        [
            sys.executable, "-m", "ZODB.scripts.repozo", "--backup", "--kill-old-on-full",
            "--repository", target, "--file", home.data_fs,
        ],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
    )  # fmt: skip
    if tool.returncode:
        raise DatabaseNotCopied(tool.stderr)


def _sources(home: Home) -> Iterator[tuple[str, Path]]:
    """Name in the backup → file of the instance."""
    for name, folder in ((BLOBS, home.blobs), (SPOOL, home.spool)):
        for path in sorted(folder.rglob("*")):
            inside = path.relative_to(folder)
            # ZODB's blobs in the making lie in tmp/; locks are of the running processes.
            if path.is_file() and inside.parts[0] != "tmp" and path.suffix not in (".lock", ".part"):
                yield f"{name}/{inside.as_posix()}", path
    for file in _INSTANCE_FILES:
        if (home.path / file).is_file():
            yield f"{OTHER}/{file}", home.path / file


def _unchanged(before: dict[str, Kept], folder: Path, name: str, source: Path) -> Kept | None:
    """What the earlier backup knows of a blob that it holds already; blobs never change."""
    kept = before.get(name)
    target = folder / name
    if kept and target.is_file() and target.stat().st_size == kept.size == source.stat().st_size:
        return kept
    return None
