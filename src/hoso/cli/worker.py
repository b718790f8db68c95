"""``hoso worker``: the process that reads and indexes; started by the supervisor."""

from __future__ import annotations

import click

from hoso.home import Home
from hoso.jobs import Worker

from .boot import NoInstance, StorageNotStarted, site_of, start_zope, storage
from .failures import told


@click.command("worker", hidden=True)
def command() -> None:
    """Đọc và lập chỉ mục những gì đang chờ, cho đến khi được bảo dừng."""
    home = Home.from_environment()
    with told(NoInstance, StorageNotStarted), storage(home):
        open_app = start_zope(home, "worker")
        Worker(lambda: site_of(open_app), home).run()
