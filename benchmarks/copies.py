"""Searchable copies of scans: processor time and bytes a page beside ocrmypdf and the original, in one run.

    python benchmarks/copies.py [FOLDER] [--pages N]

FOLDER holds pictures of pages (jpg, png); the first N of them are put into one PDF as they are. ocrmypdf both reads
and copies, so it runs twice: as it comes, and told not to read (``--tesseract-timeout 0``), which leaves rendering and
PDF/A. All run with one process and one thread; times hold whatever is started.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from PIL import Image

from hoso.recognition import read_pages
from hoso.recognition.searchable import make_copy
from hoso.recognition.searchable.images import of_jpeg, of_png
from hoso.recognition.searchable.plainpdf import PictureFile

DATA = Path(os.environ.get("HOSO_DATA", Path(__file__).parents[2] / "shared" / "data"))
A4 = (595.0, 842.0)


def seconds(work: Callable[[], object]) -> float:
    """Processor seconds of this process and of those it waited for."""

    def used() -> float:
        usages = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        return sum(usage.ru_utime + usage.ru_stime for usage in usages)

    before = used()
    work()
    return used() - before


def scan(pictures: list[Path], path: Path) -> None:
    """A PDF of the pictures, which stay as they are."""
    made = PictureFile(path)
    for picture in pictures:
        with Image.open(picture) as image:
            found = (of_jpeg if image.format == "JPEG" else of_png)(image, picture.read_bytes())
        if found is not None:
            made.add(found, A4)
    made.close()


def ocrmypdf(source: Path, target: Path, *options: str) -> None:
    command = [sys.executable, "-m", "ocrmypdf", "-q", "-j1", "-l", "vie", "--output-type", "pdfa", *options]
    subprocess.run([*command, source, target], check=True, env={**os.environ, "OMP_THREAD_LIMIT": "1"})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=DATA / "ocr-pages")
    parser.add_argument("--pages", type=int, default=20)
    options = parser.parse_args()
    pictures = sorted(path for path in options.folder.rglob("*") if path.suffix in (".jpg", ".png"))[: options.pages]
    with tempfile.TemporaryDirectory() as folder:
        source, copy, peer, bare = (Path(folder) / name for name in ("scan.pdf", "hoso.pdf", "peer.pdf", "bare.pdf"))
        scan(pictures, source)
        pages: list = []
        rows = [
            ("hoso, reading", seconds(lambda: pages.extend(read_pages(source))), None),
            ("hoso, copy", seconds(lambda: make_copy(source, pages, copy)), copy),
            ("ocrmypdf", seconds(lambda: ocrmypdf(source, peer)), peer),
            ("ocrmypdf, told not to read", seconds(lambda: ocrmypdf(source, bare, "--tesseract-timeout", "0")), bare),
        ]
        count, size = len(pages), source.stat().st_size
        print(f"{count} pages, {size / count / 1000:.1f} kB a page in the original\n")
        print(f"{'':28}{'CPU s a page':>14}{'kB a page more':>16}{'of original':>13}")
        for name, cpu, made in rows:
            grown = made.stat().st_size - size if made else 0
            told = f"{grown / count / 1000:16.1f}{100 * (size + grown) / size:12.1f}%" if made else ""
            print(f"{name:28}{cpu / count:14.3f}{told}")


if __name__ == "__main__":
    main()
