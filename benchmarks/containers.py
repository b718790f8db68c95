"""Containers of many children: what listing and adding cost as a dossier grows, as ratios to the smallest.

    python benchmarks/containers.py [--sizes 1000,10000,100000] [--json]

Makes an instance of its own in a temporary folder (storage server, blobs, site), so that it measures what runs. A
dossier is filled to each size by writing records and their rows straight into it, without the site's catalog; then
measured are: 100 rows from the front, the middle and the end, each on a fresh connection whose cache is empty, and
adding 100 records in one transaction the way the importer does.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import transaction

from hoso.cli.boot import site_of, start_zope, storage
from hoso.home import Home
from hoso.home.instance import make as make_instance

PAGE = 100
ROUNDS = 5
SOURCE = Path(__file__).resolve().parents[1]


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--sizes", default="1000,10000,100000")
    arguments.add_argument("--json", action="store_true")
    options = arguments.parse_args()
    sizes = sorted(int(size) for size in options.sizes.split(","))
    with tempfile.TemporaryDirectory(prefix="hoso-benchmark-") as folder:
        home = Home(Path(folder))
        environment = {**os.environ, "HOSO_HOME": folder, "HOSO_DEMO": "0"}
        # In a process of its own: one process can start Zope only once, and the storage ends with each of them.
        make_instance(home, SOURCE, "127.0.0.1", 8099)
        subprocess.run([sys.executable, "-m", "hoso.setup.site"], env=environment, check=True)
        with storage(home):
            open_app = start_zope(home)
            figures = [_figures(open_app, size) for size in sizes]
    print(json.dumps(figures, indent=2) if options.json else _table(figures))


def _figures(open_app: Callable[[], Any], size: int) -> dict[str, float]:
    with site_of(open_app) as site:
        path = _fill(site, size)
    places = {"front": 0, "middle": size // 2, "end": size - PAGE}
    found: dict[str, float] = {"size": size}
    for name, start in places.items():
        found[f"rows_{name}_ms"] = statistics.median(_listing(open_app, path, start) for _ in range(ROUNDS))
    found["add_ms"] = statistics.median(_adding(open_app, path, number) for number in range(ROUNDS))
    return found


def _fill(site: Any, size: int) -> str:
    from plone.uuid.handlers import addAttributeUUID

    from hoso.record import register
    from hoso.record.content import ArchivalDocument
    from hoso.record.create import create

    dossier = create(site, "Dossier", title=f"Hồ sơ {size}")
    for number in range(size):
        record = ArchivalDocument(f"van-ban-{number:06}", title=f"Văn bản {number}", portal_type="ArchivalDocument")
        addAttributeUUID(record, None)
        dossier._setOb(record.id, record)
        register.entered(record, dossier)
        if number % 1000 == 999:
            transaction.commit()
            site._p_jar.cacheMinimize()
    transaction.commit()
    return "/".join(dossier.getPhysicalPath())


def _listing(open_app: Callable[[], Any], path: str, start: int) -> float:
    """Milliseconds of processor time for 100 rows, with everything they need loaded anew."""
    from hoso.record.register import rows

    with site_of(open_app) as site:
        site._p_jar.cacheMinimize()
        dossier = site.unrestrictedTraverse(path)
        began = time.process_time()
        found = rows(dossier, start, PAGE)
        took = time.process_time() - began
    if len(found) != PAGE:
        raise SystemExit(f"{path}: {len(found)} rows from {start}, not {PAGE}")
    return took * 1000


def _adding(open_app: Callable[[], Any], path: str, number: int) -> float:
    """Milliseconds of processor time for one record, of 100 in one transaction."""
    from hoso.record.create import create

    with site_of(open_app) as site:
        dossier = site.unrestrictedTraverse(path)
        began = time.process_time()
        for child in range(PAGE):
            create(dossier, "ArchivalDocument", f"moi-{number}-{child}", title=f"Mới {number} {child}")
        transaction.commit()
        return (time.process_time() - began) * 1000 / PAGE


def _table(figures: list[dict[str, float]]) -> str:
    names = [name for name in figures[0] if name != "size"]
    lines = ["children".rjust(10) + "".join(name.rjust(24) for name in names)]
    for row in figures:
        cells = (f"{row[name]:.2f} ({row[name] / figures[0][name]:.2f}x)" for name in names)
        lines.append(f"{row['size']:>10,}" + "".join(cell.rjust(24) for cell in cells))
    return "\n".join(lines)


if __name__ == "__main__":
    main()
