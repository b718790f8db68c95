"""``hoso status``."""

from __future__ import annotations

import time
from typing import Any

import click

from hoso.home import Home
from hoso.jobs import LaneCounts, counts, parked, worker_alive
from hoso.pages.pace import pages_per_minute
from hoso.search.errors import SearchError
from hoso.search.site import build_progress, engine, index_trouble

from .boot import NoInstance, StorageNotStarted, site_of, start_zope, storage
from .draining import waiting
from .failures import Failure, told
from .output import as_json, json_option, progress

_SECONDS = 1.0


@click.command("status")
@click.option("--wait", is_flag=True, help="Đợi đến khi không còn gì chờ.")
@json_option
def command(wait: bool, json: bool) -> None:
    """Cho biết còn gì chờ đọc, chờ lập chỉ mục, và trong kho có bao nhiêu.

    Với --wait: trả lời khi không còn gì chờ; báo ngay, mã thoát 2, khi không có tiến trình nào làm việc.
    """
    home = Home.from_environment()
    with told(NoInstance, StorageNotStarted), storage(home):
        open_app = start_zope(home)
        if wait:
            _wait(home, open_app, hidden=json)
        with site_of(open_app) as site:
            now = _status(home, site)
    if json:
        as_json(now)
    else:
        _show(now)


def _wait(home: Home, open_app: Any, *, hidden: bool) -> None:
    most = 0
    with progress("Đang làm", hidden=hidden) as advance:
        while True:
            with site_of(open_app) as site:
                # Without an index there is one thing to do, which the worker finds out by itself.
                left = waiting(site) or bool(index_trouble())
            if not left:
                break
            if not worker_alive(home):
                raise Failure(f"Còn {left} việc chờ nhưng không có tiến trình nào làm. Chạy scripts/run.")
            most = max(most, left)
            advance(most - left, most)
            time.sleep(_SECONDS)


def _status(home: Home, site: Any) -> dict[str, Any]:
    root = site._p_jar.root()
    lanes = counts(root)
    reading = lanes.get("reading", LaneCounts())
    indexing = lanes.get("indexing", LaneCounts())
    building = build_progress(home)
    failed = len(site.portal_catalog.unrestrictedSearchResults(reading_state="failed"))
    try:
        held = engine().counts()
        documents, pages, trouble = held.documents, held.pages, None
    except SearchError as error:
        documents = pages = None
        trouble = str(error)
    return {
        "worker": worker_alive(home),
        "reading": {
            "waiting": reading.waiting,
            "running": reading.running,
            "failed": failed,
            "pages_per_minute": pages_per_minute(home),
        },
        "indexing": {"waiting": indexing.waiting + indexing.running, "parked": len(parked(root))},
        "building": {"done": building.done, "total": building.total} if building else None,
        "documents": documents,
        "pages": pages,
        "engine_error": trouble,
    }


def _show(now: dict[str, Any]) -> None:
    reading, indexing = now["reading"], now["indexing"]
    click.echo(f"Tiến trình làm việc: {'đang chạy' if now['worker'] else 'không chạy'}")
    click.echo(
        f"Đọc: {reading['waiting']} chờ, {reading['running']} đang đọc, {reading['failed']} lỗi"
        + (f", {reading['pages_per_minute']:.0f} trang/phút" if reading["pages_per_minute"] else "")
    )
    click.echo(f"Chỉ mục: {indexing['waiting']} chờ, {indexing['parked']} việc hỏng cần xem")
    if now["building"]:
        click.echo(f"Đang dựng lại chỉ mục: {now['building']['done']} / {now['building']['total']}")
    if now["engine_error"]:
        click.echo(now["engine_error"])
    else:
        click.echo(f"Trong chỉ mục: {now['documents']} bản ghi, {now['pages']} trang")
