"""The folders and files of one instance."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

# A UNIX socket's path has 108 bytes (unix(7)); the longest name that we put below run/ takes the rest.
_LONGEST_HOME = 80


class HomeError(Exception):
    """The folder named by HOSO_HOME cannot hold an instance; the message says why."""


def _checkout() -> Path | None:
    """The source checkout that this package is installed from, or None in an ordinary installation."""
    top = Path(__file__).resolve().parents[3]
    return top if (top / "buildout.cfg").is_file() else None


@dataclass(frozen=True, slots=True)
class Home:
    """One instance's place on disk. All data live below ``path``; nothing is created by naming it."""

    path: Path

    def __post_init__(self) -> None:
        object.__setattr__(self, "path", Path(self.path).absolute())
        if len(os.fsencode(self.path)) > _LONGEST_HOME:
            raise HomeError(f"HOSO_HOME dài quá {_LONGEST_HOME} ký tự: {self.path}. Chọn một đường dẫn ngắn hơn.")

    @classmethod
    def from_environment(cls) -> Home:
        """The home named by HOSO_HOME; without it, ``var/`` of the checkout or of the current folder."""
        named = os.environ.get("HOSO_HOME")
        return cls(Path(named)) if named else cls((_checkout() or Path.cwd()) / "var")

    @property
    def instance(self) -> Path:
        """The folder in which buildout makes the instance's configuration and scripts."""
        return self.path / "instance"

    @property
    def storage(self) -> Path:
        """Data.fs and the blobs: the facts, and the readings."""
        return self.path / "storage"

    @property
    def data_fs(self) -> Path:
        return self.storage / "Data.fs"

    @property
    def blobs(self) -> Path:
        return self.storage / "blobs"

    @property
    def search(self) -> Path:
        """The generations of the embedded search index: derived."""
        return self.path / "search"

    @property
    def search_engine(self) -> Path:
        """Which search engine answers, with what its server asks for; readable by the owner alone."""
        return self.path / "search-engine.json"

    @property
    def next_search_engine(self) -> Path:
        """The same of the engine that the index is moving to."""
        return self.path / "search-engine-next.json"

    @property
    def spool(self) -> Path:
        """Pages already read of files not yet read to their end, and the state of running imports."""
        return self.path / "spool"

    @property
    def uploads(self) -> Path:
        """Files on their way from people's browsers, a folder for each person: nothing here is an original yet."""
        return self.path / "uploads"

    @property
    def pictures(self) -> Path:
        """The cache of page pictures: derived."""
        return self.path / "pictures"

    @property
    def copies(self) -> Path:
        """The cache of searchable copies: derived."""
        return self.path / "copies"

    @property
    def log(self) -> Path:
        return self.path / "log"

    @property
    def run(self) -> Path:
        """Sockets, locks and process ids: worth nothing when nothing runs."""
        return self.path / "run"

    @property
    def accounts(self) -> Path:
        """The demo accounts with their passwords, readable by the owner alone."""
        return self.path / "demo-accounts.csv"

    @property
    def last_backup(self) -> Path:
        """The note of the last finished backup."""
        return self.path / "last-backup.json"

    @property
    def last_verification(self) -> Path:
        """The note of the last verification of the whole site."""
        return self.path / "last-verification.json"

    @property
    def admin_password(self) -> Path:
        """The password of the Zope user ``admin``, readable by the owner alone."""
        return self.path / "admin-password"

    @property
    def zeo_socket(self) -> Path:
        return self.run / "zeo.sock"

    @property
    def wake_socket(self) -> Path:
        return self.run / "wake.sock"

    @property
    def supervisor_conf(self) -> Path:
        return self.instance / "supervisord.conf"

    @property
    def zeo_conf(self) -> Path:
        """The configuration of the storage server, made by buildout."""
        return self.instance / "parts" / "zeo" / "etc" / "zeo.conf"

    def zope_conf(self, part: str) -> Path:
        """The zope.conf of a part of the instance (``web``, ``worker``, ``console``), made by buildout."""
        return self.instance / "parts" / part / "etc" / "zope.conf"

    def make_folders(self) -> None:
        """Create the folders that processes write into; readable by the owner alone."""
        written = (
            self.storage, self.blobs, self.search, self.spool, self.uploads, self.pictures, self.copies, self.log,
            self.run,
        )  # fmt: skip
        for folder in written:
            folder.mkdir(parents=True, exist_ok=True)
        self.path.chmod(0o700)
