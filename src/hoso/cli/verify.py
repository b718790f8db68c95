"""``hoso verify``."""

from __future__ import annotations

from dataclasses import asdict

import click

from hoso.archive.verify import verify
from hoso.home import Home

from .boot import NoInstance, StorageNotStarted, site_of, start_zope, storage
from .draining import drain_without_worker
from .failures import told
from .output import as_json, json_option, progress

_SHOWN = 100


@click.command("verify")
@click.option("--no-repair", is_flag=True, help="Chỉ báo, không cho làm lại những gì dựng lại được.")
@json_option
def command(no_repair: bool, json: bool) -> None:
    """Đối chiếu: mã băm của mọi bản gốc, bản đọc với tệp, chỉ mục với bản ghi.

    Những gì dựng lại được thì cho dựng lại. Mã thoát 1: có chỗ phải do người xử lý, như bản gốc đã khác.
    """
    home = Home.from_environment()
    with told(NoInstance, StorageNotStarted), storage(home):
        open_app = start_zope(home)
        with progress("Đối chiếu", hidden=json) as advance:
            result = verify(lambda: site_of(open_app), home=home, repair=not no_repair, progress=advance)
        drain_without_worker(home, open_app, hidden=json)
    if json:
        as_json(asdict(result))
    else:
        click.echo(
            f"{result.originals} bản gốc ({result.bytes / 1e6:.1f} MB), {result.readings} bản đọc, "
            f"{result.entries} mục trong chỉ mục; {len(result.findings)} chỗ không khớp."
        )
        for finding in result.findings[:_SHOWN]:
            click.echo(f"{finding.path or finding.uid}: {finding.message_vi}")
        if len(result.findings) > _SHOWN:
            click.echo(f"… và {len(result.findings) - _SHOWN} chỗ nữa (xem --json).")
    if result.beyond_repair:
        raise SystemExit(1)
