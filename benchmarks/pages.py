"""What a page costs: processor time of the web process and bytes on the wire, page by page, on a real instance.

    python benchmarks/pages.py [REQUESTS] [SIZE …]

Starts an instance of its own with the demo, adds dossiers of 10, 10,000 and 100,000 documents (or the sizes given), and
asks for each page REQUESTS times (default 30) as anonymous and as an archivist. The measure is a page of a second site
beside it, in the same process: Plone as it comes, without our profile. Public pages shall cost at most half of that
page, those of the staff at most 0.7, whatever lies beside.

The large dossiers are written straight into the database with their rows and catalog entries, without the index of
texts: a hundred thousand documents through the importer would take hours and make no other page.
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
from typing import NamedTuple

import psutil

TOP = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
SIZES = (10, 10_000, 100_000)
PUBLIC, STAFF = 0.5, 0.7

STOCK_SITE = """
import sys
import transaction
from AccessControl.SecurityManagement import newSecurityManager
from Testing.makerequest import makerequest
from hoso.cli.boot import start_zope
from hoso.home import Home
app = makerequest(start_zope(Home.from_environment())())
from plone import api
from plone.distribution.api import site as sites
from zope.component.hooks import setSite

user, password = sys.argv[1:]
newSecurityManager(None, app.acl_users.getUser("admin").__of__(app.acl_users))
answers = {"site_id": "stock", "title": "Plone", "description": "", "default_language": "vi",
           "portal_timezone": "Asia/Ho_Chi_Minh", "setup_content": False}
site = sites.create(app, "classic", answers)
setSite(site)
api.user.create(username=user, password=password, email="staff@example.org", roles=("Member", "Editor"))
news = api.content.create(site, "News Item", "news", title="Cải cách hành chính", description="Tin của tỉnh")
api.content.transition(news, "publish")
transaction.commit()
"""

FILL = """
import sys
import transaction
from hoso.access import set_level
from hoso.cli.boot import site_of, start_zope
from hoso.home import Home
from hoso.language import PartialDate
from hoso.record import register
from hoso.record.create import create
from hoso.record.origin import Origin, record_origins
open_app = start_zope(Home.from_environment())
from plone.uuid.handlers import addAttributeUUID
from hoso.record.content import ArchivalDocument
from ZODB.POSException import ConflictError

TYPED = Origin("typed", by="archivist")
INDEXES = ["UID", "path", "allowedRolesAndUsers", "portal_type", "described", "sortable_title"]

def document(site, dossier, number):
    record = ArchivalDocument(
        f"{number:06}", portal_type="ArchivalDocument", title=f"Quyết định giao đất cho hộ gia đình số {number}",
        code_number=str(number), code_notation="QĐ-UBND", organ_name="UBND tỉnh Hà Nam",
        issued_date=PartialDate.parse(f"{1 + number % 28:02}/06/2016"), sheet_from=2 * number - 1, sheet_to=2 * number,
    )
    addAttributeUUID(record, None)
    record_origins(record, ("title",), TYPED)
    dossier._setOb(record.id, record)
    record = dossier._getOb(record.id)
    register.entered(record, dossier)
    site.portal_catalog.catalog_object(record, "/".join(record.getPhysicalPath()), idxs=INDEXES)

def fill(size, first):
    with site_of(open_app) as site:
        if first == 1:
            title = f"Hồ sơ {size} văn bản"
            set_level(create(site, "Dossier", f"d{size}", title=title, origin=TYPED), "public")
        for number in range(first, min(first + 499, size) + 1):
            document(site, site[f"d{size}"], number)
        transaction.commit()

for size in map(int, sys.argv[1:]):
    for first in range(1, size + 1, 500):
        while True:
            try:
                fill(size, first)
                break
            except ConflictError:  # with the worker, which indexes what is there
                pass
"""

DEMO = "phong-van-phong-uy-ban-nhan-dan-tinh/muc-luc-01/01-to-chuc-hoat-dong-ban-chi-huy-quan-su"
DOCUMENT = f"{DEMO}/35-01-2026-01-001"
STOCK = "stock Plone page (news item)"


class Page(NamedTuple):
    """A page to measure; ``public`` says whether anybody may open it."""

    name: str
    path: str
    public: bool = True

    def url(self, port: int) -> str:
        """Its address; the stock page lies in a site of its own."""
        return (
            f"http://localhost:{port}/{self.path}"
            if self.name == STOCK
            else f"http://localhost:{port}/hoso/{self.path}"
        )


def pages(sizes: list[int]) -> list[Page]:
    found = [Page(STOCK, "stock/news"), Page("home", ""), Page("desk", "@@desk", public=False)]
    for size in sizes:
        found.append(Page(f"dossier of {size:,}", f"d{size}"))
        if size > 100:
            found.append(Page(f"dossier of {size:,}, last page", f"d{size}?page={size // 100}"))
    found += [Page(f"document among {size:,}", f"d{size}/{size // 2:06}") for size in sizes]
    found += [
        Page("document with a file", DOCUMENT),
        Page("search, 4 syllables", "@@hoso-search?q=quan+su+xa+phuong"),
        Page("search, phrase", "@@hoso-search?q=%22Ban+Ch%E1%BB%89+huy+qu%C3%A2n+s%E1%BB%B1%22"),
        Page("page view with hits", f"{DOCUMENT}/page/1?q=quan+su"),
    ]
    return found


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
    sizes = [int(size) for size in sys.argv[2:]] or list(SIZES)
    with tempfile.TemporaryDirectory(prefix="hoso-") as folder:
        home, port = Path(folder) / "h", free_port()
        environment = {**os.environ, "HOSO_HOME": str(home), "HOSO_PORT": str(port), "HOSO_DEMO": "1"}

        def script(*arguments: str) -> None:
            subprocess.run([TOP / "scripts" / "run", *arguments], env=environment, check=True, capture_output=True)

        script("--detach")
        try:
            with (home / "demo-accounts.csv").open(encoding="utf-8", newline="") as file:
                people = {row["role"]: (row["user"], row["password"]) for row in csv.DictReader(file)}
            archivist = people["archivist"]
            subprocess.run([BIN / "python", "-c", STOCK_SITE, *archivist], env=environment, check=True)
            subprocess.run([BIN / "python", "-c", FILL, *map(str, sizes)], env=environment, check=True)
            subprocess.run([BIN / "hoso", "status", "--wait"], env=environment, check=True, capture_output=True)
            control = [BIN / "supervisorctl", "-c", home / "instance" / "supervisord.conf", "pid", "web"]
            web = psutil.Process(int(subprocess.run(control, capture_output=True, text=True, check=True).stdout))
            table(port, web, requests, ":".join(archivist), pages(sizes))
        finally:
            script("--stop")


def table(port: int, web: psutil.Process, requests: int, archivist: str, shown: list[Page]) -> None:
    heads = ("anonymous: CPU-ms", "× stock", "bytes", "archivist: CPU-ms", "× stock", "bytes")
    print("{:32} {:>18} {:>8} {:>8}   {:>18} {:>8} {:>8}".format("page", *heads))
    stock: dict[bool, float] = {}
    over = []
    for page in shown:
        cells = []
        for signed_in, bound in ((False, PUBLIC), (True, STAFF)):
            if not (page.public or signed_in):
                cells.append(f"{'':>18} {'':>8} {'':>8}")
                continue
            cost, size = measure(page.url(port), web, requests, archivist if signed_in else None)
            ratio = cost / stock.setdefault(signed_in, cost)
            cells.append(f"{cost:18.1f} {ratio:8.2f} {size:8,}")
            if page.name != STOCK and ratio > bound:
                over.append(page.name)
        print(f"{page.name:32} {'   '.join(cells)}")
    print(f"over the bounds of {PUBLIC} and {STAFF}: {', '.join(dict.fromkeys(over)) or 'none'}")


if __name__ == "__main__":
    main()
