"""``hoso status``."""

from __future__ import annotations

import time
from dataclasses import asdict
from typing import Any

import click
from zope.i18n import translate

from hoso.archive.concerns import concerns
from hoso.archive.condition import condition
from hoso.home import Home
from hoso.jobs import worker_alive
from hoso.search.site import index_trouble

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
    now = condition(home, site)
    reading, indexing, index = now.lane("reading").counts, now.lane("indexing").counts, now.index
    return {
        "worker": now.worker_since is not None,
        "reading": {
            "waiting": reading.waiting,
            "running": reading.running,
            "failed": now.failed,
            "pages_per_minute": now.pages_per_minute,
        },
        "indexing": {
            "waiting": indexing.waiting + indexing.running,
            "parked": sum(lane.counts.parked for lane in now.lanes.values()),
        },
        "building": {"done": index.building.done, "total": index.building.total} if index.building else None,
        "documents": None if index.error else index.documents,
        "pages": None if index.error else index.pages,
        "expected": index.expected,
        "engine_error": index.error or None,
        "engine": asdict(index.about) if index.about else None,
        "disk": [{"folder": str(each.path), "free": each.free, "total": each.total} for each in now.folders],
        "backup": asdict(now.backup) if now.backup else None,
        "verification": asdict(now.verification) if now.verification else None,
        "versions": asdict(now.versions),
        "to_do": [
            {"code": each.code, "message": translate(each.message, target_language="vi"), "command": each.command}
            for each in concerns(home, now)
        ],
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
        click.echo(f"Trong chỉ mục: {now['documents']} / {now['expected']} bản ghi, {now['pages']} trang")
        engine = now["engine"]
        click.echo(f"Bộ máy tìm kiếm: {engine['kind']} {engine['version']}, {engine['bytes'] / 1e6:.1f} MB")
    least = min(now["disk"], key=lambda each: each["free"])
    click.echo(f"Đĩa còn trống ít nhất: {least['free'] / 1e9:.1f} GB ({least['folder']})")
    backup = now["backup"]
    click.echo(f"Sao lưu gần nhất: {backup['made']}, {backup['folder']}" if backup else "Chưa sao lưu lần nào.")
    for concern in now["to_do"]:
        click.echo(f"- {concern['message']} {concern['command']}".rstrip())
