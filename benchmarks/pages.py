"""What a page costs: processor time of the web process and bytes on the wire, page by page, on a real instance.

    python benchmarks/pages.py [REQUESTS]

Starts an instance of its own with the demo, adds dossiers of 10 and of 10,000 documents, and asks for each page
REQUESTS times (default 30) as anonymous and as an archivist. The stock page of Plone beside them is the measure.
"""

from __future__ import annotations

import csv
import os
import socket
import subprocess
import sys
import tempfile
import urllib.request
from base64 import b64encode
from pathlib import Path

import psutil

TOP = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
SMALL, LARGE = 10, 10_000

FILL = f"""
from hoso.access import set_level
from hoso.cli.boot import site_of, start_zope
from hoso.home import Home
from hoso.ingest.committing import committed
from hoso.record.create import create
open_app = start_zope(Home.from_environment())

def dossier(site, name, size):
    set_level(create(site, "Dossier", name, title=f"Hồ sơ {{size}} văn bản"), "public")

def fill(site, name, first, last):
    for number in range(first, last + 1):
        create(site[name], "ArchivalDocument", f"{{number:05d}}", title=f"Văn bản số {{number}}")

for name, size in (("small", {SMALL}), ("large", {LARGE})):
    committed(lambda: site_of(open_app), lambda site: dossier(site, name, size))
    for first in range(1, size + 1, 200):
        committed(lambda: site_of(open_app), lambda site: fill(site, name, first, min(first + 199, size)))
"""

DOCUMENT = (
    "phong-van-phong-uy-ban-nhan-dan-tinh/muc-luc-01/01-to-chuc-hoat-dong-ban-chi-huy-quan-su/35-01-2026-01-001"
)
PAGES = {
    "stock Plone page (news item)": "cai-cach-hanh-chinh",
    "home": "",
    f"dossier of {SMALL}": "small",
    f"dossier of {LARGE:,}": "large",
    f"dossier of {LARGE:,}, last page": f"large?start={LARGE - 100}",
    "document": DOCUMENT,
    "search, 4 syllables": "@@hoso-search?q=quan+su+xa+phuong",
    "search, phrase": "@@hoso-search?q=%22Ban+Ch%E1%BB%89+huy+qu%C3%A2n+s%E1%BB%B1%22",
    "page view with hits": f"{DOCUMENT}/page/1?q=quan+su",
}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def measure(url: str, web: psutil.Process, requests: int, credentials: str | None) -> tuple[float, int]:
    """CPU-ms and bytes of one answer, on average; the first answers warm the caches and do not count."""
    request = urllib.request.Request(url)
    if credentials:
        request.add_header("Authorization", f"Basic {b64encode(credentials.encode()).decode()}")
    size = 0
    for _ in range(3):
        with urllib.request.urlopen(request) as answer:
            size = len(answer.read())
    before = sum(web.cpu_times()[:2])
    for _ in range(requests):
        with urllib.request.urlopen(request) as answer:
            answer.read()
    return 1000 * (sum(web.cpu_times()[:2]) - before) / requests, size


def main() -> None:
    requests = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    with tempfile.TemporaryDirectory(prefix="hoso-") as folder:
        home, port = Path(folder) / "h", free_port()
        environment = {**os.environ, "HOSO_HOME": str(home), "HOSO_PORT": str(port), "HOSO_DEMO": "1"}

        def script(*arguments: str) -> None:
            subprocess.run([TOP / "scripts" / "run", *arguments], env=environment, check=True, capture_output=True)

        script("--detach")
        try:
            subprocess.run([BIN / "python", "-c", FILL], env=environment, check=True)
            subprocess.run([BIN / "hoso", "status", "--wait"], env=environment, check=True, capture_output=True)
            with (home / "demo-accounts.csv").open(encoding="utf-8", newline="") as file:
                people = {row["role"]: f"{row['user']}:{row['password']}" for row in csv.DictReader(file)}
            control = [BIN / "supervisorctl", "-c", home / "instance" / "supervisord.conf", "pid", "web"]
            web = psutil.Process(int(subprocess.run(control, capture_output=True, text=True, check=True).stdout))
            table(f"http://localhost:{port}/hoso", web, requests, people["archivist"])
        finally:
            script("--stop")


def table(base: str, web: psutil.Process, requests: int, archivist: str) -> None:
    heads = ("anonymous: CPU-ms", "× stock", "bytes", "archivist: CPU-ms", "× stock")
    print("{:34} {:>18} {:>8} {:>8}   {:>18} {:>8}".format("page", *heads))
    stock: dict[bool, float] = {}
    for name, path in PAGES.items():
        cells = []
        for signed_in in (False, True):
            cost, size = measure(f"{base}/{path}", web, requests, archivist if signed_in else None)
            stock.setdefault(signed_in, cost)
            cells.append((cost, cost / stock[signed_in], size))
        (public, public_ratio, size), (staff, staff_ratio, _) = cells
        print(f"{name:34} {public:18.1f} {public_ratio:8.2f} {size:8,}   {staff:18.1f} {staff_ratio:8.2f}")


if __name__ == "__main__":
    main()
