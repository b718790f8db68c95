"""The condition of an instance: what waits, what failed, what there is room for, what was last kept.

One reading for the command line and for the status page. Cheap: nothing here grows with the number of records.
"""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from hoso.home import Home
from hoso.jobs import LaneCounts, counts, oldest, worker_since
from hoso.pages.pace import pages_per_minute
from hoso.recognition import ENGINE_VERSION
from hoso.search import About, SearchError, TryLater
from hoso.search.site import BuildProgress, build_progress, engine, expected

from .manifest import NAME
from .notes import BackupNote, VerificationNote, last_backup, last_verification

PROFILE = "hoso:default"


@dataclass(frozen=True, slots=True)
class Lane:
    """A queue; ``since`` is when its oldest work was left, in seconds since the epoch, None where nothing waits."""

    name: str
    counts: LaneCounts
    since: float | None


@dataclass(frozen=True, slots=True)
class Index:
    """The search index: what it holds beside what it should hold, or in ``error`` why nothing can be found in it.
    ``remedy`` is the command that helps then.
    """

    about: About | None
    documents: int
    pages: int
    expected: int
    error: str
    building: BuildProgress | None
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of the instance, the number of the device it lies on, what that has free and in all."""

    path: Path
    device: int
    free: int
    total: int


@dataclass(frozen=True, slots=True)
class Versions:
    """What runs here; ``profile`` is what the site was brought to, ``newest_profile`` what the program would bring."""

    hoso: str
    plone: str
    python: str
    reader: str
    profile: str
    newest_profile: str


@dataclass(frozen=True, slots=True)
class Condition:
    """All of it. ``worker_since``: seconds since the epoch, None when none lives on this host. ``failed``: files that
    could not be read. ``database``: bytes of its file. ``backup_there``: whether the folder of the last backup can be
    reached just now.
    """

    worker_since: float | None
    lanes: dict[str, Lane]
    failed: int
    pages_per_minute: float | None
    index: Index
    folders: tuple[Folder, ...]
    database: int
    backup: BackupNote | None
    backup_there: bool
    verification: VerificationNote | None
    versions: Versions

    def lane(self, name: str) -> Lane:
        """A queue by name; one in which nothing ever was is empty."""
        return self.lanes.get(name) or Lane(name, LaneCounts(), None)


def condition(home: Home, site: Any) -> Condition:
    """How the instance of ``home`` with this site stands at this moment. Writes nothing."""
    root = site._p_jar.root()
    since = oldest(root)
    backup = last_backup(home)
    return Condition(
        worker_since=worker_since(home),
        lanes={name: Lane(name, each, since.get(name)) for name, each in counts(root).items()},
        failed=len(site.portal_catalog.unrestrictedSearchResults(reading_state="failed")),
        pages_per_minute=pages_per_minute(home),
        index=_index(home, site),
        folders=_folders(home),
        database=home.data_fs.stat().st_size if home.data_fs.is_file() else 0,
        backup=backup,
        backup_there=backup is not None and (Path(backup.folder) / NAME).is_file(),
        verification=last_verification(home),
        versions=_versions(site),
    )


def _index(home: Home, site: Any) -> Index:
    building = build_progress(home)
    try:
        held = engine().counts()
        return Index(engine().about(), held.documents, held.pages, expected(site), "", building)
    except TryLater as error:
        return Index(None, 0, 0, expected(site), str(error), building, "hoso search-engine")
    except SearchError as error:
        return Index(None, 0, 0, expected(site), str(error), building, "hoso reindex")


def _folders(home: Home) -> tuple[Folder, ...]:
    folders = (home.storage, home.uploads, home.spool, home.search, home.pictures, home.copies, home.log)
    return tuple(_folder(path) for path in folders if path.is_dir())


def _folder(path: Path) -> Folder:
    usage = shutil.disk_usage(path)
    return Folder(path, path.stat().st_dev, usage.free, usage.total)


def _versions(site: Any) -> Versions:
    setup = site.portal_setup
    return Versions(
        hoso=version("hoso"),
        plone=version("Products.CMFPlone"),
        python=".".join(map(str, sys.version_info[:3])),
        reader=ENGINE_VERSION,
        profile=".".join(setup.getLastVersionForProfile(PROFILE)),
        newest_profile=setup.getVersionForProfile(PROFILE),
    )
